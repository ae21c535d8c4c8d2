import { request as httpRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

import type { Parts } from "../../provider/load-balancer/parts";
import { proxyConfig } from "../../provider/load-balancer/proxy-config";
import type { Values } from "../../provider/record/kind";
import { freePorts } from "../../tools/local-cluster/free-ports";
import { listenerPart, partsOf } from "./load-balancer-parts";
import { startProxy } from "./load-balancer-proxy";

/** What a client gets. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Runs a load balancer; what it gives sends one request to it. */
export async function serve(parts: Partial<Parts>, values: Values = {}, listener: Values = {}) {
  const [port = 0] = await freePorts(1);
  const config = proxyConfig(partsOf({ listeners: [listenerPart(port, listener)], ...parts }, values));
  const proxy = await startProxy(config);
  const send = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const request = httpRequest({ host: "127.0.0.1", port, path, agent: false, ...options });
      request.on("error", reject);
      request.on("response", (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (body += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      request.end();
    });
  return { port, send, logged: proxy.logged };
}

/** The bodies of so many answers, one after the other. */
export async function bodies(count: number, send: () => Promise<Answer>): Promise<string[]> {
  const all: string[] = [];
  for (let index = 0; index < count; index++) all.push((await send()).body);
  return all;
}

/** How often each name is there. */
export const counts = (names: readonly string[]): Record<string, number> => {
  const result: Record<string, number> = {};
  for (const name of names) result[name] = (result[name] ?? 0) + 1;
  return result;
};
