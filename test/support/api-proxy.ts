import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { request, type RequestOptions } from "node:https";
import type { AddressInfo } from "node:net";

import { credentialsOf } from "../../provider/cluster/credentials";
import { loadKubeconfig } from "../../provider/cluster/kubeconfig";
import { testCluster } from "./cluster";

/** What the API server answered. */
export interface Answer {
  status: number;
  body: string;
}

/** One request on its way to the API server; a test decides what becomes of it. */
export class ApiCall {
  /** Method and kind of object, as in "POST pods" or "GET pods/log"; a watch is no "GET". */
  readonly name: string;
  readonly isList: boolean;

  constructor(
    readonly from: IncomingMessage,
    private readonly to: ServerResponse,
    private readonly server: RequestOptions,
    readonly body: string,
  ) {
    const { pathname, searchParams } = new URL(from.url ?? "/", "http://proxy");
    const method = searchParams.get("watch") === "true" ? "WATCH" : (from.method ?? "GET");
    const [, kind = pathname, object, part] =
      /\/namespaces\/[^/]+\/(\w+)(?:\/([^/]+)(\/\w+)?)?/.exec(pathname) ?? [];
    this.name = `${method} ${kind}${part ?? ""}`;
    this.isList = method === "GET" && object === undefined;
  }

  /** Carries it out and answers, as without a proxy. */
  pass(): void {
    this.send((answer) => {
      this.to.writeHead(answer.statusCode ?? 502, answer.headers);
      // A watch is open before its first event.
      this.to.flushHeaders();
      answer.pipe(this.to);
    });
  }

  /** Carries it out, and keeps the answer. */
  act(): Promise<Answer> {
    return new Promise((resolve) => {
      this.send((answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 502, body }));
      });
    });
  }

  answer({ status, body }: Answer, headers: Record<string, string> = {}): void {
    this.to.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }

  /** Begins an answer that the connection doesn't live to end. */
  cut({ status, body }: Answer): void {
    const length = Buffer.byteLength(body);
    this.to.writeHead(status, { "content-type": "application/json", "content-length": length });
    this.to.write(body.slice(0, body.length / 2), () => this.drop());
  }

  /** Resets the connection. */
  drop(): void {
    this.from.socket.resetAndDestroy();
  }

  private send(answered: (answer: IncomingMessage) => void): void {
    const { method, url } = this.from;
    // What it keeps of an answer is text.
    const headers = { ...this.from.headers, "accept-encoding": "identity" };
    const target = request({ ...this.server, method, path: url, headers }, answered);
    target.on("error", () => this.to.destroy());
    this.to.on("close", () => target.destroy());
    target.end(this.body);
  }
}

/** Decides what becomes of a call; one that it does nothing with waits for ever. */
export type Treatment = (call: ApiCall) => unknown;

/** The test cluster's API server behind a proxy that need not treat its calls well. */
export class ApiProxy {
  /** Treats each call from now on. */
  treatment: Treatment;

  private constructor(
    private readonly server: Server,
    treatment: Treatment,
  ) {
    this.treatment = treatment;
  }

  static async start(treatment: Treatment = (call) => call.pass()): Promise<ApiProxy> {
    const { kubeconfig, context } = testCluster();
    const access = await credentialsOf(loadKubeconfig(kubeconfig)!, context);
    const { hostname, port } = access!.server;
    const upstream: RequestOptions = { ...(await access!.options()), hostname, port };
    const proxy: ApiProxy = new ApiProxy(
      createServer((from, to) => {
        const chunks: Buffer[] = [];
        from.on("data", (chunk: Buffer) => chunks.push(chunk));
        from.on("end", () => {
          const call = new ApiCall(from, to, upstream, Buffer.concat(chunks).toString());
          void proxy.treatment(call);
        });
      }),
      treatment,
    );
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** A kubeconfig's text. */
  get kubeconfig(): string {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return JSON.stringify({
      clusters: [{ name: "proxy", cluster: { server: url, "insecure-skip-tls-verify": true } }],
      users: [{ name: "proxy", user: {} }],
      contexts: [{ name: "proxy", context: { cluster: "proxy", user: "proxy" } }],
      "current-context": "proxy",
    });
  }

  end(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
