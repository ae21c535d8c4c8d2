import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A guard of a group, without the cluster of its policy, which has a provider of its own. */
export const guard = {
  kind: "SecurityGroup",
  name: "web",
  groupId: "sg-1",
  policyName: "sg-1",
  namespace: "default",
  ownTarget: true,
};

/** What the comparison of a guard says that is as it was. */
export const unchanged = { changes: false, replaces: [] };

interface Answer {
  status?: number;
  body?: object;
}

/** An API server that answers each request with this. Returns a kubeconfig that leads to it, and what ends it. */
export async function apiServer(
  answer: (request: IncomingMessage, body: string) => Answer,
): Promise<{ kubeconfig: string; end: () => void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { status = 200, body = {} } = answer(request, String(Buffer.concat(chunks)));
      response.writeHead(status).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = JSON.stringify({
    clusters: [{ name: "dev", cluster: { server: `http://127.0.0.1:${port}` } }],
    contexts: [{ name: "dev", context: { cluster: "dev" } }],
    "current-context": "dev",
  });
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { kubeconfig, end };
}
