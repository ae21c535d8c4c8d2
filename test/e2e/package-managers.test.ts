import { rmSync } from "node:fs";
import { join } from "node:path";

import { obtainFromNpm, type ManagerName, type NodeName } from "../support/npm-tools";
import {
  PackageProject,
  packOutside,
  peers,
  pinned,
  programAndProvider,
  runOn,
  writeFiles,
  type Files,
} from "../support/package-project";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Manager {
  name: ManagerName;
  /** The manager's own files at the root of a workspace whose packages are all folders there. */
  files: Files;
  args: string[];
}
const workspaces = { private: true, workspaces: ["*"] };
const pnpm: Manager = {
  name: "pnpm",
  files: {
    "package.json": { private: true },
    // Without an answer for each package that has an install script, pnpm fails.
    "pnpm-workspace.yaml": `packages: ["*"]\nallowBuilds: { "@pulumi/kubernetes": false, protobufjs: false, ssh2: false, cpu-features: false }\n`,
  },
  args: ["install", "--prefer-offline"],
};
const yarn1: Manager = {
  name: "Yarn 1",
  files: { "package.json": workspaces },
  // By default, it gives a registry 30 seconds of silence, which a busy machine has as well. With --prefer-offline, a
  // download that was cut off fails each later install.
  args: ["install", "--ignore-scripts", "--network-timeout", "300000"],
};
const yarn4: Manager = {
  name: "Yarn 4",
  files: {
    "package.json": workspaces,
    ".yarnrc.yml": "nodeLinker: node-modules\nenableScripts: false\nenableTelemetry: false\n",
  },
  args: ["install"],
};

/** A workspace outside of the checkout, installed by its manager. */
async function workspace(manager: Manager, node: NodeName, packages: (tarball: string) => Files) {
  const { folder, tarball } = await packOutside();
  folders.push(folder);
  const program = await obtainFromNpm(manager.name);
  const install = async (files: Files) => {
    writeFiles(folder, files);
    // In CI, the managers accept no install that changes the lockfile, and here each one creates it.
    const env = { ...process.env, CI: "" };
    await runOn(node, program, manager.args, { cwd: folder, env });
  };
  await install({ ...manager.files, ...packages(`file:${tarball}`) });
  return { folder, install, tarball: `file:${tarball}` };
}

const manifest = (name: string, fields: object) => ({ name, version: "1.0.0", private: true, ...fields });

const instance = `new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" })`;
const esm = `import { Ec2Instance } from "pulumi-ec2-pods";\nexport const { podName } = ${instance};\n`;
const commonJs = `const { Ec2Instance } = require("pulumi-ec2-pods");\nexports.podName = ${instance}.podName;\n`;

interface Preview {
  steps: { op: string; urn: string; newState: { inputs: Record<string, unknown> } }[];
}

/** Previews a project with a version of Node.js: the instance is checked by the package's code, found by its name. */
async function expectPreview(project: PackageProject, node: NodeName) {
  const { stdout, processes } = await project.pulumi(node, "preview", "--json");
  expect(processes).toEqual(programAndProvider(node));
  const web = (JSON.parse(stdout) as Preview).steps.find(({ urn }) => urn.endsWith("Ec2Instance::web"));
  expect(web).toMatchObject({
    op: "create",
    newState: {
      inputs: {
        // Without a path in the manager's store, which an update of any package would change.
        __provider: 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")',
        instanceId: expect.stringMatching(/^i-[0-9a-f]{17}$/) as string,
        availabilityZone: "us-east-1a",
      },
    },
  });
}

async function inProject(folder: string, files: Files, use: (project: PackageProject) => Promise<void>) {
  const project = await PackageProject.create(folder, files);
  try {
    await use(project);
  } finally {
    await project.remove();
  }
}

const dependencies = (tarball: string) => ({ "pulumi-ec2-pods": tarball, ...peers });

test.concurrent("pnpm: a program in TypeScript as an ES module, with a compiler of its own", async () => {
  const compiler = pinned("typescript", "ts-node", "@types/node");
  const { folder } = await workspace(pnpm, "Node 24", (tarball) => ({
    "pnpm-app/package.json": manifest("pnpm-app", {
      ...{ type: "module", main: "index.ts" },
      ...{ dependencies: dependencies(tarball), devDependencies: compiler },
    }),
  }));
  await inProject(join(folder, "pnpm-app"), { "index.ts": esm }, async (project) => {
    await expectPreview(project, "Node 20");
    await expectPreview(project, "Node 22");
    await expectPreview(project, "Node 24");
  });
});

test.concurrent("pnpm: a program whose library has the package must list the package as well", async () => {
  const app = (more: object) => ({
    "pnpm-library-app/package.json": manifest("pnpm-library-app", {
      ...{ main: "index.js" },
      dependencies: { library: "workspace:*", ...pinned("@pulumi/pulumi"), ...more },
    }),
  });
  const { folder, install, tarball } = await workspace(pnpm, "Node 22", (packed) => ({
    ...app({}),
    "library/package.json": manifest("library", { main: "index.js", dependencies: dependencies(packed) }),
    "library/index.js": commonJs,
  }));
  const files = { "index.js": `module.exports = require("library");\n` };
  await inProject(join(folder, "pnpm-library-app"), files, async (project) => {
    await expect(project.pulumi("Node 22", "preview")).rejects.toThrow(
      "Cannot find module 'pulumi-ec2-pods/",
    );
    await install(app({ "pulumi-ec2-pods": tarball }));
    await expectPreview(project, "Node 22");
  });
});

test.concurrent.each<[Manager["name"], string, NodeName, Manager, string]>([
  ["Yarn 1", "CommonJS", "Node 22", yarn1, commonJs],
  ["Yarn 4", "ESM", "Node 24", yarn4, esm],
])("%s: a program in %s on %s", async (name, format, node, manager, program) => {
  const app = name.toLowerCase().replace(" ", "-");
  const { folder } = await workspace(manager, node, (tarball) => ({
    [`${app}/package.json`]: manifest(app, {
      ...{ type: format === "ESM" ? "module" : "commonjs", main: "index.js" },
      dependencies: dependencies(tarball),
    }),
  }));
  await inProject(join(folder, app), { "index.js": program }, (project) => expectPreview(project, node));
});
