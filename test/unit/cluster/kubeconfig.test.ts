import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { credentialsOf } from "../../../provider/cluster/credentials";
import {
  loadKubeconfig,
  requireKubeconfig,
  resolveTarget,
  viewOf,
} from "../../../provider/cluster/kubeconfig";

let folder: string;
const ambient = process.env["KUBECONFIG"];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
});
afterEach(() => {
  if (ambient === undefined) delete process.env["KUBECONFIG"];
  else process.env["KUBECONFIG"] = ambient;
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: string): string => {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
  return file;
};

const kubeconfig = (cluster: object, user: object): string =>
  JSON.stringify({
    contexts: [{ name: "dev", context: { cluster: "c", user: "u", namespace: "apps" } }],
    clusters: [{ name: "c", cluster }],
    users: [{ name: "u", user }],
    "current-context": "dev",
  });
const local = { server: "https://127.0.0.1:6443" };

const optionsOf = async (cluster: object, user: object) =>
  (await credentialsOf(loadKubeconfig(kubeconfig(cluster, user))!, "dev"))!.options();

test("several files are merged, and the first one wins", () => {
  const first = write(
    "first",
    `
contexts: [{ name: dev, context: { cluster: here, user: me } }]
clusters: [{ name: here, cluster: { server: "https://127.0.0.1:1" } }]
`,
  );
  const second = write(
    "second",
    `
contexts:
  - { name: dev, context: { cluster: there, user: me } }
  - { name: team, context: { cluster: there, user: me, namespace: sandbox } }
clusters:
  - { name: here, cluster: { server: "https://127.0.0.1:2" } }
  - { name: there, cluster: { server: "https://127.0.0.1:3" } }
current-context: dev
`,
  );
  process.env["KUBECONFIG"] = [first, join(folder, "missing"), second].join(":");
  expect(viewOf(loadKubeconfig(undefined)!)).toEqual({
    currentContext: "dev",
    contexts: [
      { name: "dev", server: "https://127.0.0.1:1" },
      { name: "team", namespace: "sandbox", server: "https://127.0.0.1:3" },
    ],
  });
});

test("no kubeconfig, an empty one and an unreadable one are distinguished", () => {
  process.env["KUBECONFIG"] = join(folder, "missing");
  expect(loadKubeconfig(undefined)).toBeUndefined();
  expect(() => requireKubeconfig(undefined)).toThrow(
    "no kubeconfig was found in KUBECONFIG or ~/.kube/config",
  );
  expect(resolveTarget({ namespace: "apps" })).toEqual({ namespace: "apps" });
  process.env["KUBECONFIG"] = write("empty", "");
  expect(resolveTarget({}).error?.reason).toContain("current context");
  expect(resolveTarget({ kubeconfig: "- one\n- two\n" }).error?.reason).toContain("can't be read");
});

test.each([
  ["a path without a file", "/nonexistent/hunter2", "its path leads to no readable file (ENOENT)"],
  [
    "contents in base64",
    Buffer.from("token: hunter2").toString("base64"),
    "its path leads to no readable file (ENOENT)",
  ],
  ["a string that isn't YAML", "{ hunter2: [", "it isn't valid YAML or JSON"],
  ["a list", "- hunter2\n- two\n", "it isn't a YAML or JSON object"],
])("%s is rejected with a fix, and not shown", (_, source, reason) => {
  const { error } = resolveTarget({ kubeconfig: source });
  expect({ ...error }).toEqual({
    reason: `the kubeconfig can't be read: ${reason}`,
    fix: 'Check KUBECONFIG, or name another one with "pulumi config set kubernetes:kubeconfig <path>"',
  });
});

test("paths are relative to the kubeconfig's folder, and token files are read again for each request", async () => {
  write("pki/ca.crt", "authority");
  write("pki/client.crt", "certificate");
  write("pki/client.key", "key");
  const token = write("token", "one\n");
  const file = write(
    "config",
    kubeconfig(
      { ...local, "certificate-authority": "pki/ca.crt" },
      { "client-certificate": "pki/client.crt", "client-key": "pki/client.key", tokenFile: "token" },
    ),
  );
  const credentials = await credentialsOf(loadKubeconfig(file)!, "dev");
  expect(await credentials!.options()).toEqual({
    ca: Buffer.from("authority"),
    cert: Buffer.from("certificate"),
    key: Buffer.from("key"),
    headers: { authorization: "Bearer one" },
  });
  writeFileSync(token, "two");
  expect(await credentials!.options()).toMatchObject({ headers: { authorization: "Bearer two" } });
});

test("data, tokens, passwords and TLS settings come from the kubeconfig", async () => {
  const data = Buffer.from("authority").toString("base64");
  expect(
    await optionsOf(
      { ...local, "certificate-authority-data": data, "tls-server-name": "kubernetes" },
      { token: "secret" },
    ),
  ).toEqual({
    ca: Buffer.from("authority"),
    servername: "kubernetes",
    headers: { authorization: "Bearer secret" },
  });
  expect(
    await optionsOf({ ...local, "insecure-skip-tls-verify": true }, { username: "me", password: "secret" }),
  ).toEqual({ rejectUnauthorized: false, auth: "me:secret" });
});

test("a context without a server has no credentials", async () => {
  const config = loadKubeconfig(kubeconfig({ server: "" }, {}))!;
  expect(await credentialsOf(config, "dev")).toBeUndefined();
  expect(await credentialsOf(config, "other")).toBeUndefined();
});
