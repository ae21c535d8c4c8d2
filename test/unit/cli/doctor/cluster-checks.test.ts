import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { checkCluster } from "../../../../provider/cli/doctor/cluster-checks";

test.each([
  ["v1.28.15+k3s1", "warning", "Use Kubernetes 1.29 or later"],
  ["v1.29.0", "ok", undefined],
  ["v1.34.4-eks-1", "ok", undefined],
])("doctor says of Kubernetes %s: %s", async (gitVersion, state, fix) => {
  const server = createServer(({ url }, answer) => {
    const status = url === "/version" ? 200 : 403;
    answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ gitVersion }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "kind-old",
    contexts: [{ name: "kind-old", context: { cluster: "old", user: "me" } }],
    clusters: [{ name: "old", cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: "me", user: {} }],
  });
  const checks = await checkCluster({ kubeconfig, probe: false, image: "" }, () => undefined);
  server.close();
  server.closeAllConnections();
  const [found] = checks.filter(({ name }) => name === "server");
  expect(found).toMatchObject({ state, ...(fix && { fix }) });
  expect(found?.value).toContain(`answers: Kubernetes ${gitVersion}`);
});
