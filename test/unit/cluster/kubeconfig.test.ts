import fs from "node:fs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  expect(viewOf(loadKubeconfig({})!)).toEqual({
    currentContext: "dev",
    contexts: [
      { name: "dev", server: "https://127.0.0.1:1" },
      { name: "team", namespace: "sandbox", server: "https://127.0.0.1:3" },
    ],
  });
});

test("no kubeconfig, an empty one and an unreadable one are distinguished", () => {
  process.env["KUBECONFIG"] = join(folder, "missing");
  expect(loadKubeconfig({})).toBeUndefined();
  expect(() => requireKubeconfig({})).toThrow("no kubeconfig was found in KUBECONFIG or ~/.kube/config");
  expect(resolveTarget({ namespace: "apps" })).toEqual({ namespace: "apps" });
  process.env["KUBECONFIG"] = write("empty", "");
  expect(resolveTarget({}).error?.reason).toContain("current context");
  expect(resolveTarget({ kubeconfig: "- one\n- two\n" }).error?.reason).toContain("can't be read");
});

test.each([
  ["a path without a file", "/nonexistent/hunter2", "its path leads to no readable file (ENOENT)"],
  ["a string that isn't YAML", "{ hunter2: [", "it isn't valid YAML or JSON (line 1, column 13)"],
  ["a list", "- hunter2\n- two\n", "it isn't a YAML or JSON object"],
])("%s is rejected with a fix, and not shown", (_, source, reason) => {
  const { error } = resolveTarget({ kubeconfig: source });
  expect({ ...error }).toEqual({
    reason: `the kubeconfig can't be read: ${reason}`,
    fix: 'Check KUBECONFIG, or name another one with "pulumi config set kubernetes:kubeconfig <path>"',
  });
});

test("a file that isn't a kubeconfig is named, without its text", () => {
  const file = write("config", "users:\n  - token: hunter2: x\n");
  process.env["KUBECONFIG"] = file;
  for (const kubeconfig of [undefined, file]) {
    expect(resolveTarget({ kubeconfig }).error?.reason).toBe(
      `the kubeconfig can't be read: ${file} isn't valid YAML or JSON (line 2, column 12)`,
    );
  }
  expect(resolveTarget({ kubeconfig: folder }).error?.reason).toBe(
    `the kubeconfig can't be read: ${folder} leads to no readable file (EISDIR)`,
  );
});

describe("in a Pod without a kubeconfig", () => {
  const host = process.env["KUBERNETES_SERVICE_HOST"];
  beforeEach(() => {
    process.env["KUBECONFIG"] = join(folder, "missing");
    process.env["KUBERNETES_SERVICE_HOST"] = "10.96.0.1";
    const exists = fs.existsSync;
    jest
      .spyOn(fs, "existsSync")
      .mockImplementation((path) => /\/serviceaccount\/token$/.test(String(path)) || exists(path));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    if (host === undefined) delete process.env["KUBERNETES_SERVICE_HOST"];
    else process.env["KUBERNETES_SERVICE_HOST"] = host;
  });

  test("a preview needs no cluster, and an update says how to use the service account", () => {
    expect(resolveTarget({ context: "kind-dev" })).toEqual({ context: "kind-dev" });
    expect(resolveTarget({})).toEqual({});
    expect(() => requireKubeconfig({ context: "kind-dev" })).toThrow(
      expect.objectContaining({
        fix: 'To use the service account of this Pod, run "pulumi config set ec2-pods:context in-cluster"',
      }),
    );
  });

  test("the context in-cluster is that of the service account, unless there is a kubeconfig", () => {
    expect(resolveTarget({ context: "in-cluster" })).toEqual({ context: "in-cluster", namespace: "default" });
    expect(requireKubeconfig({ context: "in-cluster" }).clusters[0]?.cluster["server"]).toBe(
      "https://10.96.0.1:443",
    );
    process.env["KUBECONFIG"] = write("config", "contexts: [{ name: dev, context: {} }]");
    expect(resolveTarget({ context: "in-cluster" }).error?.reason).toContain('no context "in-cluster"');
  });
});

test.each([
  ["https://me:hunter2@cluster.example.com:6443/k8s/", "https://cluster.example.com:6443/k8s"],
  ["me:hunter2@cluster.example.com:6443", "http://cluster.example.com:6443"],
  ["https://me:hun/ter2@cluster.example.com", "no server"],
])("the server %s is shown as %s", (server, shown) => {
  const kubeconfig = {
    contexts: [{ name: "dev", context: { cluster: "c" } }],
    clusters: [{ name: "c", cluster: { server } }],
    "current-context": "dev",
  };
  process.env["KUBECONFIG"] = write("password", JSON.stringify(kubeconfig));
  expect(resolveTarget({}).error?.reason).toBe(
    `the current context "dev" (${shown}) isn't recognizably local, and no setting names it`,
  );
});

const contents = "apiVersion: v1\nclusters: []\nusers: [{ user: { token: hunter2 } }]\n";
const encoded = Buffer.from(contents).toString("base64");

test.each([
  ["in one line", encoded],
  ["in several lines", encoded.replace(/.{20}/g, "$&\n")],
])("a kubeconfig in base64 %s is rejected with the command that decodes it, and not shown", (_, source) => {
  const { error } = resolveTarget({ kubeconfig: source });
  expect({ ...error }).toEqual({
    reason: "the kubeconfig can't be read: it is encoded in base64",
    fix: 'Decode it with "base64 --decode" first',
  });
});

test.each([contents, encoded])("contents in KUBECONFIG are rejected, and not shown", (text) => {
  process.env["KUBECONFIG"] = text;
  expect({ ...resolveTarget({}).error }).toEqual({
    reason: "the kubeconfig can't be read: KUBECONFIG has contents, not a path",
    fix: "Write them to a file, and name that",
  });
});
