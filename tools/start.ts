import { aligned } from "../provider/common/text";
import { run, succeed } from "./command";
import { ec2Pods } from "./ec2-pods";
import { kubectl } from "./kubectl";
import * as localCluster from "./local-cluster/local-cluster";
import { parseCommand, upOptionsHelp } from "./local-cluster/options";
import { progress, step } from "./progress";
import { runScript } from "./script";
import { pulumiEnvironment, root } from "./stack";
import { obtain } from "./toolchain/obtain";
import { pulumiToolchain } from "./toolchain/pulumi";

interface Instance {
  instanceId: string;
  podName: string;
  namespace: string;
  privateIp: string;
}

interface Outputs {
  instances: Record<"web-server" | "app-server" | "visitor", Instance>;
  url: string;
  page: string;
}

const usage = `npm start -- [options]

Runs examples/quickstart on a cluster and shows the result.

${upOptionsHelp}`;

async function start(args: string[]): Promise<void> {
  const { upOptions, switches } = parseCommand(args, ["help"]);
  if (switches.help) return console.log(usage);
  // First, so that a tool that can't be obtained fails before a cluster starts.
  await Promise.all([pulumiToolchain(), obtain("kubectl")]);
  const cluster = await localCluster.up(upOptions);
  const outputs = await update(cluster);
  const { instances } = outputs;
  const { "web-server": web } = instances;

  heading("Instances");
  const rows = Object.entries(instances).map(([name, { instanceId, podName, privateIp }]) => [
    ...[name, instanceId, podName, privateIp],
  ]);
  console.log(aligned([["NAME", "INSTANCE", "POD", "PRIVATE IP"], ...rows]));
  heading("kubectl get pods,networkpolicy -L ec2-pods/name");
  const get = ["get", "pods,networkpolicy", "-L", "ec2-pods/name", "--namespace", web.namespace];
  console.log(await kubectl(cluster, get));

  if (cluster.realContainers) await showTraffic(cluster, outputs);
  else
    progress("this cluster is simulated: its Pods have no containers, so there is no console and no traffic");
  const isServed = cluster.realContainers && (await servePage(cluster, outputs));

  const withCluster = `KUBECONFIG=${cluster.kubeconfig}`;
  heading("Next steps");
  console.log(
    aligned([
      ["COMMAND", "EFFECT"],
      ...(isServed
        ? [[`curl ${outputs.page}`, "gets the page; a browser on this machine opens it, too"]]
        : []),
      ["npm start", "runs the update again; nothing changes until you change the program"],
      [`${withCluster} kubectl exec -it ${web.podName} -- sh`, "opens a shell in the web server"],
      [`${withCluster} kubectl logs -f ${web.podName}`, "follows its console"],
      ["npm run down", "destroys the stack, then removes the cluster"],
    ]),
  );
  console.log(
    "\nFor hundreds of instances, set PULUMI_SKIP_CHECKPOINTS=true: docs/how-it-works.md#without-checkpoints",
  );
}

/** Runs `pulumi up` and returns the outputs of the stack. */
async function update(cluster: localCluster.LocalCluster): Promise<Outputs> {
  const { bin } = await pulumiToolchain();
  const env = await pulumiEnvironment(cluster);
  const pulumi = (...args: string[]) => succeed(bin, args, { cwd: root, env });
  await pulumi("stack", "select", "--create", "dev", "--non-interactive");
  // The stack records its cluster, so that "npm run down" finds the same one.
  await pulumi("config", "set", "kubernetes:context", cluster.context, "--stack", "dev");
  progress("pulumi up of examples/quickstart");
  // The resources of an earlier cluster are gone with it, but the state still has them.
  const refresh = cluster.isNew ? ["--refresh"] : [];
  const up = ["up", "--yes", "--non-interactive", ...refresh];
  const { code } = await run(bin, up, { cwd: root, env, show: true });
  if (code !== 0) throw new Error(`"pulumi up" ended with exit code ${code}. Its messages are above.`);
  return JSON.parse(await pulumi("stack", "output", "--json")) as Outputs;
}

/** Shows who reaches the web server. Fails if the cluster doesn't enforce the groups. */
async function showTraffic(cluster: localCluster.LocalCluster, { instances, url }: Outputs): Promise<void> {
  const { "web-server": web, "app-server": app, visitor } = instances;
  const inside = ({ namespace, podName }: Instance, script: string) =>
    kubectl(cluster, ["exec", "--namespace", namespace, podName, "--", "sh", "-c", script]);
  const page = await step("app-server fetched the page", () => inside(app, fetchUntilServed(url)));
  const answer = await step("visitor tried to fetch it", () => inside(visitor, fetchOnce(url)));
  heading("Console of web-server");
  console.log(await kubectl(cluster, ["logs", "--namespace", web.namespace, web.podName]));
  heading(`Who reaches ${url}`);
  console.log(
    aligned([
      ["FROM", "GROUP", "ANSWER"],
      ["app-server", "app", page.trim()],
      ["visitor", "default", answer.trim()],
    ]),
  );
  if (!answer.startsWith("refused")) {
    throw new Error(
      `The visitor reached ${url}: this cluster doesn't enforce NetworkPolicies. ` +
        'Use one whose network plugin does: "npm run down", then "npm start -- --kind node".',
    );
  }
}

/** Serves the public addresses on this machine until "npm run down", and gets the page there. Answers whether it could. */
async function servePage(cluster: localCluster.LocalCluster, { page }: Outputs): Promise<boolean> {
  const env = await pulumiEnvironment(cluster);
  // One of an earlier cluster would go on with that.
  await ec2Pods(env, "tunnel", "--stop");
  heading("Public addresses on this machine");
  console.log(await ec2Pods(env, "tunnel", "--daemon"));
  try {
    const answer = await (await fetch(page)).text();
    console.log(`${page} answers: ${answer.trim()}`);
    return true;
  } catch (error) {
    const { message, cause = message } = error as Error;
    console.log(`${page} doesn't answer (${String(cause)}). See where the table says that it is served.`);
    return false;
  }
}

/** User data runs in the background, so the server may start shortly after the instance. */
const fetchUntilServed = (url: string): string =>
  `for try in $(seq 60); do timeout 2 wget -qO- ${url} && exit; sleep 0.5; done; echo "no answer in 30 s" >&2; exit 1`;

const fetchOnce = (url: string): string => `timeout 3 wget -qO- ${url} || echo "refused: no answer in 3 s"`;

const heading = (title: string): void => console.log(`\n${title}\n`);

runScript(start);
