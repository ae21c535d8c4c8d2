import { readFileSync } from "node:fs";
import { Agent, request, type RequestOptions } from "node:https";
import { createInterface } from "node:readline";

import type { Account } from "./cluster";
import { namespace } from "./workload";

interface Kubeconfig {
  clusters: { cluster: { server: string; "certificate-authority-data": string } }[];
  users: { user: { token: string } }[];
}

/** The part of a Pod that the benchmark needs. */
export interface Pod {
  metadata: { name: string; resourceVersion: string };
  status: { phase?: string; podIP?: string; conditions?: { type: string; status: string }[] };
}

export interface PodEvent {
  type: "ADDED" | "MODIFIED" | "DELETED";
  object: Pod;
}

export const isReady = ({ status }: Pod): boolean =>
  status.phase === "Running" &&
  status.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true;

/** A minimal client of an API server: it keeps connections open, and parses only watch events. */
export class KubernetesClient {
  private readonly options: RequestOptions;
  private readonly server: string;

  constructor({ kubeconfig }: Account, connections = 32) {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
    const { server = "", "certificate-authority-data": authority = "" } = clusters[0]?.cluster ?? {};
    this.server = server;
    this.options = {
      ca: Buffer.from(authority, "base64"),
      headers: { authorization: `Bearer ${users[0]?.user.token ?? ""}` },
      agent: new Agent({ keepAlive: true, maxSockets: connections }),
    };
  }

  /** Sends one request about Pods, which must succeed. */
  send(method: "POST" | "PATCH" | "DELETE", name = "", body?: object): Promise<void> {
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const headers = { ...this.options.headers, "content-type": type };
    return new Promise((resolve, reject) => {
      request(this.url(name), { ...this.options, method, headers }, (answer) => {
        answer.resume().once("end", () => {
          const { statusCode = 0 } = answer;
          if (statusCode < 300) resolve();
          else reject(new Error(`${method} of Pod "${name}": the API server answered ${statusCode}`));
        });
      })
        .on("error", reject)
        .end(body && JSON.stringify(body));
    });
  }

  /** Watches Pods from now on. Resolves when the watch is open, with a function that ends it. */
  async watch(changed: (event: PodEvent) => void): Promise<() => void> {
    let from = "";
    let ended = false;
    let close = (): void => undefined;
    const open = () =>
      new Promise<void>((resolve, reject) => {
        const opened = request(
          this.url(`?watch=true${from}`),
          { ...this.options, agent: false },
          (answer) => {
            const lines = createInterface({ input: answer });
            lines.on("line", (line) => {
              const event = JSON.parse(line) as PodEvent;
              from = `&resourceVersion=${event.object.metadata.resourceVersion}`;
              changed(event);
            });
            lines.on("error", () => undefined);
            // The API server closes a watch whose reader is slow, for example on a busy machine.
            answer.once("close", () => ended || void open());
            resolve();
          },
        );
        close = () => opened.destroy();
        opened.on("error", reject).end();
      });
    await open();
    return () => {
      ended = true;
      close();
    };
  }

  private url = (rest: string): string =>
    `${this.server}/api/v1/namespaces/${namespace}/pods${rest && !rest.startsWith("?") ? "/" : ""}${rest}`;
}
