import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

import { succeed } from "../../tools/command";
import { fileBackend, pulumiEnvironment, root } from "../../tools/stack";
import { packTo } from "../../tools/tarball";
import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import { kubectl, testCluster } from "./cluster";
import { nodeFolder, versionOf, type NodeName } from "./npm-tools";

/** Contents by path; an object is written as JSON. */
export type Files = Record<string, string | object>;

const { devDependencies, peerDependencies } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
) as Record<"devDependencies" | "peerDependencies", Record<string, string>>;

/** Packages in the versions that this checkout has. */
export const pinned = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, devDependencies[name]!]));

/** The packages that a user installs beside this one. */
export const peers = pinned("@pulumi/pulumi", "@pulumi/kubernetes");

/** The same in the lowest versions that the package allows. */
export const oldestPeers = Object.fromEntries(
  Object.entries(peerDependencies).map(([name, range]) => [name, range.replace("^", "")]),
);

/** The packed package in a new folder outside of the checkout, so that nothing of the checkout is found from there. */
export async function packOutside(): Promise<{ folder: string; tarball: string }> {
  // Node.js resolves links, so what it runs is found by its real path.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ec2-pods-package-")));
  return { folder, tarball: await packTo(folder) };
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

interface Ran {
  stdout: string;
  /** Version and program of each Node.js process that it started; a program of a package by its path in there. */
  processes: [version: string, program: string][];
}

/** Runs a command that must succeed, on a version of Node.js. */
export async function runOn(
  node: NodeName,
  command: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Ran> {
  const { cwd, env = process.env } = options;
  const witness = join(mkdtempSync(join(cwd, ".witness-")), "processes");
  writeFileSync(witness, "");
  const stdout = await succeed(command, args, {
    cwd,
    env: {
      ...env,
      PATH: [await nodeFolder(node), env["PATH"]].join(delimiter),
      NODE_OPTIONS: `--import ${JSON.stringify(join(__dirname, "node-witness.mjs"))}`,
      NODE_WITNESS: witness,
    },
  });
  const lines = readFileSync(witness, "utf8").split("\n").filter(Boolean);
  const started = lines.map((line) => JSON.parse(line) as [string, string]);
  return {
    stdout,
    processes: started.map(([version, path]) => [version, path.split("/node_modules/").at(-1)!]),
  };
}

/** The processes of one run of a program, if its version of Node.js runs all of them. */
export const programAndProvider = (node: NodeName): Ran["processes"] => [
  [versionOf(node), "@pulumi/pulumi/cmd/run/index.js"],
  [versionOf(node), "@pulumi/pulumi/cmd/dynamic-provider/index.js"],
];

/** A user's Pulumi project, with a stack and a namespace of its own. */
export class PackageProject {
  private constructor(
    private readonly folder: string,
    readonly namespace: string,
  ) {}

  static async create(folder: string, files: Files): Promise<PackageProject> {
    const name = `package-${basename(folder)}`;
    const project = new PackageProject(folder, `${name}-${process.pid}`);
    writeFiles(folder, { "Pulumi.yaml": `name: ${name}\nruntime: nodejs\n`, ...files });
    await kubectl("default", "create", "namespace", project.namespace);
    await project.pulumi("Node 24", "stack", "init", "test");
    const config = `config:\n  kubernetes:namespace: ${project.namespace}\n`;
    appendFileSync(join(folder, "Pulumi.test.yaml"), config);
    return project;
  }

  async run(node: NodeName, command: string, ...args: string[]): Promise<Ran> {
    const env = {
      ...(await pulumiEnvironment(testCluster())),
      PULUMI_BACKEND_URL: fileBackend(this.folder),
      // Resources are compared side by side, as some users have it.
      PULUMI_PARALLEL_DIFF: "true",
    };
    return runOn(node, command, args, { cwd: this.folder, env });
  }

  async pulumi(node: NodeName, ...args: string[]): Promise<Ran> {
    const { bin } = await pulumiToolchain();
    return this.run(node, bin, ...args, "--non-interactive");
  }

  /** Removes its folder and its namespace, with all that is in them. */
  async remove(): Promise<void> {
    await kubectl("default", "delete", "namespace", this.namespace, "--wait=false");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
