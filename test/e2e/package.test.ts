import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { succeed } from "../../tools/command";
import { pulumiEnvironment, root } from "../../tools/stack";
import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import { kubectl, list, testCluster } from "../support/cluster";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ec2-pods-package-"));
  const npm = (...args: string[]) => succeed("npm", args, { cwd: folder });
  const [{ filename }] = JSON.parse(
    await succeed("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root }),
  ) as [{ filename: string }];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true }));
  const peers = ["@pulumi/pulumi@3.270.0", "@pulumi/kubernetes@4.34.2"];
  await npm("install", "--no-audit", "--no-fund", join(folder, filename), ...peers);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `
const group = new SecurityGroup("web", { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, self: true }] });
const web = new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [group.id] });
`;

test.each([
  [
    "ESM",
    { type: "module", main: "index.js" },
    `import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";${program}export const podName = web.podName;`,
  ],
  [
    "CommonJS",
    { main: "index.js" },
    `const { Ec2Instance, SecurityGroup } = require("pulumi-ec2-pods");${program}exports.podName = web.podName;`,
  ],
])("the packed package serves a program in %s, outside of this checkout", async (format, manifest, text) => {
  const project = join(folder, format);
  const namespace = `package-${format.toLowerCase()}-${process.pid}`;
  mkdirSync(project);
  writeFileSync(join(project, "Pulumi.yaml"), `name: package-${format.toLowerCase()}\nruntime: nodejs\n`);
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(project, "index.js"), text);
  const { bin } = await pulumiToolchain();
  const env = await pulumiEnvironment(testCluster());
  const pulumi = (...args: string[]) => succeed(bin, [...args, "--non-interactive"], { cwd: project, env });
  await kubectl("default", "create", "namespace", namespace);
  await pulumi("stack", "init", "test");
  try {
    await pulumi("config", "set", "kubernetes:namespace", namespace);
    await pulumi("up", "--yes", "--skip-preview");
    const { podName } = JSON.parse(await pulumi("stack", "output", "--json")) as { podName: string };
    expect((await list(namespace, "pods")).map(({ metadata }) => metadata.name)).toEqual([podName]);
    await pulumi("destroy", "--yes", "--skip-preview");
    expect(await list(namespace, "pods")).toEqual([]);
  } finally {
    await kubectl("default", "delete", "namespace", namespace);
    await pulumi("stack", "rm", "--yes", "--force", "test");
  }
});
