import { join } from "node:path";

import { run, succeed } from "../../tools/command";
import { clusterFlags } from "../../tools/kubectl";
import { root } from "../../tools/stack";
import { inside, testCluster } from "./cluster";

/** Fails if the cluster doesn't enforce policies. Without enforcement, traffic proves nothing about the rules. */
export async function requireEnforcement(namespace: string): Promise<void> {
  const target = [...clusterFlags(testCluster()), "--namespace", namespace];
  const probe = [join(root, "dist", "cli", "main.js"), "doctor", "--probe", ...target];
  // Its own limits are those of a user's machine, and this one may be busier.
  for (let tries = 0; tries < 2; tries++) {
    if ((await run(process.execPath, probe)).code === 0) return;
  }
  await succeed(process.execPath, probe);
}

/** The outputs of an instance that tests of traffic need. */
export interface Endpoint {
  podName: string;
  privateIp: string;
  namespace: string;
}

/** Ports that an instance reaches on another one, by the names of both: `{ "web-1": { "db-1": "5432 5433" } }`. */
export type Matrix = Record<string, Record<string, string>>;

/** Tries all ports between all instances from inside their Pods, at the same time. */
async function reached(instances: Record<string, Endpoint>, ports: number[]): Promise<Matrix> {
  const rows = Object.entries(instances).map(async ([from, { namespace, podName }]) => {
    const others = Object.entries(instances).filter(([name]) => name !== from);
    const tries = others.flatMap(([name, { privateIp }]) =>
      ports.map((port) => `(nc -w 5 ${privateIp} ${port} </dev/null && echo ${name} ${port}) &`),
    );
    const { stdout, code, stderr } = await inside(
      namespace,
      podName,
      `{ ${tries.join("\n")} wait; } 2>/dev/null; true`,
    );
    if (code !== 0) throw new Error(`"kubectl exec ${podName}" ended with exit code ${code}: ${stderr}`);
    const open = stdout.split("\n").map((line) => line.split(" "));
    const row = others.flatMap(([name]) => {
      const found = open.filter(([target]) => target === name).map(([, port]) => Number(port));
      return found.length > 0 ? [[name, found.sort((a, b) => a - b).join(" ")]] : [];
    });
    return [from, Object.fromEntries(row) as Record<string, string>] as const;
  });
  return Object.fromEntries((await Promise.all(rows)).filter(([, row]) => Object.keys(row).length > 0));
}

/** Retries until the matrix is as expected, because servers and changes take a moment. Returns the last one. */
export async function matrix(
  instances: Record<string, Endpoint>,
  ports: number[],
  expected: Matrix,
): Promise<Matrix> {
  for (const end = Date.now() + 3 * 60_000; ;) {
    const seen = await reached(instances, ports);
    if (sorted(seen) === sorted(expected) || Date.now() > end) return seen;
  }
}

const sorted = (rows: Matrix): string =>
  JSON.stringify(
    Object.entries(rows)
      .map(([from, row]) => [from, Object.entries(row).sort()])
      .sort(),
  );
