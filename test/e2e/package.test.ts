import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { succeed } from "../../tools/command";
import { list, type Pod } from "../support/cluster";
import { nodeNames, versionOf, type NodeName } from "../support/npm-tools";
import {
  oldestPeers,
  PackageProject,
  packOutside,
  peers,
  programAndProvider,
  runOn,
  writeFiles,
} from "../support/package-project";

/** A folder with the packed package and these peers installed; a project in it finds them. */
async function install(versions = peers): Promise<string> {
  const { folder, tarball } = await packOutside();
  const dependencies = { "pulumi-ec2-pods": tarball, ...versions };
  writeFiles(folder, { "package.json": { private: true, dependencies } });
  // The install script of @pulumi/kubernetes downloads its plugin into the user's own Pulumi home.
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
  await succeed("npm", args, { cwd: folder });
  return folder;
}

const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;

// Not in beforeAll: concurrent tests don't wait for that.
const installed = install();
afterAll(async () => rmSync(await installed, { recursive: true, force: true }));

const body = (type = "") => `
const group = new SecurityGroup("web", { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, self: true }] });
const args${type} = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group.id],
  tags: { node: process.version },
};
const web = new Ec2Instance("web", args);
`;
const programs = {
  ESM: {
    "package.json": { type: "module", main: "index.js" },
    "index.js": `import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";${body()}`,
  },
  CommonJS: {
    "package.json": { main: "index.js" },
    "index.js": `const { Ec2Instance, SecurityGroup } = require("pulumi-ec2-pods");${body()}`,
  },
  // With the compiler that Pulumi brings, as nothing here installs another one. It also checks the types.
  TypeScript: {
    "package.json": { main: "index.ts" },
    "index.ts": `import { Ec2Instance, Ec2InstanceArgs, SecurityGroup } from "pulumi-ec2-pods";${body(": Ec2InstanceArgs")}`,
  },
};

// Each version of Node.js creates, changes and deletes a Pod, and each also changes what another one has created.
test.concurrent.each<[keyof typeof programs, NodeName, NodeName, NodeName]>([
  ["ESM", "Node 20", "Node 22", "Node 24"],
  ["CommonJS", "Node 22", "Node 24", "Node 20"],
  ["TypeScript", "Node 24", "Node 20", "Node 22"],
])("the packed package serves a program in %s on %s, then %s, then %s", async (format, ...nodes) => {
  const project = await PackageProject.create(join(await installed, format.toLowerCase()), programs[format]);
  const pods = () => list<Pod>(project.namespace, "pods");
  try {
    for (const node of nodes) {
      const { processes } = await project.pulumi(node, "up", "--yes", "--skip-preview");
      expect(processes).toEqual(programAndProvider(node));
      const found = await pods();
      expect(
        found.map(({ metadata }) => JSON.parse(metadata.annotations["ec2-pods/tags"]!) as unknown),
      ).toEqual([{ node: versionOf(node) }]);
      const listed = await project.run(node, "npx", "--no-install", "ec2-pods", "list");
      expect(listed.stdout).toMatch(new RegExp(`^web .* ${found[0]!.metadata.name} `, "m"));
    }
    const last = nodes[2];
    const { processes } = await project.pulumi(last, "destroy", "--yes", "--skip-preview");
    expect(processes).toEqual(programAndProvider(last).slice(1));
    expect(await pods()).toEqual([]);
  } finally {
    await project.remove();
  }
});

test.concurrent("the packed package runs with the oldest peers that it allows", async () => {
  const folder = await install(oldestPeers);
  const versions = Object.keys(oldestPeers).map((name) => [
    name,
    versionIn(join(folder, "node_modules", name)),
  ]);
  expect(Object.fromEntries(versions)).toEqual(oldestPeers);
  const project = await PackageProject.create(join(folder, "oldest"), programs.CommonJS);
  try {
    for (const node of ["Node 20", "Node 22"] as const) {
      await project.pulumi(node, "up", "--yes", "--skip-preview");
      const [pod, ...others] = await list<Pod>(project.namespace, "pods");
      expect(others).toEqual([]);
      expect(pod!.metadata.annotations["ec2-pods/tags"]).toBe(JSON.stringify({ node: versionOf(node) }));
    }
    const { stdout } = await project.pulumi("Node 22", "preview", "--json", "--show-sames");
    const { changeSummary } = JSON.parse(stdout) as { changeSummary: object };
    expect(Object.keys(changeSummary)).toEqual(["same"]);
    await project.pulumi("Node 22", "destroy", "--yes", "--skip-preview");
    expect(await list<Pod>(project.namespace, "pods")).toEqual([]);
  } finally {
    await project.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.concurrent.each(nodeNames)("the command of the packed package runs on %s", async (node) => {
  const cwd = await installed;
  const { stdout, processes } = await runOn(node, "npx", ["--no-install", "ec2-pods", "--help"], { cwd });
  expect(stdout).toMatch(/^Usage: ec2-pods <command>/);
  expect(processes).toEqual([
    [versionOf(node), expect.stringContaining("npx")],
    [versionOf(node), ".bin/ec2-pods"],
  ]);
});

// A program for AWS after the change of its imports.
const namespaces = `import * as aws from "pulumi-ec2-pods";
import { ec2, iam } from "pulumi-ec2-pods";
import * as direct from "pulumi-ec2-pods/ec2";
import * as vpc from "pulumi-ec2-pods/vpc";
import * as inputs from "pulumi-ec2-pods/types/input";
import { Tenancy } from "pulumi-ec2-pods/types/enums/ec2";
const west = new aws.Provider("west", { region: aws.Region.USWest2 });
const rule: inputs.ec2.SecurityGroupIngress = { protocol: ec2.ProtocolType.TCP, fromPort: 80, toPort: 80 };
const groups: Record<string, aws.ec2.SecurityGroup> = { web2: new direct.SecurityGroup("web2", { ingress: [rule] }) };
class Machine extends ec2.Instance {
  constructor(name: string, type: aws.ec2.InstanceType, args: Partial<aws.ec2.InstanceArgs> = {}) {
    super(name, { ami: "busybox:1.35", instanceType: type, ...args }, { provider: west });
  }
}
export const machine = new Machine("machine", ec2.InstanceType.T3_Micro, { vpcSecurityGroupIds: [groups.web2!.id] });
export const names = [Tenancy.Default, iam.ManagedPolicy.AmazonEC2FullAccess, vpc.SecurityGroupIngressRule.name];
export const zone = aws.getAvailabilityZonesOutput({ state: "available" }).names[0];
export const region: string = aws.config.requireRegion();
`;

const { ModuleKind, ModuleResolutionKind } = ts;
test.concurrent.each<[resolution: string, type: string, options: ts.CompilerOptions]>([
  ["node10", "commonjs", { module: ModuleKind.CommonJS, moduleResolution: ModuleResolutionKind.Node10 }],
  ["node16", "commonjs", { module: ModuleKind.Node16 }],
  ["nodenext", "module", { module: ModuleKind.NodeNext }],
  ["bundler", "module", { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler }],
])("the types of the packed package hold with moduleResolution %s", async (resolution, type, options) => {
  const folder = join(await installed, resolution);
  writeFiles(folder, {
    "package.json": { type },
    "index.ts": `import { Ec2Instance, SecurityGroup, type Ec2InstanceArgs } from "pulumi-ec2-pods";
const args: Ec2InstanceArgs = { ami: "busybox:1.35", instanceType: "t3.micro" };
export const podName = new Ec2Instance("web", args).podName;
// @ts-expect-error A number is no description.
export const group = new SecurityGroup("web", { description: 1 });
${namespaces}
// @ts-expect-error What isn't here fails at compile time.
export const bucket = aws.s3;
`,
  });
  const program = ts.createProgram([join(folder, "index.ts")], { strict: true, noEmit: true, ...options });
  const files = program.getSourceFiles();
  // A program without skipLibCheck checks the declarations of the package with its own options.
  const checked = files.filter(({ fileName }) =>
    /\/node_modules\/pulumi-ec2-pods\/|\/index\.ts$/.test(fileName),
  );
  const errors = checked.flatMap((file) => ts.getPreEmitDiagnostics(program, file));
  expect(errors.map(({ file, messageText }) => [file?.fileName, messageText])).toEqual([]);
  // A program would load its hundreds of files for types that it can't use.
  const client = files
    .map(({ fileName }) => fileName)
    .find((name) => name.includes("/@kubernetes/client-node/"));
  expect(client).toBeUndefined();
});

// Programs in TypeScript without a compiler of their own run by this one.
test.concurrent("the compiler that Pulumi brings reads the types of the packed package", async () => {
  const folder = join(await installed, "vendored");
  writeFiles(folder, { "index.ts": namespaces });
  const path = require.resolve("@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js");
  const vendored = jest.requireActual<typeof ts>(path);
  const options = { strict: true, noEmit: true, module: ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020 };
  const program = vendored.createProgram([join(folder, "index.ts")], {
    ...options,
    moduleResolution: vendored.ModuleResolutionKind.NodeJs,
  });
  const checked = program
    .getSourceFiles()
    .filter(({ fileName }) => /\/node_modules\/pulumi-ec2-pods\/|\/index\.ts$/.test(fileName));
  const errors = checked.flatMap((file) => vendored.getPreEmitDiagnostics(program, file));
  expect(errors.map(({ file, messageText }) => [file?.fileName, messageText])).toEqual([]);
});

const inJavaScript = (load: string) => `${load}
const made = [
  aws.ec2.Instance === direct.Instance,
  typeof aws.vpc.SecurityGroupIngressRule,
  direct.InstanceType.T3_Micro,
  Region.USWest2,
  region,
  types.enums.ec2.Tenancy.Default,
  typeof aws.getAvailabilityZonesOutput,
];
for (const use of [() => new aws.s3.Bucket("b"), () => new direct.Fleet("f"), () => aws.getIpRanges({})]) {
  try {
    made.push(use());
  } catch ({ message }) {
    made.push(message);
  }
}
console.log(JSON.stringify(made));
`;
test.concurrent.each([
  [
    "ESM",
    "names.mjs",
    `import * as aws from "pulumi-ec2-pods";
import { Region, types, s3 } from "pulumi-ec2-pods";
import * as direct from "pulumi-ec2-pods/ec2";
import { region } from "pulumi-ec2-pods/config";`,
  ],
  [
    "CommonJS",
    "names.cjs",
    `const aws = require("pulumi-ec2-pods");
const { Region, types, s3 } = aws;
const direct = require("pulumi-ec2-pods/ec2");
const { region } = require("pulumi-ec2-pods/config");`,
  ],
])(
  "the names of the packed package are there in %s, and what isn't says where it is",
  async (_, file, load) => {
    const folder = await installed;
    writeFiles(folder, { [file]: inJavaScript(load) });
    const missing = (name: string) =>
      `Cannot use symbol "aws.${name}": pulumi-ec2-pods doesn't have it. Import it from "@pulumi/aws".`;
    expect(JSON.parse(await succeed(process.execPath, [file], { cwd: folder }))).toEqual([
      true,
      "function",
      "t3.micro",
      "us-west-2",
      "us-east-1",
      "default",
      "function",
      missing("s3.Bucket"),
      missing("ec2.Fleet"),
      missing("getIpRanges"),
    ]);
  },
);
