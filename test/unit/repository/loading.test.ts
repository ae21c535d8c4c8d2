import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { root } from "../../../tools/stack";

/** The files that a program loads, of this package as in dist/, of others as in node_modules/. */
function loadedBy(program: string): string[] {
  const print = "process.on('exit', () => console.log(JSON.stringify(Object.keys(require.cache))));";
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", `${print}\n${program}`], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, KUBECONFIG: "/dev/null" },
  });
  expect(stderr).toBe("");
  return (JSON.parse(stdout.trim().split("\n").at(-1)!) as string[])
    .map((file) => relative(root, file).replaceAll("\\", "/"))
    .filter((file) => !file.startsWith("node_modules/@pulumi/pulumi/"));
}
const own = (files: string[]) => files.filter((file) => file.startsWith("dist/"));
const rooms = (files: string[]) => new Set(own(files).map((file) => file.split("/")[1]));

/** A program under mocks. */
const program = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const mocks = { newResource: ({ inputs }) => ({ id: "i-1", state: inputs }), call: () => ({}) };
const aws = require("./dist");
pulumi.runtime.setMocks(mocks, "shop", "dev").then(() => { ${body} });`;

test("a program loads only the classes that it uses, and none of @pulumi/kubernetes without a group", () => {
  const files = loadedBy(
    program(`new aws.ec2.Instance("web", { ami: "busybox:1.35", vpcSecurityGroupIds: ["sg-1"] })`),
  );
  expect(files).toContain("dist/instance/ec2-instance.js");
  expect(files.filter((file) => file.startsWith("node_modules/@pulumi/kubernetes/"))).toEqual([]);
  expect(files.filter((file) => /^dist\/resources\/\w+\/(?!index)/.test(file))).toEqual([]);
  expect(rooms(files)).not.toContain("user-data");
  expect(own(files).length).toBeLessThan(100);
});

test("a group loads the class of its policy, and not all of @pulumi/kubernetes", () => {
  const files = loadedBy(program(`new aws.ec2.SecurityGroup("web")`));
  expect(files).toContain("node_modules/@pulumi/kubernetes/networking/v1/networkPolicy.js");
  expect(files).not.toContain("node_modules/@pulumi/kubernetes/index.js");
});

test("the provider process loads its operations when the engine calls them", () => {
  expect(own(loadedBy('require("./dist/access/lifecycle")')).length).toBeLessThan(25);
});

test("the command loads no command's work before it runs", () => {
  const files = own(loadedBy('process.argv.push("ec2-pods", "--version"); require("./dist/cli/main")'));
  expect(rooms(files)).not.toContain("cluster");
  expect(files.length).toBeLessThan(40);
});

test("what acts on any declaration of a program is loaded with the package", () => {
  const hooks = readFileSync(join(root, "provider", "api", "hooks.ts"), "utf8");
  const acts = /^\s*(onDeclared|pulumi\.runtime\.register\w+)\(/m;
  const acting = readdirSync(join(root, "provider"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => acts.test(readFileSync(join(root, "provider", file), "utf8")));
  expect(acting.length).toBeGreaterThanOrEqual(4);
  for (const file of acting) {
    expect(hooks).toContain(`import "../${file.replace(/\.ts$/, "").replaceAll("\\", "/")}";`);
  }
});
