import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { openStackObjects } from "../../../../provider/cli/reap/stack-objects";

/** What this user may not list: paths of the API. */
const refused = new Set<string>();
const server = createServer(({ url = "" }, response) => {
  const { pathname } = new URL(url, "http://server");
  const [, name] = /\/namespaces\/(\w+)\/secrets$/.exec(pathname) ?? [];
  if (refused.has(pathname)) response.writeHead(403).end("{}");
  else response.end(JSON.stringify({ items: name === undefined ? [] : [{ metadata: { name } }] }));
});

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function listed(paths: string[], only?: string) {
  refused.clear();
  for (const path of paths) refused.add(path);
  const { port } = server.address() as AddressInfo;
  const kubeconfig = JSON.stringify({
    clusters: [{ name: "dev", cluster: { server: `http://127.0.0.1:${port}` } }],
    contexts: [{ name: "dev", context: { cluster: "dev", namespace: "apps" } }],
    "current-context": "dev",
  });
  const objects = await openStackObjects({ kubeconfig, context: "dev" }, "owner", only);
  const { namespace, loadBalancers, unlisted } = await objects.list();
  return { namespace, names: loadBalancers.map(({ object }) => object.metadata?.name), unlisted };
}

const everywhere = "/api/v1/secrets";
const inApps = "/api/v1/namespaces/apps/secrets";

test("a user who may list everything but Secrets in the cluster sees those of the current namespace", async () => {
  const unlisted = [{ kind: "Secret", namespace: "apps" }];
  expect(await listed([everywhere])).toEqual({ namespace: undefined, names: ["apps"], unlisted });
});

test("what the user may list nowhere is named", async () => {
  const unlisted = [{ kind: "Secret", namespace: undefined }];
  expect(await listed([everywhere, inApps])).toEqual({ namespace: undefined, names: [], unlisted });
  expect(await listed([inApps], "apps")).toEqual({ namespace: "apps", names: [], unlisted });
});

test("a user who may list Pods in one namespace only isn't told about others", async () => {
  expect(await listed(["/api/v1/pods", everywhere])).toEqual({
    namespace: "apps",
    names: ["apps"],
    unlisted: [],
  });
  expect(await listed([], "other")).toEqual({ namespace: "other", names: ["other"], unlisted: [] });
});
