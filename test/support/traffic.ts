import { join } from "node:path";

import { succeed } from "../../tools/command";
import { root } from "../../tools/stack";
import { inside, testCluster } from "./cluster";

/** Fails where a policy doesn't close a port: without that, nothing that traffic shows comes from the rules. */
export async function requireEnforcement(namespace: string): Promise<void> {
  const { kubeconfig, context } = testCluster();
  const place = ["--kubeconfig", kubeconfig, "--context", context, "--namespace", namespace];
  await succeed(process.execPath, [join(root, "dist", "cli", "main.js"), "doctor", "--probe", ...place]);
}

/** What the tests of traffic know of an instance. */
export interface Endpoint {
  podName: string;
  privateIp: string;
  namespace: string;
}

/** Ports of each other instance that one reaches, by the names of both: `{ "web-1": { "db-1": "5432 5433" } }`. */
export type Matrix = Record<string, Record<string, string>>;

/** Who reaches whom on which of the ports, tried from inside the Pods, all at once. */
async function reached(instances: Record<string, Endpoint>, ports: number[]): Promise<Matrix> {
  const rows = Object.entries(instances).map(async ([from, { namespace, podName }]) => {
    const others = Object.entries(instances).filter(([name]) => name !== from);
    const tries = others.flatMap(([name, { privateIp }]) =>
      ports.map((port) => `(nc -w 2 ${privateIp} ${port} </dev/null && echo ${name} ${port}) &`),
    );
    const { stdout, code, stderr } = await inside(
      namespace,
      podName,
      `{ ${tries.join("\n")} wait; } 2>/dev/null; true`,
    );
    if (code !== 0) throw new Error(`kubectl exec into ${podName} ended with ${code}: ${stderr}`);
    const open = stdout.split("\n").map((line) => line.split(" "));
    const row = others.flatMap(([name]) => {
      const found = open.filter(([target]) => target === name).map(([, port]) => Number(port));
      return found.length > 0 ? [[name, found.sort((a, b) => a - b).join(" ")]] : [];
    });
    return [from, Object.fromEntries(row) as Record<string, string>] as const;
  });
  return Object.fromEntries((await Promise.all(rows)).filter(([, row]) => Object.keys(row).length > 0));
}

/** The matrix as soon as it is as expected; as it is after a while otherwise: servers and changes take a moment. */
export async function matrix(
  instances: Record<string, Endpoint>,
  ports: number[],
  expected: Matrix,
): Promise<Matrix> {
  let seen: Matrix = {};
  for (let tries = 0; tries < 8; tries++) {
    seen = await reached(instances, ports);
    if (sorted(seen) === sorted(expected)) break;
  }
  return seen;
}

const sorted = (rows: Matrix): string =>
  JSON.stringify(
    Object.entries(rows)
      .map(([from, row]) => [from, Object.entries(row).sort()])
      .sort(),
  );
