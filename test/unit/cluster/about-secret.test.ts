import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { Api, objectPath } from "../../../provider/cluster/api";
import type { ObjectKind } from "../../../provider/cluster/api";
import { aboutSecret } from "../../../provider/cluster/cluster-error";
import { loadKubeconfig } from "../../../provider/cluster/kubeconfig";

const hidden = "its message isn't shown, because it may repeat the Secret";

test.each([
  "Unauthorized",
  'secrets "web" already exists',
  'secrets is forbidden: User "me" cannot list resource "secrets" in API group "" at the cluster scope',
  'secrets "web" is forbidden: User "me" cannot patch resource "secrets" in API group "" in the namespace "apps"',
  'Operation cannot be fulfilled on secrets "web": the object has been modified; please apply your changes to the latest version and try again',
  "etcdserver: leader changed",
])("what Kubernetes itself says of a Secret is shown: %s", (message) => {
  expect(aboutSecret(message)).toBe(message);
});

test.each([
  ["Unauthorized: hunter2", hidden],
  ["etcdserver: leader changed, hunter2", hidden],
  [
    'admission webhook "a.example.com" denied the request: hunter2',
    'admission webhook "a.example.com" denied the request; the rest isn\'t shown, because it may repeat the Secret',
  ],
])("what may repeat a Secret isn't: %s", (message, shown) => {
  expect(aboutSecret(message)).toBe(shown);
});

test.each<[ObjectKind, string, boolean]>([
  ["secrets", "apps", false],
  ["pods", "secrets", true],
  ["pods", "apps", true],
])("of %s in the namespace %s, what a server says is shown: %s", async (kind, namespace, isShown) => {
  const message = 'violates PodSecurity "baseline:latest": hunter2';
  const server = createServer((_, answer) => answer.writeHead(403).end(JSON.stringify({ message })));
  try {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const kubeconfig = JSON.stringify({
      clusters: [
        { name: "c", cluster: { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } },
      ],
      users: [{ name: "u", user: {} }],
      contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
    });
    const api = await Api.open(loadKubeconfig({ kubeconfig })!, "c");
    const error = await api.get(objectPath(kind, namespace, "web")).catch(String);
    expect(String(error).includes("hunter2")).toBe(isShown);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
