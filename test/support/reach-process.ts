// Runs in a process of its own, because jest can't load the Kubernetes client.
import fs from "node:fs";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";

import { checkCluster } from "../../provider/cli/doctor/cluster-checks";
import { openApi } from "../../provider/cluster/cluster";
import { PodPorts } from "../../provider/cluster/pod-ports";
import { execute } from "../../provider/cluster/streams";
import { ExplainedError } from "../../provider/common/errors";

/** A kubeconfig, and the variables of the environment in which it is used. */
export interface ReachRequest {
  id: number;
  kubeconfig?: string;
  context: string;
  /** Folder that stands for the one where Kubernetes mounts the service account of a Pod. */
  account: string;
  environment: Record<string, string | null>;
}

const mounted = "/var/run/secrets/kubernetes.io/serviceaccount";
const { existsSync, readFileSync } = fs;

function mountAccount(folder: string): void {
  const at = <T>(path: T) => (typeof path === "string" ? path.replace(mounted, folder) : path);
  fs.existsSync = (path) => existsSync(at(path));
  fs.readFileSync = ((path, options) => readFileSync(at(path), options)) as typeof readFileSync;
}

async function textOf(run: (output: PassThrough) => Promise<unknown>): Promise<string> {
  const output = new PassThrough();
  let text = "";
  output.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await run(output);
  return text;
}

/** What the server answers on each way to it, or why there is none. */
async function reach({
  kubeconfig,
  context,
  account,
  environment,
}: ReachRequest): Promise<Record<string, unknown>> {
  for (const [name, value] of Object.entries(environment)) {
    if (value === null) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  mountAccount(account);
  const selection = { ...(kubeconfig && { kubeconfig }), context };
  const pod = { selection, namespace: "default", pod: "ec2-web" };
  const sink = new PassThrough().resume();
  const ways: Record<string, () => Promise<string>> = {
    "up, list": async () => JSON.stringify(await (await openApi(selection)).api.get("/version")),
    exec: () =>
      textOf((stdout) => {
        const streams = { stdin: null, stdout, stderr: sink, tty: false };
        return execute(pod, "instance", ["true"], streams);
      }),
    "port-forward": async () => {
      const { api } = await openApi(selection);
      const ports = new PodPorts(api, pod);
      return textOf((output) => ports.connect(80).then((stream) => pipeline(stream, output)));
    },
    doctor: async () => {
      const checks = await checkCluster({ ...selection, probe: false, image: "busybox" }, () => undefined);
      const way = checks.filter(({ name }) => ["kubeconfig", "context", "server"].includes(name));
      const failed = way.find(({ state }) => state === "error");
      if (failed) throw new ExplainedError(failed.value, failed.fix);
      return JSON.stringify(way.map(({ state }) => state));
    },
  };
  const results = Object.entries(ways).map(async ([name, run]) => {
    const seen = await run().then(
      (text) => JSON.parse(text) as unknown,
      ({ reason, fix, stack }: ExplainedError) => (reason ? `${reason}. ${fix ?? ""}` : stack),
    );
    return [name, seen] as const;
  });
  return Object.fromEntries(await Promise.all(results));
}

process.on("message", (request: ReachRequest) => {
  void reach(request).then((answer) => process.send?.({ id: request.id, answer }));
});
