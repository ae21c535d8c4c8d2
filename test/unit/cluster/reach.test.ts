import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { credentialsOf } from "../../../provider/cluster/credentials";
import { serviceAccount } from "../../../provider/cluster/kubeconfig";
import {
  configOf,
  data,
  type Entry,
  everyWay,
  fileOf,
  folder,
  https,
  noWay,
  type Parts,
  plain,
  plugin,
  printing,
  proxy,
  reach,
  socks,
  tls,
} from "../../support/reach";
import type { Seen } from "../../support/tls-server";

const bearer = { authorization: "Bearer hunter2" };

/** Each form of a kubeconfig that kubectl takes, and what the server then sees of the user. */
const taken: Record<string, () => [Parts, Seen]> = {
  "a token": () => [{ user: { token: "hunter2" } }, bearer],
  "a token in a file beside the kubeconfig": () => {
    writeFileSync(join(folder, "token"), "hunter2\n");
    return [{ user: { tokenFile: "token" } }, bearer];
  },
  "a token in a file, which wins over one in the kubeconfig": () => {
    writeFileSync(join(folder, "token"), "hunter2\n");
    return [{ user: { tokenFile: "token", token: "other" } }, bearer];
  },
  "a password": () => [
    { user: { username: "me", password: "hunter2" } },
    { authorization: `Basic ${Buffer.from("me:hunter2").toString("base64")}` },
  ],
  "a client certificate as data": () => [
    { user: { "client-certificate-data": data("admin.crt"), "client-key-data": data("admin.key") } },
    { certificate: "admin" },
  ],
  "files beside the kubeconfig": () => [
    {
      cluster: { "certificate-authority-data": undefined, "certificate-authority": "ca.crt" },
      user: { "client-certificate": "admin.crt", "client-key": "./admin.key" },
    },
    { certificate: "admin" },
  ],
  "no user": () => [{}, {}],
  "a plugin": () => [{ user: plugin(printing('{ token: "hunter2" }')) }, bearer],
  "a plugin that gives a certificate": () => [
    {
      user: plugin(
        printing(
          `Object.fromEntries([["clientCertificateData", "admin.crt"], ["clientKeyData", "admin.key"]].map(([key, name]) => [key, require("fs").readFileSync(${JSON.stringify(`${folder}/`)} + name, "utf8")]))`,
        ),
      ),
    },
    { certificate: "admin" },
  ],
  "a plugin beside the kubeconfig, with arguments and variables": () => {
    mkdirSync(join(folder, "bin"), { recursive: true });
    const script = `#!/bin/sh\necho '{"status":{"token":"'$1$TOKEN_END'"}}'\n`;
    writeFileSync(join(folder, "bin", "login"), script);
    chmodSync(join(folder, "bin", "login"), 0o700);
    const env = [{ name: "TOKEN_END", value: "ter2" }];
    return [{ user: { exec: { command: "./bin/login", args: ["hun"], env } } }, bearer];
  },
  "a plugin that asks for the cluster": () => [
    {
      cluster: {
        extensions: [{ name: "client.authentication.k8s.io/exec", extension: { audience: "hunter2" } }],
      },
      user: plugin(
        `const { spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO); ${printing("{ token: spec.cluster.config.audience }")}`,
        { provideClusterInfo: true },
      ),
    },
    bearer,
  ],
  "a plugin that asks for the authority of the cluster, which is a file": () => [
    {
      cluster: { "certificate-authority-data": undefined, "certificate-authority": "ca.crt" },
      user: plugin(
        `const { cluster } = JSON.parse(process.env.KUBERNETES_EXEC_INFO).spec; ${printing(`{ token: cluster["certificate-authority-data"] === ${JSON.stringify(data("ca.crt"))} ? "hunter2" : "none" }`)}`,
        { provideClusterInfo: true },
      ),
    },
    bearer,
  ],
  "a plugin with a variable that has no value": () => [
    {
      user: plugin(printing('{ token: "hunter2" + process.env.NOTHING }'), {
        env: [{ name: "NOTHING", value: null }],
      }),
    },
    bearer,
  ],
  "a plugin that a token makes needless": () => [
    { user: { token: "hunter2", ...plugin("process.exit(1)") } },
    bearer,
  ],
  "an OIDC provider whose token is valid": () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const token = `${part({ alg: "none" })}.${part({ exp: 4_000_000_000 })}.x`;
    return [
      { user: { "auth-provider": { name: "oidc", config: { "id-token": token } } } },
      { authorization: `Bearer ${token}` },
    ];
  },
  impersonation: () => [
    { user: { token: "hunter2", as: "jane", "as-groups": ["dev", "ops"] } },
    { ...bearer, user: "jane", groups: "dev, ops" },
  ],
  "a server of another name": () => [
    { cluster: { "tls-server-name": "kubernetes.default" } },
    { name: "kubernetes.default" },
  ],
  "a server whose certificate isn't checked": () => [
    { cluster: { "certificate-authority-data": undefined, "insecure-skip-tls-verify": true } },
    {},
  ],
  "a server without TLS": () => [
    { cluster: { server: `http://127.0.0.1:${plain.port}` }, user: { token: "hunter2" } },
    bearer,
  ],
  "a server that names no protocol, with TLS": () => [
    { cluster: { server: `127.0.0.1:${tls.port}` }, user: { token: "hunter2" } },
    bearer,
  ],
  "a server that names no protocol, without TLS": () => [
    {
      cluster: { server: `localhost:${plain.port}`, "certificate-authority-data": undefined },
      user: { token: "hunter2" },
    },
    bearer,
  ],
  "entries that are broken and unused": () => {
    const config = configOf({ user: { token: "hunter2" } });
    return [
      {
        others: {
          clusters: [null, { name: "half" }, { cluster: {} }, "x", ...config.clusters],
          users: [
            { name: "gone", user: { "client-key": "/nowhere/client.key" } },
            { name: "plugin", user: { exec: {} } },
            { name: "none" },
            ...config.users,
          ],
          contexts: [
            { name: "half" },
            { name: "lost", context: { cluster: "x", user: "y" } },
            ...config.contexts,
          ],
        },
      },
      bearer,
    ];
  },
};

test.each(Object.entries(taken))("every command reaches the server with %s", async (_, make) => {
  const [parts, seen] = make();
  expect(await reach(fileOf(configOf(parts)))).toEqual(everyWay(seen));
});

test("contents do as well as a path, and files of KUBECONFIG are merged", async () => {
  const config = configOf({ user: { token: "hunter2" } });
  expect(await reach(JSON.stringify(config))).toEqual(everyWay(bearer));
  const { users, clusters, contexts } = config;
  process.env["KUBECONFIG"] = ["", fileOf({ users }), "/nowhere", fileOf({ clusters, contexts })].join(":");
  expect(await reach(undefined)).toEqual(everyWay(bearer));
});

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

test("a Pod reaches its cluster with its service account", async () => {
  expect(serviceAccount(folder)).toBeUndefined();
  process.env["KUBERNETES_SERVICE_HOST"] = "127.0.0.1";
  process.env["KUBERNETES_SERVICE_PORT"] = String(tls.port);
  writeFileSync(join(folder, "token"), "hunter2\n");
  writeFileSync(join(folder, "namespace"), "apps");
  const config = serviceAccount(folder)!;
  expect(config.contexts).toEqual([
    { name: "in-cluster", context: { cluster: "in-cluster", user: "in-cluster", namespace: "apps" } },
  ]);
  const credentials = await credentialsOf(config, "in-cluster");
  expect(credentials.server.href).toBe(`${https()}/`);
  expect(await credentials.options()).toMatchObject({ headers: { authorization: "Bearer hunter2" } });
});
