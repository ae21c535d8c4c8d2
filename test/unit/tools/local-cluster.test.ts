import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

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

test("a KUBECONFIG whose current context is local names a cluster", () => {
  write("here");
  expect(namedCluster(undefined)).toEqual({ kubeconfig: file, context: "here" });
});

test("a KUBECONFIG whose current context is remote names a cluster only together with a context", () => {
  write("there");
  expect(namedCluster(undefined)).toBeUndefined();
  expect(namedCluster("there")).toEqual({ kubeconfig: file, context: "there" });
});

test("without KUBECONFIG and a context, the user's own kubeconfig isn't used", () => {
  delete process.env["KUBECONFIG"];
  expect(namedCluster(undefined)).toBeUndefined();
});

test("the error for a missing context lists the existing ones", () => {
  write("here");
  expect(() => namedCluster("kind-dev")).toThrow(
    new Error(
      `Cannot use the context "kind-dev": ${file} doesn't have it. It has here, there. Use one of these, or omit --context.`,
    ),
  );
});

test("a KUBECONFIG that doesn't exist names no cluster", () => {
  expect(namedCluster(undefined)).toBeUndefined();
});

test.each([undefined, "here"])(
  "a KUBECONFIG with one file that can't be read is an error, whatever its others have (context %s)",
  (context) => {
    write("here");
    const invalid = join(file, "..", "invalid");
    writeFileSync(invalid, "- 1\n");
    process.env["KUBECONFIG"] = [invalid, file].join(delimiter);
    expect(() => namedCluster(context)).toThrow(
      new Error(
        `Cannot use kubeconfig "${invalid}${delimiter}${file}": the kubeconfig can't be read: ${invalid} isn't a YAML or JSON object. ` +
          "Correct the file, or name another one with KUBECONFIG.",
      ),
    );
  },
);

test("a command line is parsed, and an invalid kind is rejected", () => {
  expect(parseCommand(["up", "--kind", "node", "--json"], ["json"])).toEqual({
    upOptions: { kind: "node" },
    positionals: ["up"],
    switches: { kind: "node", json: true },
  });
  expect(() => parseCommand(["--kind", "minikube"], [])).toThrow(
    'Cannot use the kind "minikube": no such kind. Use one of kind, node, simulated, snapshot-node.',
  );
});
