import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { makeCertificates } from "../../tools/local-cluster/certificates";
import { root } from "../../tools/stack";
import { ConnectProxy, SeeingServer, type Seen, SocksProxy } from "./tls-server";

/** Where relative paths of the kubeconfigs lead. */
export const folder = mkdtempSync(join(tmpdir(), "reach-"));
const proxyVariables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"];
const variables = [
  ...["KUBECONFIG", "KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT"],
  ...proxyVariables.flatMap((name) => [name, name.toLowerCase()]),
];
const ambient = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
let reacher: ChildProcess;
export let tls: SeeingServer;
export let plain: SeeingServer;
export let proxy: ConnectProxy;
export let secureProxy: ConnectProxy;
export let socks: SocksProxy;

beforeAll(async () => {
  const execArgv = ["-r", "ts-node/register/transpile-only"];
  reacher = fork(join(root, "test", "support", "reach-process.ts"), { execArgv, cwd: root });
  await makeCertificates(folder, "127.0.0.1");
  [tls, plain, proxy, secureProxy, socks] = await Promise.all([
    SeeingServer.start(folder),
    SeeingServer.start(),
    ConnectProxy.start(),
    ConnectProxy.start(folder),
    SocksProxy.start(),
  ]);
});
beforeEach(() => {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  for (const server of [tls, plain]) server.status = 200;
  for (const each of [proxy, secureProxy, socks]) each.asked.length = 0;
  proxy.isClosed = false;
});
afterAll(() => {
  for (const name of variables) {
    if (ambient[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = ambient[name];
  }
  for (const server of [tls, plain, proxy, secureProxy, socks]) server.end();
  // Connections of what it gave up would keep both processes.
  reacher.kill();
  rmSync(folder, { recursive: true });
});

export type Entry = Record<string, unknown>;
export interface Parts {
  cluster?: Entry;
  user?: Entry;
  /** More entries, which nothing refers to. */
  others?: Entry;
}

export const data = (name: string) => readFileSync(join(folder, name)).toString("base64");
export const https = (host = "127.0.0.1") => `https://${host}:${tls.port}`;

export function configOf({ cluster = {}, user = {}, others = {} }: Parts) {
  return {
    contexts: [{ name: "dev", context: { cluster: "c", user: "u" } }],
    clusters: [
      { name: "c", cluster: { server: https(), "certificate-authority-data": data("ca.crt"), ...cluster } },
    ],
    users: [{ name: "u", user }],
    "current-context": "dev",
    ...others,
  };
}

let files = 0;
export function fileOf(config: object): string {
  const file = join(folder, `config-${(files += 1)}`);
  writeFileSync(file, JSON.stringify(config));
  return file;
}

interface Answer {
  id: number;
  answer: Record<string, unknown>;
}

let requests = 0;

/** What the server sees of each way to it, or why there is none. */
export async function reach(
  kubeconfig: string | undefined,
  context = "dev",
): Promise<Record<string, unknown>> {
  const environment = Object.fromEntries(variables.map((name) => [name, process.env[name] ?? null]));
  const asked = (requests += 1);
  reacher.send({ id: asked, kubeconfig, context, account: folder, environment });
  for (;;) {
    const [{ id, answer }] = (await once(reacher, "message")) as [Answer];
    // A test that has timed out may have left one.
    if (id === asked) return answer;
  }
}

export const everyWay = (seen: Seen) => {
  const all = expect.objectContaining(seen) as unknown;
  return { "up, list": all, exec: all, "port-forward": all, doctor: ["ok", "ok", "ok"] };
};
export const noWay = (words: unknown) => ({
  "up, list": words,
  exec: words,
  "port-forward": words,
  doctor: words,
});

export const plugin = (script: string, more: Entry = {}): Entry => ({
  exec: {
    apiVersion: "client.authentication.k8s.io/v1",
    command: process.execPath,
    args: ["-e", script],
    ...more,
  },
});
export const printing = (status: string) =>
  `console.log(JSON.stringify({ kind: "ExecCredential", status: ${status} }))`;
