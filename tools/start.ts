import { run, succeed } from "./command";
import * as localCluster from "./local-cluster/local-cluster";
import { parseCommand, upOptionsHelp } from "./local-cluster/options";
import { progress, step } from "./progress";
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
}

const usage = `npm start -- [options]

Runs examples/quickstart on a cluster and shows what came of it.

${upOptionsHelp}`;

async function start(): Promise<void> {
  const { upOptions, switches } = parseCommand(process.argv.slice(2), ["help"]);
  if (switches.help) return console.log(usage);
  const { bin } = await pulumiToolchain();
  const kubectlPath = await obtain("kubectl");
  const cluster = await localCluster.up(upOptions);
  const env = await pulumiEnvironment(cluster);
  const pulumi = (...args: string[]) => run(bin, args, { cwd: root, env, show: true });
  const kubectl = (...args: string[]) =>
    succeed(kubectlPath, ["--kubeconfig", cluster.kubeconfig, "--context", cluster.context, ...args]);

  await succeed(bin, ["stack", "select", "--create", "dev", "--non-interactive"], { cwd: root, env });
  // Kept with the stack, so that "npm run down" finds the same cluster.
  await succeed(bin, ["config", "set", "kubernetes:context", cluster.context, "--stack", "dev"], {
    cwd: root,
    env,
  });
  progress("pulumi up of examples/quickstart");
  // What an earlier cluster had is gone with it; only a refresh tells the engine.
  const refresh = cluster.madeNow ? ["--refresh"] : [];
  const { code } = await pulumi("up", "--yes", "--non-interactive", ...refresh);
  if (code !== 0) throw new Error(`"pulumi up" ended with exit code ${code}; its messages are above.`);

  const outputs = JSON.parse(
    await succeed(bin, ["stack", "output", "--json"], { cwd: root, env }),
  ) as Outputs;
  const { "web-server": web, "app-server": app, visitor } = outputs.instances;
  heading("Instances");
  console.log(table(["NAME", "INSTANCE", "POD", "PRIVATE IP"], instanceRows(outputs.instances)));
  heading("kubectl get pods,networkpolicy -L ec2-pods/name");
  console.log(
    await kubectl("get", "pods,networkpolicy", "-L", "ec2-pods/name", "--namespace", web.namespace),
  );

  if (!cluster.realContainers) {
    progress(
      "this cluster is simulated: its Pods are objects without containers, so there is no console or traffic",
    );
  } else {
    const inside = (instance: Instance, script: string) =>
      kubectl("exec", "--namespace", instance.namespace, instance.podName, "--", "sh", "-c", script);
    const page = await step("app-server fetched the page", () => inside(app, fetchUntilServed(outputs.url)));
    const refused = await step("visitor tried to fetch it", () => inside(visitor, fetchOnce(outputs.url)));
    heading("Console of web-server");
    console.log(await kubectl("logs", "--namespace", web.namespace, web.podName));
    heading(`Who reaches ${outputs.url}`);
    console.log(
      table(
        ["FROM", "GROUP", "ANSWER"],
        [
          ["app-server", "app", page.trim()],
          ["visitor", "default", refused.trim()],
        ],
      ),
    );
    if (!refused.startsWith("refused")) {
      throw new Error(
        `the visitor reached ${outputs.url}: this cluster doesn't enforce NetworkPolicies. ` +
          `Use one whose network plugin does: "npm run down", then "npm start -- --kind node"`,
      );
    }
  }
  const withCluster = `KUBECONFIG=${cluster.kubeconfig}`;
  heading("Look further");
  console.log(
    table(
      ["COMMAND", "WHAT IT DOES"],
      [
        ["npm start", "runs the update again: nothing changes until the program does"],
        [`${withCluster} kubectl exec -it ${web.podName} -- sh`, "a shell in the web server"],
        [`${withCluster} kubectl logs -f ${web.podName}`, "its console"],
        ["npm run down", "destroys the stack, then the cluster"],
      ],
    ),
  );
}

const instanceRows = (instances: Record<string, Instance>): string[][] =>
  Object.entries(instances).map(([name, { instanceId, podName, privateIp }]) => [
    name,
    instanceId,
    podName,
    privateIp,
  ]);

/** The user data runs in the background, so its server may come up a moment after the instance. */
const fetchUntilServed = (url: string): string =>
  `for try in $(seq 60); do timeout 2 wget -qO- ${url} && exit; sleep 0.5; done; echo "no answer in 30 s" >&2; exit 1`;

const fetchOnce = (url: string): string => `timeout 3 wget -qO- ${url} || echo "refused: no answer in 3 s"`;

const heading = (title: string): void => console.log(`\n${title}\n`);

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("   ")
        .trimEnd(),
    )
    .join("\n");
}

start().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
