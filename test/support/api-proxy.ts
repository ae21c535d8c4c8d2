import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import { request, type RequestOptions } from "node:https";
import type { AddressInfo, Socket } from "node:net";

import { credentialsOf } from "../../provider/cluster/credentials";
import { loadKubeconfig } from "../../provider/cluster/kubeconfig";
import { testCluster } from "./cluster";

/** An answer of the API server. */
export interface Answer {
  status: number;
  body: string;
}

/** One request on its way to the API server. A test decides its result. */
export class ApiCall {
  /** Method and kind of object, as in "POST pods" or "GET pods/log". The method of a watch is "WATCH". */
  readonly name: string;
  readonly isList: boolean;

  constructor(
    readonly from: IncomingMessage,
    protected readonly to: ServerResponse,
    protected readonly server: RequestOptions,
    readonly body: string,
  ) {
    const { pathname, searchParams } = new URL(from.url ?? "/", "http://proxy");
    const method = searchParams.get("watch") === "true" ? "WATCH" : (from.method ?? "GET");
    const [, kind = pathname, object, part] =
      /\/namespaces\/[^/]+\/(\w+)(?:\/([^/]+)(\/\w+)?)?/.exec(pathname) ?? [];
    this.name = `${method} ${kind}${part ?? ""}`;
    this.isList = method === "GET" && object === undefined;
  }

  /** Forwards the request and the answer, as without a proxy. */
  pass(): void {
    this.send((answer) => {
      this.to.writeHead(answer.statusCode ?? 502, answer.headers);
      // A watch must open before its first event.
      this.to.flushHeaders();
      answer.pipe(this.to);
    });
  }

  /** Forwards the request, and returns the answer instead of forwarding it. */
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

  /** Answers without an end, and never so long silent that a client gives up for that. */
  dribble(): void {
    this.to.writeHead(200, { "content-type": "application/json" });
    const spaces = setInterval(() => this.to.write(" "), 1000);
    this.to.on("close", () => clearInterval(spaces));
  }

  /** Sends half of the answer, then resets the connection. */
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
    // An answer is read as text.
    const headers = { ...this.from.headers, "accept-encoding": "identity" };
    const target = request({ ...this.server, method, path: url, headers }, answered);
    target.on("error", () => this.to.destroy());
    this.to.on("close", () => target.destroy());
    target.end(this.body);
  }
}

/** A call whose connection becomes a WebSocket, such as "GET pods/exec". */
class SocketCall extends ApiCall {
  override pass(): void {
    this.open((socket, { rawHeaders }) => {
      const lines = rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`));
      this.from.socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`);
      socket.pipe(this.from.socket).pipe(socket);
      socket.on("close", () => this.from.socket.destroy());
      this.from.socket.on("close", () => socket.destroy());
    });
  }

  /** Lets the command run to its end. */
  override act(): Promise<Answer> {
    return new Promise((resolve) => {
      this.open((socket) => socket.resume().on("close", () => resolve({ status: 101, body: "" })));
    });
  }

  private open(opened: (socket: Socket, answer: IncomingMessage) => void): void {
    const { url, headers } = this.from;
    const target = request({ ...this.server, method: this.from.method, path: url, headers });
    target.on("error", () => this.drop());
    target.on("response", (answer) => {
      this.to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(this.to);
    });
    target.on("upgrade", (answer, socket: Socket, head) => {
      socket.on("error", () => this.drop());
      socket.unshift(head);
      opened(socket, answer);
    });
    target.end();
  }
}

/** Decides the result of a call. A call that it ignores never ends. */
export type Treatment = (call: ApiCall) => unknown;

/** A proxy in front of the test cluster's API server, which can treat calls badly. */
export class ApiProxy {
  /** Applies to each call from now on. */
  treatment: Treatment;

  private constructor(
    private readonly server: Server,
    treatment: Treatment,
  ) {
    this.treatment = treatment;
  }

  static async start(treatment: Treatment = (call) => call.pass()): Promise<ApiProxy> {
    const { kubeconfig, context } = testCluster();
    const access = await credentialsOf(loadKubeconfig({ kubeconfig })!, context);
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
    proxy.server.on("upgrade", (from, socket: Socket) => {
      const to = new ServerResponse(from);
      to.assignSocket(socket);
      socket.on("error", () => undefined);
      void proxy.treatment(new SocketCall(from, to, upstream, ""));
    });
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** The text of a kubeconfig that names this proxy. */
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
