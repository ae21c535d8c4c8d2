import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import ts from "typescript";

import { secretSignature } from "../../provider/common/values";
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

/** What a stack shares with an existing one. */
export interface Shared {
  namespace: string;
  /** Name of the project. The stack then belongs to another user, because each stack has its own backend. */
  project?: string;
}

/** A stack of a program given as text, in its own folder and namespace, run by the real CLI. */
export class TestStack {
  readonly namespace: string;
  readonly project: string;
  readonly folder: string;
  /** Path of the kubeconfig that the CLI gets. */
  kubeconfig = testCluster().kubeconfig;
  /** Additional environment of the CLI. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    name: string,
    private readonly shared: Partial<Shared>,
  ) {
    const unique = `${name}-${randomBytes(3).toString("hex")}`;
    this.namespace = shared.namespace ?? unique;
    this.project = shared.project ?? unique;
    // Inside the checkout, so that programs resolve packages as those of a user do.
    this.folder = join(root, ".local", "test", unique);
    this.env = { PULUMI_BACKEND_URL: fileBackend(this.folder) };
  }

  static async create(name: string, program: string, shared: Partial<Shared> = {}): Promise<TestStack> {
    const stack = new TestStack(name, shared);
    mkdirSync(stack.folder, { recursive: true });
    // Each run of the CLI would load TypeScript, which few tests are about. Examples are in TypeScript.
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
    this.compile(`${imports}\n${text}`);
  }

  /** Replaces the program by one that is written for @pulumi/aws, with its import changed. */
  awsProgram(text: string): void {
    this.compile(ours(text));
  }

  /** Replaces the program by one of modules that are written for @pulumi/aws, with their imports changed. */
  awsModules(texts: Record<string, string>): void {
    for (const [name, text] of Object.entries(texts)) {
      this.compile(ours(text), `${name}.js`);
    }
    const names = Object.keys(texts).map((name) => `"${name}": require("./${name}")`);
    this.compile(`module.exports = { ${names.join(", ")} };`);
  }

  private compile(text: string, file = "index.js"): void {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    this.write(file, outputText);
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** The environment of the stack's commands. It skips the type check of programs, which takes longer than they run. */
  environment = async (): Promise<NodeJS.ProcessEnv> => ({
    ...(await pulumiEnvironment(this)),
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    NODE_OPTIONS: `--import "${pathToFileURL(join(__dirname, "compile-cache.mjs")).href}"`,
    ...this.env,
  });

  /** Runs a command of the CLI, whatever its exit code. */
  async pulumi(...args: string[]): Promise<Outcome> {
    const { bin } = await pulumiToolchain();
    return run(bin, [...args, "--non-interactive"], { cwd: this.folder, env: await this.environment() });
  }

  /** Runs a command of the CLI that must succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { stdout, stderr, code } = await this.pulumi(...args);
    if (code !== 0) {
      throw new Error(`"pulumi ${args.join(" ")}" ended with exit code ${code}:\n${stdout}\n${stderr}`);
    }
    return stdout;
  }

  up = (): Promise<string> => this.succeed("up", "--yes", "--skip-preview");
  refresh = (...args: string[]): Promise<string> =>
    this.succeed("refresh", "--yes", "--skip-preview", ...args);
  destroy = (): Promise<string> => this.succeed("destroy", "--yes", "--skip-preview");

  /** Messages of an `up` that must fail. */
  async failingUp(): Promise<string> {
    const { stdout, stderr, code } = await this.pulumi("up", "--yes", "--skip-preview");
    if (code === 0) throw new Error(`"pulumi up" succeeded:\n${stdout}`);
    return stdout + stderr;
  }

  /** Operations that a preview shows, by logical name, without unchanged resources. */
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

  /** The stack's outputs as the CLI prints them. */
  outputs<T>(): Promise<T> {
    const stack = this.deployment().resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
    return Promise.resolve(withoutSecrets(stack?.outputs ?? {}) as T);
  }

  /** The stored deployment as text, with encrypted secrets. */
  exported = (): Promise<string> => Promise.resolve(JSON.stringify(this.deployment(), null, 2));

  /** What the backend's file has. The CLI takes a third of a second to print the same. */
  private deployment(): { resources?: Resource[] } {
    const file = join(this.folder, ".pulumi", "stacks", this.project, "test.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: { latest?: { resources?: Resource[] } };
    };
    return checkpoint.latest ?? {};
  }

  /** The instances in the state. */
  instances(): Promise<Resource[]> {
    const { resources = [] } = this.deployment();
    return Promise.resolve(resources.filter(({ type }) => type.endsWith("Ec2Instance")));
  }

  async resource(name: string): Promise<Resource> {
    const found = (await this.instances()).find(({ urn }) => urn.endsWith(`::${name}`));
    if (!found) throw new Error(`the stack has no Ec2Instance "${name}"`);
    return found;
  }

  /** Runs the package's own CLI in the stack's folder, whatever its exit code. */
  async ec2Pods(...args: string[]): Promise<Outcome> {
    const command = [join(root, "dist", "cli", "main.js"), ...args];
    return run(process.execPath, command, { cwd: this.folder, env: await this.environment() });
  }

  /** Updates the stack by the Automation API, with its program inline. */
  async inlineUp(): Promise<Outcome> {
    const lines = [
      'const { LocalWorkspace } = require("@pulumi/pulumi/automation");',
      'const program = () => Promise.resolve(require("./index.js"));',
      `const args = { stackName: "test", projectName: ${JSON.stringify(this.project)}, program };`,
      "LocalWorkspace.selectStack(args, { workDir: __dirname })",
      "  .then((stack) => stack.up({ onOutput: console.log }))",
      "  .catch(({ message }) => { console.log(message); process.exitCode = 1; });",
    ];
    this.write("inline.js", lines.join("\n"));
    return run(process.execPath, ["inline.js"], { cwd: this.folder, env: await this.environment() });
  }

  /** The processes that work for this stack. */
  processes = () => processesIn(this.folder);

  /** Kills the CLI and everything that it started, like a machine that loses power. */
  async kill(): Promise<void> {
    // A script that is killed may just have started the provider.
    for (let all = this.processes(); all.length > 0; all = this.processes())
      killAtOnce(all.map(({ pid }) => pid));
    await this.succeed("cancel", "--yes");
  }

  /** Removes the stack and everything that it created, in any state. If it has its own namespace, by deleting that. */
  async remove(): Promise<void> {
    if (this.shared.namespace) await this.pulumi("destroy", "--yes", "--skip-preview");
    else await kubectl("default", "delete", "namespace", this.namespace, "--wait=false");
    // What was only told to end may still write.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const ours = (text: string): string => text.replace('from "@pulumi/aws"', 'from "pulumi-ec2-pods"');

/** The value with its secrets as the CLI prints them. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (secretSignature in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}
