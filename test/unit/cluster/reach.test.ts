import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  configOf,
  data,
  everyWay,
  fileOf,
  folder,
  type Parts,
  plain,
  plugin,
  printing,
  reach,
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
  "a token whose file can't be read": () => [{ user: { tokenFile: "nowhere", token: "hunter2" } }, bearer],
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
    { ...bearer, user: "jane", groups: "dev, ops", extra: {} },
  ],
  "impersonation with an id and more": () => [
    {
      user: {
        token: "hunter2",
        as: "jürgen",
        "as-uid": "42",
        "as-groups": ["dev"],
        "as-user-extra": { scopes: ["view", "edit"], "example.com/team(a)": ["blue"], none: [] },
      },
    },
    {
      ...bearer,
      // Node reads the bytes of a header as Latin-1.
      user: Buffer.from("jürgen").toString("latin1"),
      uid: "42",
      groups: "dev",
      extra: {
        "impersonate-extra-scopes": "view, edit",
        "impersonate-extra-example.com%2fteam%28a%29": "blue",
      },
    },
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
