import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isOrigin, origin, origins, ownOrigin, projectFile } from "../../../provider/common/origin";

let mockHost = "runner-1";
jest.mock("node:os", () => ({ ...jest.requireActual<object>("node:os"), hostname: () => mockHost }));

let folder: string;
let environment: NodeJS.ProcessEnv;
beforeEach(() => {
  environment = process.env;
  folder = mkdtempSync(join(tmpdir(), "origin-"));
  for (const name of ["shop/src/deep", "blog", "none/deep"])
    mkdirSync(join(folder, name), { recursive: true });
  // Without a login.
  process.env = {
    ...environment,
    PULUMI_HOME: folder,
    PULUMI_CREDENTIALS_PATH: undefined,
    PULUMI_BACKEND_URL: undefined,
  };
  writeFileSync(join(folder, "shop/Pulumi.yaml"), "name: shop\n");
  writeFileSync(join(folder, "blog/Pulumi.yml"), "name: blog\n");
});
afterEach(() => {
  process.env = environment;
  rmSync(folder, { recursive: true });
});

test("a folder belongs to the nearest Pulumi.yaml, its own or one above", () => {
  expect(projectFile(join(folder, "shop"))).toBe(join(folder, "shop/Pulumi.yaml"));
  expect(projectFile(join(folder, "shop/src/deep"))).toBe(join(folder, "shop/Pulumi.yaml"));
  expect(projectFile(join(folder, "blog"))).toBe(join(folder, "blog/Pulumi.yml"));
  expect(projectFile(join(folder, "none/deep"))).toBeUndefined();
  writeFileSync(join(folder, "shop/src/Pulumi.yaml"), "name: inner\n");
  expect(projectFile(join(folder, "shop/src/deep"))).toBe(join(folder, "shop/src/Pulumi.yaml"));
});

test("all folders of a project have one origin, and each project has another", () => {
  const shop = origin(join(folder, "shop"));
  expect(shop).toMatch(/^[0-9a-f]{16}$/);
  expect(origin(join(folder, "shop/src/deep"))).toBe(shop);
  const others = ["blog", "none", "none/deep"].map((name) => origin(join(folder, name)));
  expect(new Set([shop, ...others]).size).toBe(4);
});

test("without a folder, the origin is that of the current one", () => {
  expect(origin()).toBe(origin(process.cwd()));
});

const login = (current: string, username = "ci") =>
  writeFileSync(
    join(folder, "credentials.json"),
    JSON.stringify({ current, accounts: { [current]: { accessToken: "hunter2", username } } }),
  );

/** The origin of the project "shop" as a runner with a new name and another folder sees it. */
const onAnotherRunner = (where = "blog"): string => {
  mockHost = "runner-2";
  const there = origin(join(folder, where));
  mockHost = "runner-1";
  return there;
};

test.each([
  ["a bucket", () => (process.env["PULUMI_BACKEND_URL"] = "s3://states/shop?region=eu-central-1")],
  ["a login", () => login("https://api.pulumi.com")],
  [
    "an older login, and a bucket",
    () => {
      login("https://api.pulumi.com");
      process.env["PULUMI_BACKEND_URL"] = "gs://states";
    },
  ],
  [
    "the project",
    () => {
      for (const file of ["shop/Pulumi.yaml", "blog/Pulumi.yml"])
        writeFileSync(join(folder, file), "name: shop\nbackend: { url: azblob://states }\n");
    },
  ],
])("runners of pipelines have one origin if their backend is shared: %s", (_, share) => {
  const machine = origin(join(folder, "shop"));
  share();
  const shared = origin(join(folder, "shop"));
  expect(shared).not.toBe(machine);
  expect(onAnotherRunner()).toBe(shared);
  expect(origins(join(folder, "shop"))).toEqual([shared, machine]);
});

test.each([
  ["a folder that nothing has come from yet", () => login(`file://${folder}`)],
  ["a broken login", () => writeFileSync(join(folder, "credentials.json"), "{")],
  ["a service without a login", () => (process.env["PULUMI_BACKEND_URL"] = "https://api.pulumi.com")],
])("machines have origins of their own if their backend isn't shared: %s", (_, configure) => {
  const machine = origin(join(folder, "shop"));
  configure();
  expect(origin(join(folder, "shop"))).toBe(machine);
  expect(onAnotherRunner("shop")).not.toBe(machine);
});

test("other people's stacks and buckets are other origins", () => {
  const all = [
    ["https://api.pulumi.com", "a"],
    ["https://api.pulumi.com", "b"],
    ["s3://a"],
    ["s3://b"],
    ["s3://a?prefix=b"],
  ].map(([url = "", user]) => {
    login(url, user);
    return origin(folder);
  });
  expect(new Set(all).size).toBe(5);
});

test("what an older release created here is from here, and nothing without an origin is", () => {
  const machine = origin();
  login("https://api.pulumi.com");
  expect([machine, origin()].map(isOrigin)).toEqual([true, true]);
  expect([undefined, "", "0123456789abcdef"].map(isOrigin)).toEqual([false, false, false]);
});

/** A backend in a folder, as a login makes it. */
function folderBackend(name: string): string {
  const states = join(folder, name);
  mkdirSync(join(states, ".pulumi"), { recursive: true });
  process.env["PULUMI_BACKEND_URL"] = `file://${states}?metadata=skip`;
  return states;
}

test("a backend in a folder has one origin from its first object on, whatever the host is called", () => {
  const machine = origin();
  const states = folderBackend("states");
  const own = ownOrigin();
  expect(own).not.toBe(machine);
  mockHost = "another-host";
  expect([origin(), ownOrigin()]).toEqual([own, own]);
  expect([own, machine].map(isOrigin)).toEqual([true, false]);
  mockHost = "runner-1";
  expect([own, machine].map(isOrigin)).toEqual([true, true]);
  expect(readdirSync(join(states, ".pulumi"))).toEqual(["ec2-pods-origin"]);
});

test("a copy of a backend's folder is another origin, as another folder is", () => {
  const states = folderBackend("states");
  const own = ownOrigin();
  cpSync(states, join(folder, "copy"), { recursive: true });
  folderBackend("copy");
  const copied = origin();
  folderBackend("other");
  expect(new Set([own, copied, ownOrigin()]).size).toBe(3);

  // As on a machine that has it at the same path.
  renameSync(states, join(folder, "original"));
  renameSync(join(folder, "copy"), states);
  folderBackend("states");
  expect([own, copied]).not.toContain(origin());
});

test("a folder that takes no file has the machine's origin", () => {
  const machine = origin();
  const states = join(folder, "full");
  mkdirSync(states);
  writeFileSync(join(states, ".pulumi"), "");
  process.env["PULUMI_BACKEND_URL"] = `file://${states}`;
  expect(ownOrigin()).toBe(machine);
});
