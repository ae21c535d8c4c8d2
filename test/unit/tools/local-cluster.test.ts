import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import { namedCluster } from "../../../tools/local-cluster/named";
import { parseCommand } from "../../../tools/local-cluster/options";

let file: string;
const variable = process.env["KUBECONFIG"];
const write = (current: string) =>
  writeFileSync(
    file,
    stringify({
      clusters: [
        { name: "here", cluster: { server: "https://127.0.0.1:6443" } },
        { name: "there", cluster: { server: "https://cluster.example.com" } },
      ],
      contexts: [
        { name: "here", context: { cluster: "here" } },
        { name: "there", context: { cluster: "there" } },
      ],
      "current-context": current,
    }),
  );

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "ec2-pods-")), "config");
  process.env["KUBECONFIG"] = file;
});
afterEach(() => {
  rmSync(join(file, ".."), { recursive: true });
  if (variable === undefined) delete process.env["KUBECONFIG"];
  else process.env["KUBECONFIG"] = variable;
});

test("a KUBECONFIG whose current context is local names a cluster", async () => {
  write("here");
  expect(await namedCluster(undefined)).toEqual({ kubeconfig: file, context: "here" });
});

test("one whose current context is elsewhere doesn't, unless the context is asked for", async () => {
  write("there");
  expect(await namedCluster(undefined)).toBeUndefined();
  expect(await namedCluster("there")).toEqual({ kubeconfig: file, context: "there" });
});

test("without KUBECONFIG or a context nothing is named: the user's own kubeconfig is not for this", async () => {
  delete process.env["KUBECONFIG"];
  expect(await namedCluster(undefined)).toBeUndefined();
});

test("a context that isn't there is told with those that are", async () => {
  write("here");
  await expect(namedCluster("kind-dev")).rejects.toThrow(
    `Cannot use the context "kind-dev": ${file} has here, there. Use one of these, or leave --context out.`,
  );
});

test("a KUBECONFIG that isn't there names nothing", async () => {
  expect(await namedCluster(undefined)).toBeUndefined();
});

test("a command line is read, and a kind that isn't one refused", () => {
  expect(parseCommand(["up", "--kind", "node", "--json"], ["json"])).toEqual({
    upOptions: { kind: "node" },
    positionals: ["up"],
    switches: { kind: "node", json: true },
  });
  expect(() => parseCommand(["--kind", "minikube"], [])).toThrow(
    'There is no kind "minikube". Use one of kind, node, simulated.',
  );
});
