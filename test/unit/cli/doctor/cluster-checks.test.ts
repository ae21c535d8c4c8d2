import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { checkCluster, judgeProvisioner } from "../../../../provider/cli/doctor/cluster-checks";

/** The checks of a cluster that answers these paths, and denies all others. */
async function checksOf(answers: Record<string, object>) {
  const server = createServer(({ url = "" }, answer) => {
    const found = answers[url.replace(/\?.*/, "")];
    answer
      .writeHead(found ? 200 : 403, { "content-type": "application/json" })
      .end(JSON.stringify(found ?? {}));
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
  return Object.fromEntries(checks.map((check) => [check.name, check]));
}

const version = (gitVersion: string) => ({ "/version": { gitVersion } });

test.each([
  ["v1.28.15+k3s1", "warning", "Use Kubernetes 1.29 or later"],
  ["v1.29.0", "ok", undefined],
  ["v1.34.4-eks-1", "ok", undefined],
])("doctor says of Kubernetes %s: %s", async (gitVersion, state, fix) => {
  const { server } = await checksOf(version(gitVersion));
  expect(server).toMatchObject({ state, ...(fix && { fix }) });
  expect(server?.value).toContain(`answers: Kubernetes ${gitVersion}`);
});

test.each([
  ["a node", [{}], { state: "ok", value: "the cluster has Linux nodes" }],
  [
    "no node",
    [],
    {
      state: "warning",
      value: "no node has the label kubernetes.io/os=linux, so that no instance starts",
      fix: "Add a Linux node, unless the cluster adds one for a Pod that waits",
    },
  ],
])("doctor says of a cluster with %s of Linux", async (_, items, result) => {
  const { nodes } = await checksOf({ ...version("v1.34.4"), "/api/v1/nodes": { items } });
  expect(nodes).toEqual({ name: "nodes", ...result });
});

test("doctor shows the quota of the namespace that no instance fits", async () => {
  const items = [{ metadata: { name: "team" }, spec: { hard: { "limits.cpu": "500m" } } }];
  const checks = await checksOf({
    ...version("v1.34.4"),
    "/api/v1/namespaces/default/resourcequotas": { items },
    "/api/v1/namespaces/default/limitranges": { items: [] },
  });
  expect(checks["quotas and limits"]).toMatchObject({
    state: "warning",
    value:
      'ResourceQuota "team" allows limits.cpu 500m in all, and the smallest instance type with its metadata service has 1250m',
  });
});

test("nodes, quotas and limits that the user can't see are no warning", async () => {
  const checks = await checksOf(version("v1.34.4"));
  for (const name of ["nodes", "quotas and limits"]) {
    expect(checks[name]).toEqual({ name, state: "ok", value: "not checked: the user isn't allowed to" });
  }
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
