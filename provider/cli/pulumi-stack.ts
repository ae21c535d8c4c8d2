import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { parse } from "yaml";

import { type ClusterSelection, configuredSelection } from "../cluster/target";
import { errorMessage } from "../common/errors";
import { projectFile } from "../common/origin";
import { readInstances, readState, type StackState, type StoredInstance } from "./stack-state";

/** A stack of the project in the working directory, by its names. */
export interface StackName {
  project: string;
  stack: string;
  /** As the Pulumi CLI takes it; with the organization where it was given. */
  reference: string;
}

type Kind = "Stack" | "Project";

/** What can't be found out about a stack or a project, for a person. */
const refusal = (kind: Kind, name: string, cause: string, fix: string): Error =>
  new Error(errorMessage({ verb: "read", kind, name, cause, fix }));

/** Makes the project's folder the working directory, as it is Pulumi's; the project's name. */
export function enterProject(folder: string): string {
  const place = resolve(folder);
  const file = existsSync(place) ? projectFile(place) : undefined;
  if (!file) {
    const fix = "Run this in the project's folder, or name that with --cwd";
    throw refusal("Project", place, "no Pulumi.yaml is there or above it", fix);
  }
  process.chdir(resolve(file, ".."));
  let name: unknown;
  try {
    name = (parse(readFileSync(file, "utf8")) as { name?: unknown } | null)?.name;
  } catch (error) {
    const [cause = ""] = (error as Error).message.split("\n");
    throw refusal("Project", place, `${file} can't be read: ${cause}`, "Correct it");
  }
  if (typeof name !== "string") throw refusal("Project", place, `${file} names no project`, "Give it a name");
  return name;
}

/** The named stack of this project, or the selected one. */
export async function findStack(project: string, named: string | undefined): Promise<StackName> {
  const reference = named ?? (await succeed("Project", project, ["stack", "--show-name"])).trim();
  const parts = reference.split("/");
  if (parts.length === 3 && parts[1] !== project) {
    throw refusal(
      "Stack",
      reference,
      `it is of project "${parts[1] ?? ""}", and this folder's is "${project}"`,
      "Name the folder of its project with --cwd",
    );
  }
  return { project, stack: lastPart(reference), reference };
}

const lastPart = (reference: string): string => reference.split("/").at(-1) ?? "";

/** Cluster and namespace that the stack's configuration names; none where the stack is gone. */
export async function configuredTarget(
  name: StackName,
  options: ClusterSelection,
): Promise<ClusterSelection> {
  const { reference } = name;
  const text = await succeedUnlessGone(name, ["config", "--json", `--stack=${reference}`]);
  const values = JSON.parse(text ?? "{}") as Record<string, { value?: string; secret?: boolean }>;
  const hidden = ["kubernetes", "ec2-pods"].find((space) => values[`${space}:kubeconfig`]?.secret);
  if (hidden && !options.kubeconfig) {
    const cause = `${hidden}:kubeconfig is a secret of its configuration`;
    throw refusal("Stack", reference, cause, "Name a file with --kubeconfig");
  }
  return configuredSelection((key) => values[key]?.value);
}

/** The stack's state as the CLI exports it; undefined where the backend has no such stack. */
export const exportedState = (name: StackName): Promise<StackState | undefined> => exported(name, readState);

/** The instances of the stack's state, without their secrets unless those are asked for. */
export const exportedInstances = (
  name: StackName,
  { secrets }: { secrets: boolean },
): Promise<StoredInstance[] | undefined> =>
  exported(name, readInstances, ...(secrets ? ["--show-secrets"] : []));

async function exported<T>(
  name: StackName,
  read: (text: string, name: StackName) => T,
  ...flags: string[]
): Promise<T | undefined> {
  const args = ["stack", "export", `--stack=${name.reference}`, ...flags];
  const text = await succeedUnlessGone(name, args);
  try {
    return text === undefined ? undefined : read(text, name);
  } catch (error) {
    const cause = `"pulumi ${args.join(" ")}" doesn't print the state of this stack: ${(error as Error).message}`;
    throw refusal("Stack", name.reference, cause, "Name the folder of its project with --cwd");
  }
}

/** The states of the other stacks of the project, by name; one of another organization may have the same. */
export async function otherStates(name: StackName): Promise<Map<string, StackState>> {
  const text = await succeed("Project", name.project, ["stack", "ls", "--json"]);
  const states = new Map<string, StackState>();
  for (const { name: reference } of JSON.parse(text) as { name: string }[]) {
    const other = { project: name.project, stack: lastPart(reference), reference };
    const state = reference === name.reference ? undefined : await exportedState(other);
    if (state) states.set(reference, state);
  }
  return states;
}

/** Where the CLI looks for stacks, without what may be secret in its address. */
export async function backend(name: StackName): Promise<string> {
  const { url = "" } = JSON.parse(await succeed("Stack", name.reference, ["whoami", "--json"])) as {
    url?: string;
  };
  return withoutCredentials(url).replace(/\?.*/, "");
}

interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

async function succeed(kind: Kind, name: string, args: string[]): Promise<string> {
  const outcome = await pulumi(kind, name, args);
  if (outcome.code !== 0) throw failure(kind, name, args, outcome);
  return outcome.stdout;
}

/** Only the very words for a stack that isn't there mean that it is gone. */
async function succeedUnlessGone({ reference }: StackName, args: string[]): Promise<string | undefined> {
  const outcome = await pulumi("Stack", reference, args);
  if (outcome.code === 0) return outcome.stdout;
  const gone = outcome.stderr.split("\n").includes(`error: no stack named '${reference}' found`);
  if (!gone) throw failure("Stack", reference, args, outcome);
  return undefined;
}

function failure(kind: Kind, name: string, args: string[], { stderr, stdout, code }: Outcome): Error {
  const said = withoutCredentials(stderr.trim() || stdout.trim());
  const command = `pulumi ${args.join(" ")}`;
  const [, fix = `See "${command}"`] = fixes.find(([pattern]) => pattern.test(said)) ?? [];
  const cause = `"${command}" ended with exit code ${code}: ${said.replace(/^error: /, "")}`;
  return refusal(kind, name, cause, fix);
}

const fixes: [RegExp, string][] = [
  [/no stack selected/, 'Name one with --stack, or select one with "pulumi stack select"'],
  [/PULUMI_ACCESS_TOKEN|not logged in|pulumi login/, 'Log in with "pulumi login"'],
  [/passphrase/, "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE"],
];

const withoutCredentials = (text: string): string => text.replace(/(\w:\/\/)[^/@\s]+@/g, "$1");

/** Runs the user's own Pulumi CLI in the working directory, without a shell. */
function pulumi(kind: Kind, name: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color=never"], {
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const outcome = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.stderr += text));
    child.on("error", ({ message }: Error) => {
      const fix = "Install it as https://www.pulumi.com/docs/install says, and have it in PATH";
      reject(refusal(kind, name, `the Pulumi CLI can't be run: ${message}`, fix));
    });
    child.on("close", (code) => resolve({ ...outcome, code: code ?? 1 }));
  });
}
