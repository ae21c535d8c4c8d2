import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { serviceAccount } from "../../../provider/cluster/kubeconfig";
import {
  configOf,
  type Entry,
  everyWay,
  fileOf,
  folder,
  https,
  noWay,
  plain,
  proxy,
  reach,
  secureProxy,
  socks,
  tls,
} from "../../support/reach";
import { ConnectProxy } from "../../support/tls-server";

const bearer = { authorization: "Bearer hunter2" };

test.each<[string, () => Entry, () => Record<string, string>, string, boolean]>([
  [
    "the one of the kubeconfig",
    () => ({ server: https(), "proxy-url": `http://me:hunter2@127.0.0.1:${proxy.port}` }),
    () => ({ HTTPS_PROXY: "http://127.0.0.1:1" }),
    "me:hunter2@127.0.0.1:",
    true,
  ],
  [
    "HTTPS_PROXY",
    () => ({ server: https("kubernetes.default") }),
    () => ({ HTTPS_PROXY: `127.0.0.1:${proxy.port}`, NO_PROXY: "other.default,10.0.0.0/8" }),
    "kubernetes.default:",
    true,
  ],
  [
    "none, because the server is on this machine",
    () => ({ server: https("localhost"), "tls-server-name": "kubernetes" }),
    () => ({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }),
    "localhost:",
    false,
  ],
])("every command goes through the right proxy: %s", async (_, cluster, environment, host, isAsked) => {
  Object.assign(process.env, environment());
  const ways = await reach(fileOf(configOf({ cluster: cluster(), user: { token: "hunter2" } })));
  expect(ways).toEqual(everyWay(bearer));
  // What a command of another case gave up may arrive late, so each case has a host of its own.
  const own = proxy.asked.filter((asked) => asked.startsWith(host));
  expect([...new Set(own)]).toEqual(isAsked ? [`${host}${tls.port}`] : []);
});

test.each<[string, () => Entry, () => Record<string, string>]>([
  ["proxy-url", () => ({ "proxy-url": `socks5://127.0.0.1:${socks.port}` }), () => ({})],
  ["HTTPS_PROXY", () => ({}), () => ({ HTTPS_PROXY: `socks5://127.0.0.1:${socks.port}` })],
  ["HTTPS_PROXY, by another name", () => ({}), () => ({ HTTPS_PROXY: `socks5h://127.0.0.1:${socks.port}` })],
])("a SOCKS proxy looks up the server itself: %s", async (_, cluster, environment) => {
  Object.assign(process.env, environment());
  const server = https("kubernetes.default");
  const ways = await reach(
    fileOf(configOf({ cluster: { server, ...cluster() }, user: { token: "hunter2" } })),
  );
  expect(ways).toEqual(everyWay(bearer));
  expect([...new Set(socks.asked)]).toEqual([`kubernetes.default:${tls.port}`]);
});

test.each(["ftp://hunter2", "http://:hunter2@"])(
  "HTTPS_PROXY=%s is an error of the environment",
  async (value) => {
    process.env["HTTPS_PROXY"] = value;
    const ways = await reach(fileOf(configOf({ cluster: { server: https("kubernetes.default") } })));
    expect(ways).toEqual(
      noWay(
        "context \"dev\" can't be used: the environment variable HTTPS_PROXY isn't a URL with http:// or https:// or socks5:// or socks5h://. Correct or unset HTTPS_PROXY, or add kubernetes.default to NO_PROXY",
      ),
    );
  },
);

test("a proxy that asks for a login is told from the cluster", async () => {
  proxy.isClosed = true;
  const cluster = { server: https(), "proxy-url": `http://me:hunter2@127.0.0.1:${proxy.port}` };
  const ways = await reach(fileOf(configOf({ cluster })));
  expect(ways).toEqual(
    noWay(
      expect.stringMatching(
        /^the proxy denies access to the cluster of context "dev" .*407\. Write the user and password of the proxy into proxy-url/,
      ),
    ),
  );
  expect(JSON.stringify(ways)).not.toContain("hunter2");
});

test("a proxy that doesn't answer is named without its password", async () => {
  const cluster = { server: https(), "proxy-url": "http://me:hunter2@127.0.0.1:1" };
  const { exec } = await reach(fileOf(configOf({ cluster })));
  expect(exec).toMatch(/through the proxy http:\/\/127\.0\.0\.1:1\) doesn't answer/);
  expect(exec).not.toContain("hunter2");
});

test.each<[string, () => Entry, () => Record<string, string>]>([
  ["proxy-url", () => ({ "proxy-url": `https://localhost:${secureProxy.port}` }), () => ({})],
  ["HTTPS_PROXY", () => ({}), () => ({ HTTPS_PROXY: `https://localhost:${secureProxy.port}` })],
])("a proxy with TLS is trusted as the cluster is: %s", async (_, cluster, environment) => {
  Object.assign(process.env, environment());
  const entry = { server: https("kubernetes.default"), ...cluster() };
  const user = { token: "hunter2" };
  expect(await reach(fileOf(configOf({ cluster: entry, user })))).toEqual(everyWay(bearer));
  expect([...new Set(secureProxy.asked)]).toEqual([`kubernetes.default:${tls.port}`]);
  const unchecked = { "certificate-authority-data": undefined, "insecure-skip-tls-verify": true };
  expect(await reach(fileOf(configOf({ cluster: { ...entry, ...unchecked }, user })))).toEqual(
    everyWay(bearer),
  );
});

/** An address of this machine that isn't a loopback address, so that the environment counts. */
const here = "0.0.0.0";

test.each<[string, (port: number) => Record<string, string>, boolean, boolean]>([
  ["HTTP_PROXY", (port) => ({ HTTP_PROXY: `http://127.0.0.1:${port}` }), false, true],
  ["http_proxy", (port) => ({ http_proxy: `127.0.0.1:${port}` }), false, true],
  ["https_proxy", (port) => ({ https_proxy: `127.0.0.1:${port}` }), true, false],
  ["ALL_PROXY", (port) => ({ ALL_PROXY: `127.0.0.1:${port}`, all_proxy: `127.0.0.1:${port}` }), false, false],
  [
    "HTTPS_PROXY, which wins over https_proxy",
    (port) => ({ HTTPS_PROXY: `127.0.0.1:${port}`, https_proxy: "127.0.0.1:1" }),
    true,
    false,
  ],
  [
    "NO_PROXY",
    (port) => ({ HTTPS_PROXY: `127.0.0.1:${port}`, HTTP_PROXY: `127.0.0.1:${port}`, NO_PROXY: here }),
    false,
    false,
  ],
  [
    "no_proxy",
    (port) => ({ HTTPS_PROXY: `127.0.0.1:${port}`, HTTP_PROXY: `127.0.0.1:${port}`, no_proxy: "0.0.0.0/8" }),
    false,
    false,
  ],
])("every command obeys %s, as kubectl does", async (_, environment, isSecureAsked, isPlainAsked) => {
  // What a command of another case gave up may arrive late, so each case has a proxy of its own.
  const own = await ConnectProxy.start();
  Object.assign(process.env, environment(own.port));
  const clusters: [Entry, number, boolean][] = [
    [{ server: https(here), "tls-server-name": "kubernetes" }, tls.port, isSecureAsked],
    [{ server: `http://${here}:${plain.port}` }, plain.port, isPlainAsked],
  ];
  for (const [cluster, port, isAsked] of clusters) {
    const ways = await reach(fileOf(configOf({ cluster, user: { token: "hunter2" } })));
    expect(ways).toEqual(everyWay(bearer));
    expect(own.asked.includes(`${here}:${port}`)).toBe(isAsked);
  }
  own.end();
});

test.each([
  ["contents", (text: string) => text],
  ["contents in base64", (text: string) => Buffer.from(text).toString("base64")],
])("every command refuses KUBECONFIG with %s in the same words", async (_, encode) => {
  process.env["KUBECONFIG"] = encode(JSON.stringify(configOf({ user: { token: "hunter2" } })));
  const ways = await reach(undefined);
  expect(ways).toEqual(
    noWay(
      "the kubeconfig can't be read: KUBECONFIG has contents, not a path. Write them to a file, and name that",
    ),
  );
});

test("every command refuses a kubeconfig in base64 in the same words", async () => {
  const text = JSON.stringify(configOf({ user: { token: "hunter2" } }));
  expect(await reach(Buffer.from(text).toString("base64"))).toEqual(
    noWay('the kubeconfig can\'t be read: it is encoded in base64. Decode it with "base64 --decode" first'),
  );
});

test("in a Pod, every command reaches its cluster with the service account, whose token may change", async () => {
  process.env["KUBECONFIG"] = "/nowhere";
  process.env["KUBERNETES_SERVICE_HOST"] = "127.0.0.1";
  process.env["KUBERNETES_SERVICE_PORT"] = String(tls.port);
  for (const token of ["hunter1", "hunter2"]) {
    writeFileSync(join(folder, "token"), `${token}\n`);
    const seen = { authorization: `Bearer ${token}` };
    expect(await reach(undefined, "in-cluster")).toEqual(everyWay(seen));
  }
});

test("the namespace of a service account is that of its context", () => {
  expect(serviceAccount(join(folder, "nowhere"))).toBeUndefined();
  process.env["KUBERNETES_SERVICE_HOST"] = "127.0.0.1";
  writeFileSync(join(folder, "token"), "hunter2\n");
  writeFileSync(join(folder, "namespace"), "apps");
  expect(serviceAccount(folder)!.contexts).toEqual([
    { name: "in-cluster", context: { cluster: "in-cluster", user: "in-cluster", namespace: "apps" } },
  ]);
});
