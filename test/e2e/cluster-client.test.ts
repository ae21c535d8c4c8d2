import { randomBytes } from "node:crypto";
import { join } from "node:path";

import { Api, objectPath } from "../../provider/cluster/api";
import { loadKubeconfig } from "../../provider/cluster/kubeconfig";
import type { List, Pod } from "../../provider/cluster/objects";
import { ObjectWatch } from "../../provider/cluster/object-watch";
import { run } from "../../tools/command";
import { root } from "../../tools/stack";
import { type ApiCall, ApiProxy } from "../support/api-proxy";
import { apply, kubectl } from "../support/cluster";

const namespace = `client-${randomBytes(3).toString("hex")}`;
let proxy: ApiProxy;
let api: Api;
let watch: ObjectWatch<Pod>;
let stopListening = () => {};

beforeAll(() => kubectl("default", "create", "namespace", namespace));
beforeEach(async () => {
  proxy = await ApiProxy.start();
  api = await Api.open(loadKubeconfig({ kubeconfig: proxy.kubeconfig })!, "proxy");
  watch = new ObjectWatch<Pod>(api, { kind: "pods", namespace, labelSelector: "ec2-pods.test=client" });
});
afterEach(() => {
  stopListening();
  proxy.end();
});
afterAll(() => kubectl("default", "delete", "namespace", namespace, "--wait=false"));

/** Creates a Pod that no node can run. */
const make = (name: string): Promise<void> =>
  apply(namespace, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "ec2-pods.test": "client" } },
    spec: {
      schedulingGates: [{ name: "ec2-pods.test/never" }],
      containers: [{ name: "none", image: "none" }],
    },
  });

/** Resolves as soon as the watch has this Pod. */
const seen = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = () =>
      void watch.list().then((pods) => pods.some(({ metadata }) => metadata?.name === name) && resolve());
    stopListening = watch.listen({ changed: look, failed: reject });
    look();
  });

/** What happens to the first watch that is opened or continues; later ones pass. */
const faults: Record<string, (call: ApiCall) => void> = {
  closed: (call) => call.answer({ status: 200, body: "" }),
  reset: (call) => call.drop(),
  "refused for a while": (call) => call.answer({ status: 503, body: "" }),
  expired: (call) => call.answer({ status: 410, body: '{"kind":"Status","reason":"Expired"}' }),
  "expired in its course": (call) =>
    call.answer({ status: 200, body: '{"type":"ERROR","object":{"code":410,"message":"too old"}}\n' }),
  "cut in the middle of an event": (call) =>
    call.cut({ status: 200, body: '{"type":"ADDED","object":{"metadata":{"name":"half","resource' }),
};

test.each(Object.keys(faults))("a watch that is %s goes on without a gap", async (name) => {
  let watches = 0;
  proxy.treatment = (call) => {
    if (call.name !== "WATCH pods" || ++watches > 1) call.pass();
    // What happens until the watch is opened again is what it must not miss.
    else void make(`${name.replaceAll(" ", "-")}`).then(() => faults[name]!(call));
  };
  await seen(name.replaceAll(" ", "-"));
  expect(watches).toBeGreaterThan(0);
});

test("a watch that is rejected for good fails its listeners, and starts again for the next one", async () => {
  proxy.treatment = (call) =>
    call.name === "WATCH pods" ? call.answer({ status: 403, body: "" }) : call.pass();
  await expect(seen("never")).rejects.toThrow("the API server returned 403");
});

test("requests share a few connections, and each stream has its own", async () => {
  const open = new Set<unknown>();
  let most = 0;
  proxy.treatment = (call) => {
    const { socket } = call.from;
    if (!open.has(socket)) socket.once("close", () => open.delete(socket));
    open.add(socket);
    most = Math.max(most, open.size);
    call.pass();
  };
  const lists = Array.from({ length: 200 }, () => api.get<List<Pod>>(objectPath("pods", namespace)));
  await Promise.all(lists);
  await api.get(objectPath("pods", namespace));
  expect(most).toBeGreaterThan(1);
  // One that is lost and the one in its place may both be open for a moment.
  expect(most).toBeLessThanOrEqual(17);
});

test("an answer that isn't from the API server is reported", async () => {
  proxy.treatment = (call) => call.answer({ status: 200, body: "<html>Log in</html>" });
  await expect(api.get(objectPath("pods", namespace))).rejects.toMatchObject({
    transient: false,
    reason: expect.stringMatching(
      /^the cluster of .* doesn't answer: another server does, with something that isn't JSON$/,
    ) as string,
  });
});

test("a request without an answer ends, and can be repeated", async () => {
  proxy.treatment = () => undefined;
  await expect(api.get(objectPath("pods", namespace))).rejects.toMatchObject({
    transient: true,
    reason: expect.stringContaining("doesn't answer: ETIMEDOUT: it sent nothing") as string,
  });
});

test.each<[string, (token: string) => object]>([
  ["a token", (token) => ({ token })],
  [
    "a plugin",
    (token) => {
      const apiVersion = "client.authentication.k8s.io/v1";
      const credential = JSON.stringify({ kind: "ExecCredential", apiVersion, status: { token } });
      return { exec: { apiVersion, command: "echo", args: [credential], interactiveMode: "Never" } };
    },
  ],
])("the API server recognizes the user by %s of the kubeconfig", async (_, userWith) => {
  const view = ["config", "view", "--raw", "--minify", "--output", "json"];
  const config = JSON.parse(await kubectl("default", ...view)) as { users: { user: object }[] };
  config.users[0]!.user = userWith(await kubectl(namespace, "create", "token", "default"));
  const kubeconfig = JSON.stringify(config);
  const command = [join(root, "dist", "cli", "main.js"), "doctor", "--json", "--kubeconfig"];
  const { stdout } = await run(process.execPath, [...command, kubeconfig]);
  expect(stdout).toContain(`user \\"system:serviceaccount:${namespace}:default\\" lacks`);
});
