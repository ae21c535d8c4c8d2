import { spawn, type ChildProcess } from "node:child_process";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { obtain } from "../../tools/toolchain/obtain";
import { testCluster } from "./cluster";

/** What becomes of a request: carried out, only answered as if, or left without an answer. */
type Fate = "done" | "pretended" | "held";

/** The test cluster's API server behind a proxy that keeps some requests from it. */
export class ApiProxy {
  private constructor(
    private readonly kubectlProxy: ChildProcess,
    private readonly server: Server,
    /** A kubeconfig's text. */
    readonly kubeconfig: string,
  ) {}

  static async start(fate: (method: string, body: string) => Fate): Promise<ApiProxy> {
    const { kubeconfig, context } = testCluster();
    const args = ["--kubeconfig", kubeconfig, "--context", context, "proxy", "--port=0"];
    const kubectlProxy = spawn(await obtain("kubectl"), args, { stdio: ["ignore", "pipe", "ignore"] });
    const port = await new Promise<string>((resolve) => {
      kubectlProxy.stdout.on("data", (text: Buffer) => {
        const [, found] = /127\.0\.0\.1:(\d+)/.exec(text.toString()) ?? [];
        if (found) resolve(found);
      });
    });
    const server = createServer((from, to) => void forward(from, to, port, fate));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new ApiProxy(
      kubectlProxy,
      server,
      JSON.stringify({
        clusters: [{ name: "proxy", cluster: { server: url, "insecure-skip-tls-verify": true } }],
        users: [{ name: "proxy", user: {} }],
        contexts: [{ name: "proxy", context: { cluster: "proxy", user: "proxy" } }],
        "current-context": "proxy",
      }),
    );
  }

  end(): void {
    this.server.closeAllConnections();
    this.server.close();
    this.kubectlProxy.kill();
  }
}

async function forward(
  from: IncomingMessage,
  to: ServerResponse,
  port: string,
  fate: (method: string, body: string) => Fate,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of from) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { method = "GET", url = "/", headers } = from;
  const becomes = fate(method, body.toString());
  if (becomes === "held") return;
  if (becomes === "pretended") {
    to.writeHead(201, { "content-type": "application/json" }).end(body);
    return;
  }
  const target = request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  target.on("error", () => to.destroy());
  to.on("close", () => target.destroy());
  target.end(body);
}
