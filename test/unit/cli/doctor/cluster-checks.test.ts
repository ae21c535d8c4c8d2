import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { checkCluster, judgeProvisioner } from "../../../../provider/cli/doctor/cluster-checks";

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

test.each([
  [
    "runs on nodes",
    new Map([["ebs.csi.aws.com", 3]]),
    "ok",
    "gp3, whose driver ebs.csi.aws.com runs on 3 nodes",
  ],
  [
    "runs on no node",
    new Map([["ebs.csi.aws.com", 0]]),
    "warning",
    "gp3, whose driver ebs.csi.aws.com runs on no node: the volumes of ebsBlockDevices stay unbound",
  ],
  ["isn't a CSI driver", new Map(), "ok", "gp3, if its provisioner ebs.csi.aws.com runs"],
  ["can't be looked at", undefined, "ok", "gp3, if its provisioner ebs.csi.aws.com runs"],
])("doctor says of a StorageClass whose provisioner %s", (_, drivers, state, value) => {
  expect(judgeProvisioner("gp3", "ebs.csi.aws.com", drivers)).toMatchObject({ state, value });
});
