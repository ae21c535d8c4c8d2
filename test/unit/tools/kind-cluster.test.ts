import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { down, up } from "../../../tools/local-cluster/local-cluster";
import { tools } from "../../../tools/toolchain/tools";

const path = process.env["PATH"];
let work: string;
const file = (name: string) => join(work, name);
const has = (name: string) => existsSync(file(name));

/** Answers as kind 0.30 does. The file `exists` is its cluster; `late` appears after it has been listed. */
const kind = `#!/bin/sh
cd "$(dirname "$0")/.."
echo "$*" >>calls
case "$1 $2" in
version*) echo "kind v0.30.0 go1.24.6 linux/amd64" ;;
"get clusters")
  [ -e exists ] && echo ec2-pods || echo "No kind clusters found." >&2
  [ ! -e late ] || mv late exists ;;
"create cluster")
  if [ -e exists ]; then
    echo 'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "ec2-pods"' >&2; exit 1
  fi
  touch exists
  case " $* " in *" --image here:1 "*) touch "$6"; exit ;; esac
  echo 'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.34.0": exit status 1' >&2; exit 1 ;;
"get kubeconfig") cat live ;;
"delete cluster") rm exists ;;
esac
`;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "ec2-pods-"));
  mkdirSync(file("path"));
  writeFileSync(join(file("path"), "kind"), kind, { mode: 0o755 });
  process.env["PATH"] = [file("path"), path].join(delimiter);
  process.env["EC2_PODS_CACHE"] = file("cache");
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(async () => {
  await down();
  delete process.env["EC2_PODS_KIND_IMAGE"];
  for (const name of ["exists", "late", "calls", "live"]) rmSync(file(name), { force: true });
});
afterAll(() => {
  jest.restoreAllMocks();
  process.env["PATH"] = path;
  delete process.env["EC2_PODS_CACHE"];
  rmSync(work, { recursive: true });
});

test.each([
  ["before", "exists"],
  ["at the same moment", "late"],
])("a kind cluster that another folder created %s is left alone", async (_, name) => {
  writeFileSync(file(name), "");
  await expect(up({ kind: "kind" })).rejects.toThrow(
    'Cannot start the local cluster: there already is a kind cluster "ec2-pods", which another folder or cache created. ' +
      'Use it with "kind export kubeconfig --name ec2-pods" and "--context kind-ec2-pods", or delete it with "kind delete cluster --name ec2-pods".',
  );
  await down();
  expect(has("exists")).toBe(true);
  expect(readFileSync(file("calls"), "utf8")).not.toContain("delete");
});

test("a node image that can't be pulled is an error with the fix, and leaves nothing", async () => {
  await expect(up({ kind: "kind" })).rejects.toThrow(
    'failed to pull image "kindest/node:v1.34.0": exit status 1\n' +
      'Name a node image that Docker has or can pull in EC2_PODS_KIND_IMAGE, or use "--kind node" (as root on Linux) or "--kind simulated", which need no Docker.',
  );
  expect(has("exists")).toBe(false);
});

test("the node image can be named, and the cluster that it makes is removed by down", async () => {
  process.env["EC2_PODS_KIND_IMAGE"] = "here:1";
  expect(await up({ kind: "kind" })).toMatchObject({ kind: "kind", context: "kind-ec2-pods", isNew: true });
  expect(has("exists")).toBe(true);
  await down();
  expect(has("exists")).toBe(false);
});

test("a kind cluster that another folder created after ours was deleted is left alone", async () => {
  process.env["EC2_PODS_KIND_IMAGE"] = "here:1";
  const { kubeconfig } = await up({ kind: "kind" });
  writeFileSync(kubeconfig, "certificate-authority-data: ours");
  writeFileSync(file("live"), "certificate-authority-data: theirs");
  await down();
  expect(has("exists")).toBe(true);
});

test("an installed kind is used if its clusters enforce NetworkPolicies", () => {
  const accepts = (version: string) =>
    tools.kind.installed.accepts.test(`kind ${version} go1.24.6 linux/amd64`);
  expect(["v0.20.0", "v0.23.0", "v0.24.0", "v0.30.0", "v0.31.0-alpha"].filter(accepts)).toEqual([
    "v0.24.0",
    "v0.30.0",
    "v0.31.0-alpha",
  ]);
});
