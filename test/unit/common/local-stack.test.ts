import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os, { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { localStack, otherStates } from "../../../provider/common/local-stack";

const state = '{"version":3,"checkpoint":{"latest":{"resources":[]}}}';
const environment = { ...process.env };
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "ec2-pods-local-stack-")));
  delete process.env["PULUMI_STACK"];
  delete process.env["PULUMI_CREDENTIALS_PATH"];
  process.env["PULUMI_HOME"] = join(folder, "home");
  process.env["PULUMI_BACKEND_URL"] = `file://${folder}?metadata=skip`;
  write("Pulumi.yaml", "name: shop\n");
  write("Pulumi.dev.yaml", "config:\n  kubernetes:namespace: apps\n  ec2-pods:anyArchitecture: true\n");
  write(".pulumi/stacks/shop/dev.json", state);
});
afterEach(() => {
  process.env = { ...environment };
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const read = (named?: string) => localStack(join(folder, "Pulumi.yaml"), "shop", named);

function select(settings: object): void {
  const place = createHash("sha1").update(join(folder, "Pulumi.yaml")).digest("hex");
  write(`home/workspaces/shop-${place}-workspace.json`, JSON.stringify(settings));
}

const dev = {
  name: "dev",
  config: JSON.stringify({
    "kubernetes:namespace": { value: "apps", secret: false },
    "ec2-pods:anyArchitecture": { value: "true", secret: false },
  }),
  state,
};

test.each([
  ["named", () => read("dev")],
  ["named in full", () => read("organization/shop/dev")],
  [
    "in the environment",
    () => {
      process.env["PULUMI_STACK"] = "dev";
      select({ stack: "other" });
      return read();
    },
  ],
  [
    "selected",
    () => {
      select({ stack: "organization/shop/dev" });
      return read();
    },
  ],
  [
    "selected for this backend",
    () => {
      const url = `file://${folder}?metadata=skip`;
      select({ stack: "other", stacks: { [url]: "organization/shop/dev", "file://~": "other" } });
      return read();
    },
  ],
  [
    "selected in a folder that a link leads to",
    () => {
      select({ stack: "dev" });
      symlinkSync(folder, join(folder, "link"));
      return localStack(join(folder, "link", "Pulumi.yaml"), "shop", undefined);
    },
  ],
  [
    "in a backend that the project names",
    () => {
      delete process.env["PULUMI_BACKEND_URL"];
      write("Pulumi.yaml", `name: shop\nbackend:\n  url: file://${folder}\n`);
      return read("dev");
    },
  ],
  [
    "in the backend of the login",
    () => {
      delete process.env["PULUMI_BACKEND_URL"];
      write("home/credentials.json", JSON.stringify({ current: `file://${folder}` }));
      return read("dev");
    },
  ],
])("a stack %s is read without the CLI", (_, found) => {
  expect(found()).toEqual(dev);
});

test.each([
  ["no stack is selected", () => read()],
  ["the stack is another project's", () => read("organization/cart/dev")],
  ["an organization is named", () => read("acme/dev")],
  ["the name leads out of the folder", () => read("..%2f..")],
  ["nothing says what the backend is", () => ((process.env["PULUMI_BACKEND_URL"] = ""), read("dev"))],
  [
    "the backend is a service",
    () => ((process.env["PULUMI_BACKEND_URL"] = "https://api.pulumi.com"), read("dev")),
  ],
  [
    "a parameter moves the states",
    () => ((process.env["PULUMI_BACKEND_URL"] = `file://${folder}?prefix=team/`), read("dev")),
  ],
  [
    "HOME isn't the home folder of the user database",
    () => {
      delete process.env["PULUMI_HOME"];
      jest.spyOn(os, "homedir").mockReturnValue(folder);
      return read("dev");
    },
  ],
  ["the backend is a bucket", () => ((process.env["PULUMI_BACKEND_URL"] = "s3://states"), read("dev"))],
])("if %s, all is left to the CLI", (_, found) => {
  expect(found()).toEqual({});
});

test.each([
  ["has no file", () => read("prod"), { name: "prod", config: "{}" }],
  [
    "is compressed",
    () => (write(".pulumi/stacks/shop/dev.json.gz", ""), read("dev")),
    { ...dev, state: undefined },
  ],
  [
    "is cut off",
    () => (write(".pulumi/stacks/shop/dev.json", state.slice(0, -2)), read("dev")),
    { ...dev, state: undefined },
  ],
  [
    "has a newer form",
    () => (write(".pulumi/stacks/shop/dev.json", '{"version":4}'), read("dev")),
    { ...dev, state: undefined },
  ],
  [
    "is in another folder",
    () => ((process.env["PULUMI_BACKEND_URL"] = `file://${homedir()}/none`), read("dev")),
    { ...dev, state: undefined },
  ],
])("a state that %s is left to the CLI", (_, found, expected) => {
  expect(found()).toEqual(expected);
});

test.each([
  ["a structured value", "config:\n  ec2-pods:images:\n    ami-1: busybox:1.35\n"],
  ["a number", "config:\n  ec2-pods:limit: 010\n"],
  ["a key without a namespace", "config:\n  limit: high\n"],
  ["an environment", "environment: [shared]\nconfig: {}\n"],
  ["no YAML", "config: [\n"],
])("configuration with %s is left to the CLI", (_, text) => {
  write("Pulumi.dev.yaml", text);
  expect(read("dev")).toEqual({ ...dev, config: undefined });
});

test.each([
  ["values of the project", "name: shop\nconfig:\n  ec2-pods:limit: high\n"],
  ["a folder of its own", "name: shop\nstackConfigDir: config\n"],
])("configuration with %s is left to the CLI", (_, text) => {
  write("Pulumi.yaml", text);
  expect(read("dev")).toEqual({ ...dev, config: undefined });
});

test("a secret of the configuration is known as one, and its value isn't", () => {
  write("Pulumi.dev.yaml", "encryptionsalt: v1:x\nconfig:\n  kubernetes:kubeconfig:\n    secure: v1:abc\n");
  expect(read("dev").config).toBe('{"kubernetes:kubeconfig":{"secret":true}}');
});

test("the states of a backend's other stacks are those of all projects", () => {
  write(".pulumi/stacks/shop/dev.json.bak", "backup");
  write(".pulumi/stacks/shop/prod.json", "prod");
  write(".pulumi/stacks/shop/prod.json.attrs", "attributes");
  write(".pulumi/stacks/blog/dev.json", "blog");
  const read = () => otherStates(join(folder, "Pulumi.yaml"), "shop", "dev")?.sort();
  expect(read()).toEqual(["blog", "prod"]);
  write(".pulumi/stacks/blog/prod.json.zst", "");
  expect(read()).toBeUndefined();
});
