import { join } from "node:path";

import {
  configOf,
  data,
  fileOf,
  folder,
  https,
  noWay,
  type Parts,
  plugin,
  reach,
  tls,
} from "../../support/reach";

const fix = 'Correct the kubeconfig until "kubectl --context dev get pods" works';
const used = (reason: string) => `context "dev" can't be used: ${reason}. ${fix}`;

const withoutUser = (more: object) => (): [Parts, string] => [
  { user: { token: "hunter2", ...more } },
  used('user "u" has as-uid, as-groups or as-user-extra and no as'),
];

/** Each form that is refused, and in which words. */
const refused: Record<string, () => [Parts, string]> = {
  "a missing file": () => [
    { user: { "client-certificate": "client.crt", "client-key": "/nowhere/client.key" } },
    used(`user "u" names a client-certificate ${join(folder, "client.crt")} that can't be read (ENOENT)`),
  ],
  "a missing authority": () => [
    { cluster: { "certificate-authority-data": undefined, "certificate-authority": "/nowhere/ca.crt" } },
    used('cluster "c" names a certificate-authority /nowhere/ca.crt that can\'t be read (ENOENT)'),
  ],
  "a token where its file belongs": () => [
    { user: { tokenFile: "abcdef.0123456789hunter2" } },
    used('user "u" names a tokenFile that can\'t be read (ENOENT)'),
  ],
  "a token of letters where its file belongs": () => [
    { user: { tokenFile: "hunter" } },
    used('user "u" names a tokenFile that can\'t be read (ENOENT)'),
  ],
  "a missing file in a folder with a space": () => [
    { user: { tokenFile: "/nowhere/Jane Doe/my token" } },
    used('user "u" names a tokenFile /nowhere/Jane Doe/my token that can\'t be read (ENOENT)'),
  ],
  "a key where its file belongs": () => [
    { user: { "client-certificate-data": data("admin.crt"), "client-key": data("admin.key") } },
    expect.stringMatching(
      /^context "dev" can't be used: user "u" names a client-key that can't be read \(E/,
    ) as string,
  ],
  "an authority that is none": () => [
    { cluster: { "certificate-authority-data": Buffer.from("hunter2").toString("base64") } },
    used('cluster "c" has a certificate-authority that isn\'t a certificate in PEM'),
  ],
  "a certificate without its key": () => [
    { user: { "client-certificate-data": data("admin.crt") } },
    used('user "u" has a client-certificate and no client-key'),
  ],
  "a certificate with another key": () => [
    { user: { "client-certificate-data": data("admin.crt"), "client-key-data": data("kubelet.key") } },
    used('user "u" has a client-certificate and a client-key that don\'t fit'),
  ],
  "a plugin that isn't there": () => [
    {
      user: {
        exec: { command: "no-such-login", args: ["hunter2"], installHint: "Install no-such-login.\n" },
      },
    },
    used('user "u" can\'t log in: the plugin "no-such-login" can\'t be run (ENOENT): Install no-such-login.'),
  ],
  "a plugin that fails": () => [
    { user: plugin('console.log("hunter2"); console.error("Usage\\nRun aws sso login"); process.exit(3)') },
    used(
      `user "u" can't log in: the plugin "${process.execPath}" ended with exit status 3: Run aws sso login`,
    ),
  ],
  "a plugin that prints something else": () => [
    { user: plugin('console.log("token: hunter2")') },
    used(`user "u" can't log in: the plugin "${process.execPath}" printed no credential`),
  ],
  "a plugin whose arguments can't be passed on": () => [
    { user: plugin("", { args: ["hunter2\0"] }) },
    used(`user "u" can't log in: the plugin "${process.execPath}" can't be run (ERR_INVALID_ARG_VALUE)`),
  ],
  "a plugin that needs a terminal": () => [
    { user: plugin("", { interactiveMode: "Always" }) },
    used(`user "u" can't log in: the plugin "${process.execPath}" needs a terminal`),
  ],
  "a provider whose command fails": () => [
    {
      user: {
        "auth-provider": {
          name: "gcp",
          config: { "cmd-path": "/nowhere/gcloud", "cmd-args": "--password hunter2", expiry: "2001-01-01" },
        },
      },
    },
    used('user "u" can\'t log in: its auth-provider "gcp" gives no token'),
  ],
  "a provider that is gone": () => [
    { user: { "auth-provider": { name: "acme", config: { "access-token": "hunter2" } } } },
    used('user "u" can\'t log in: its auth-provider "acme" gives no token'),
  ],
  "a context without a cluster": () => [
    { others: { contexts: [{ name: "dev", context: {} }] } },
    used("it names no cluster"),
  ],
  "a cluster that isn't there": () => [
    { others: { clusters: [] } },
    used('the kubeconfig has no cluster "c"'),
  ],
  "a user that isn't there": () => [{ others: { users: [] } }, used('the kubeconfig has no user "u"')],
  "a cluster without a server": () => [{ cluster: { server: undefined } }, used('cluster "c" has no server')],
  "a server that isn't a URL": () => [
    { cluster: { server: "hunter2:6443/api" } },
    used('cluster "c" has a server that isn\'t a URL with http:// or https://'),
  ],
  "a proxy that isn't a URL": () => [
    { cluster: { "proxy-url": "hunter2" } },
    used('cluster "c" has a proxy-url that isn\'t a URL with http:// or https:// or socks5://'),
  ],
  "groups to impersonate without a user": withoutUser({ "as-groups": ["dev"] }),
  "an id to impersonate without a user": withoutUser({ "as-uid": "42" }),
  "more to impersonate without a user": withoutUser({ "as-user-extra": { scopes: ["view"] } }),
  "a token of two lines": () => [
    { user: { token: "hunter2\nmore" } },
    used('user "u" gives a value of Authorization that no header can have'),
  ],
  "a user of two lines to impersonate": () => [
    { user: { as: "hunter2\nmore" } },
    used('user "u" gives a value of Impersonate-User that no header can have'),
  ],
  "an authority of another cluster": () => [
    { cluster: { "certificate-authority-data": data("admin.crt") } },
    `the certificate of the cluster of context "dev" (${https()}) isn't trusted: SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain. Correct certificate-authority or tls-server-name of the cluster in the kubeconfig`,
  ],
  "a wrong name of the server": () => [
    { cluster: { "tls-server-name": "elsewhere" } },
    expect.stringMatching(
      /^the certificate of the cluster of context "dev" .* isn't trusted: .*elsewhere/,
    ) as string,
  ],
};

test.each(Object.entries(refused))("every command refuses %s in the same words", async (_, make) => {
  const [parts, words] = make();
  const ways = await reach(fileOf(configOf(parts)));
  expect(ways).toEqual(noWay(words));
  expect(JSON.stringify(ways)).not.toContain("hunter2");
});

test("a user whose login has ended is denied in the same words", async () => {
  tls.status = 401;
  const ways = await reach(fileOf(configOf({ user: { token: "old" } })));
  const words = expect.stringMatching(
    /^the cluster of context "dev" \(.*\) denies access: .*\. Renew the login of this context's user in the kubeconfig$/,
  ) as unknown;
  expect(ways).toEqual(noWay(words));
});
