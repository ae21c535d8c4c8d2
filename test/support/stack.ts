import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { type Outcome, run } from "../../tools/command";
import { killAtOnce, processesIn } from "../../tools/processes";
import { fileBackend, pulumiEnvironment, root } from "../../tools/stack";
import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import { kubectl, testCluster } from "./cluster";

const imports = `import {
  Ec2Instance,
  SecurityGroup,
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
} from "pulumi-ec2-pods";`;

/** One resource of a stack's deployment. */
export interface Resource {
  urn: string;
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  initErrors?: string[];
}

/** What a stack shares with another one that is there already. */
export interface Shared {
  namespace: string;
  /** Name of its project, too: this stack is another user's then, as each has a backend of its own. */
  project?: string;
}

/** A stack of a program given as text, in a folder and a namespace of its own, run by the real CLI. */
export class TestStack {
  readonly namespace: string;
  readonly project: string;
  readonly folder: string;
  /** Path of the kubeconfig that the CLI is given. */
  kubeconfig = testCluster().kubeconfig;
  /** Additional environment of the CLI. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    name: string,
    private readonly shared: Partial<Shared>,
  ) {
    const own = `${name}-${randomBytes(3).toString("hex")}`;
    this.namespace = shared.namespace ?? own;
    this.project = shared.project ?? own;
    // Inside the checkout, so that programs find the packages as those of a user find theirs.
    this.folder = join(root, ".local", "test", own);
    this.env = { PULUMI_BACKEND_URL: fileBackend(this.folder) };
  }

  static async create(name: string, program: string, shared: Partial<Shared> = {}): Promise<TestStack> {
    const stack = new TestStack(name, shared);
    mkdirSync(stack.folder, { recursive: true });
    // Loading TypeScript is a part of each run of the CLI that few tests are about; examples are in TypeScript.
    const runtime = "{ name: nodejs, options: { typescript: false } }";
    stack.write("Pulumi.yaml", `name: ${stack.project}\nruntime: ${runtime}\n`);
    stack.write("package.json", JSON.stringify({ name, private: true, main: "index.js" }));
    stack.program(program);
    if (!shared.namespace) await kubectl("default", "create", "namespace", stack.namespace);
    await stack.succeed("stack", "init", "test");
    appendFileSync(
      join(stack.folder, "Pulumi.test.yaml"),
      `config:\n  kubernetes:namespace: ${stack.namespace}\n`,
    );
    return stack;
  }

  /** A stack of one of the examples. */
  static async ofExample(name: string): Promise<TestStack> {
    const stack = await TestStack.create(name, "");
    stack.write("Pulumi.yaml", `name: ${stack.project}\nruntime: nodejs\n`);
    stack.write("package.json", JSON.stringify({ name, private: true, main: "index.ts" }));
    stack.write("index.ts", readFileSync(join(root, "examples", name, "index.ts"), "utf8"));
    return stack;
  }

  /** Replaces the program, in TypeScript. */
  program(text: string): void {
    const { outputText } = ts.transpileModule(`${imports}\n${text}`, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    this.write("index.js", outputText);
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** The environment that the stack's commands run in; the types of a program take longer to check than it runs. */
  environment = async (): Promise<NodeJS.ProcessEnv> => ({
    ...(await pulumiEnvironment(this)),
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ...this.env,
  });

  /** Runs a command of the CLI, however it ends. */
  async pulumi(...args: string[]): Promise<Outcome> {
    const { bin } = await pulumiToolchain();
    return run(bin, [...args, "--non-interactive"], { cwd: this.folder, env: await this.environment() });
  }

  /** Runs a command of the CLI that has to succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { stdout, stderr, code } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  up = (): Promise<string> => this.succeed("up", "--yes", "--skip-preview");
  refresh = (...args: string[]): Promise<string> =>
    this.succeed("refresh", "--yes", "--skip-preview", ...args);
  destroy = (): Promise<string> => this.succeed("destroy", "--yes", "--skip-preview");

  /** Messages of an `up` that has to fail. */
  async failingUp(): Promise<string> {
    const { stdout, stderr, code } = await this.pulumi("up", "--yes", "--skip-preview");
    if (code === 0) throw new Error(`pulumi up succeeded:\n${stdout}`);
    return stdout + stderr;
  }

  /** Operations that a preview announces, by logical name; those that stay the same left out. */
  async preview(): Promise<Record<string, string[]>> {
    const { steps } = JSON.parse(await this.succeed("preview", "--json")) as {
      steps: { op: string; urn: string }[];
    };
    const operations: Record<string, string[]> = {};
    for (const { op, urn } of steps) {
      if (op !== "same") (operations[urn.split("::").at(-1) ?? ""] ??= []).push(op);
    }
    return operations;
  }

  async outputs<T>(): Promise<T> {
    return JSON.parse(await this.succeed("stack", "output", "--json")) as T;
  }

  /** The stored deployment as text, its secrets encrypted. */
  exported = (): Promise<string> => this.succeed("stack", "export");

  /** The instances that the state has. */
  async instances(): Promise<Resource[]> {
    const { deployment } = JSON.parse(await this.exported()) as { deployment: { resources?: Resource[] } };
    return (deployment.resources ?? []).filter(({ type }) => type.endsWith("Ec2Instance"));
  }

  async resource(name: string): Promise<Resource> {
    const found = (await this.instances()).find(({ urn }) => urn.endsWith(`::${name}`));
    if (!found) throw new Error(`the stack has no Ec2Instance "${name}"`);
    return found;
  }

  /** Runs the command of the package in the stack's folder, however it ends. */
  async ec2Pods(...args: string[]): Promise<Outcome> {
    const command = [join(root, "dist", "cli", "main.js"), ...args];
    return run(process.execPath, command, { cwd: this.folder, env: await this.environment() });
  }

  /** The processes that work for this stack: their ids and command lines. */
  processes = () => processesIn(this.folder);

  /** Kills the CLI with all that it started, as a machine does that loses its power. */
  async kill(): Promise<void> {
    killAtOnce(this.processes().map(({ pid }) => pid));
    await this.succeed("cancel", "--yes");
  }

  /** Removes it with all that it made, in any state of the stack; a namespace of its own takes that along. */
  async remove(): Promise<void> {
    if (this.shared.namespace) await this.pulumi("destroy", "--yes", "--skip-preview");
    else await kubectl("default", "delete", "namespace", this.namespace, "--wait=false");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
