import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Who an API server says it is: the uid of its namespace kube-system, or a status. */
export type Answer = string | number;

/** What was asked of all of them. */
export const asked: string[] = [];

/** What each of their lists has. */
export const listed: object[] = [];

/** A server for each answer. */
const servers = new Map<Answer, Server>();

async function serverOf(answer: Answer): Promise<string> {
  const server =
    servers.get(answer) ??
    createServer((request, response) => {
      asked.push(String(request.url));
      if (typeof answer === "number") response.writeHead(answer).end("{}");
      else response.end(JSON.stringify({ metadata: { uid: answer }, items: listed }));
    });
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.set(answer, server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends the servers. */
export const endClusters = (): void => servers.forEach((server) => server.close());

let serial = 0;

/** The contents of a kubeconfig with these contexts, the first of which is current. None was asked before. */
export async function kubeconfigOf(contexts: Record<string, Answer>): Promise<string> {
  const names = Object.keys(contexts);
  const clusters = names.map(async (name) => ({
    name,
    cluster: { server: await serverOf(contexts[name]!) },
  }));
  return JSON.stringify({
    clusters: await Promise.all(clusters),
    contexts: names.map((name) => ({ name, context: { cluster: name } })),
    "current-context": names[0],
    preferences: { serial: ++serial },
  });
}
