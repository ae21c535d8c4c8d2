import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { parse } from "yaml";

import type { KeyPair } from "../../access/login";
import type { StackFacts } from "../../access/machine";
import { configuredSelection } from "../../cluster/target";
import type { ClusterSelection } from "../../cluster/target";
import { readDeployment } from "../../common/deployment";
import type { Deployment } from "../../common/deployment";
import { localStack } from "../../common/local-stack";
import { projectFile } from "../../common/origin";
import { secretSignature } from "../../common/values";
import type { Resource } from "../../preview-report/read/resources";
import { resourcesOfState } from "../../preview-report/read/state";
import { readError, runPulumi, runPulumiUnlessGone, withoutCredentials } from "./pulumi-cli";
import { readStackFacts } from "./stack-facts";
import { readInstances, readKeyPairs, readState } from "./stack-state";
import type { StackState, StoredInstance } from "./stack-state";

/** A stack of the project in the working directory. */
export interface StackName {
  project: string;
  stack: string;
  /** As the Pulumi CLI accepts it; with the organization if the user named it. */
  reference: string;
}

/** Makes the project's folder the working directory, as Pulumi does; returns the project's name. */
export function enterProject(folder: string): string {
  const path = resolve(folder);
  const file = existsSync(path) ? projectFile(path) : undefined;
  if (!file) {
    const fix = "Run this in a project folder, or name one with --cwd";
    throw readError("Project", path, "there is no Pulumi.yaml in it or above it", fix);
  }
  process.chdir(resolve(file, ".."));
  let name: unknown;
  try {
    name = (parse(readFileSync(file, "utf8")) as { name?: unknown } | null)?.name;
  } catch (error) {
    const [cause = ""] = (error as Error).message.split("\n");
    throw readError("Project", path, `${file} can't be read: ${cause}`, "Fix the file");
  }
  if (typeof name === "string") return name;
  throw readError("Project", path, `${file} has no name`, 'Add "name: <project>" to it');
}

/** The named stack of this project, or the selected one. */
export async function findStack(project: string, named: string | undefined): Promise<StackName> {
  const reference = named ?? (await runPulumi("Project", project, ["stack", "--show-name"])).trim();
  const parts = reference.split("/");
  if (parts.length === 3 && parts[1] !== project) {
    throw readError(
      "Stack",
      reference,
      `it belongs to project "${parts[1] ?? ""}", but this folder is project "${project}"`,
      "Name the folder of its project with --cwd",
    );
  }
  return { project, stack: lastPart(reference), reference };
}

const lastPart = (reference: string): string => reference.split("/").at(-1) ?? "";

/** The cluster that the stack's configuration selects; nothing if the stack no longer exists. */
export async function readStackSelection(
  name: StackName,
  options: ClusterSelection,
): Promise<ClusterSelection> {
  return selectionIn(await printed(name.project, name.reference, ["config", "--json"]), name, options);
}

function selectionIn(
  text: string | undefined,
  { reference }: StackName,
  options: ClusterSelection,
): ClusterSelection {
  const values = configIn(text);
  const secret = ["kubernetes", "ec2-pods"].find((space) => values[`${space}:kubeconfig`]?.secret);
  if (secret && !options.kubeconfig) {
    const cause = `${secret}:kubeconfig is a secret in its configuration`;
    throw readError("Stack", reference, cause, "Name a file with --kubeconfig");
  }
  return configuredSelection((key) => values[key]?.value);
}

const configIn = (text = "{}") => JSON.parse(text) as Record<string, { value?: string; secret?: boolean }>;

/** What a command that works on instances reads of their stack. */
export interface LoadedStack {
  name: StackName;
  selection: ClusterSelection;
  /** A value of the stack's configuration. */
  setting(key: string): string | undefined;
  /** Undefined if the backend has no such stack. */
  instances: StoredInstance[] | undefined;
  keyPairs: KeyPair[];
  /** The resources of the state, for what reads previews; none if the backend has no such stack. */
  resources(): Resource[];
  /** What a tunnel needs; empty if the backend has no such stack. */
  facts(): StackFacts;
}

/**
 * Reads the named or selected stack of this project, with its secrets only if the caller needs those.
 *
 * Runs the CLI for all that isn't in files of this machine at the same time: each start takes a third of a second.
 */
export async function loadStack(
  project: string,
  named: string | undefined,
  options: ClusterSelection,
  { secrets }: { secrets: boolean },
): Promise<LoadedStack> {
  const exporting = ["stack", "export", ...(secrets ? ["--show-secrets"] : [])];
  const local = filesOf(project, named);
  // Only the CLI can decrypt them.
  const isEncrypted = secrets && local.state?.includes(secretSignature);
  const found = named ?? local.name;
  const parts = [
    findStack(project, found),
    local.config ?? printed(project, found, ["config", "--json"]),
    isEncrypted ? printed(project, found, exporting) : (local.state ?? printed(project, found, exporting)),
  ] as const;
  // If several fail, for example because no stack is selected, the first says why.
  await Promise.allSettled(parts);
  const name = await parts[0];
  const config = await parts[1];
  const state = readExported(await parts[2], name, exporting, (deployment) => ({
    instances: readInstances(deployment, name),
    keyPairs: readKeyPairs(deployment),
    facts: () => readStackFacts(deployment, name),
    resources: () => resourcesOfState(deployment.resources ?? []),
  }));
  return {
    name,
    selection: selectionIn(config, name, options),
    setting: (key) => configIn(config)[key]?.value,
    instances: state?.instances,
    keyPairs: state?.keyPairs ?? [],
    facts: state?.facts ?? (() => noFacts(name)),
    resources: state?.resources ?? (() => []),
  };
}

/** The files of a stack of the project in the working directory. */
const filesOf = (project: string, named: string | undefined) =>
  localStack(projectFile(process.cwd()) ?? "", project, named);

/** What the CLI prints about the named or selected stack; undefined if the backend has no stack of that name. */
function printed(
  project: string,
  reference: string | undefined,
  args: string[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (reference === undefined) return runPulumi("Project", project, args, signal);
  return runPulumiUnlessGone(reference, [...args, `--stack=${reference}`], signal);
}

/** The stack's facts for a tunnel; empty if the backend has no such stack. */
export const stackFacts = async (name: StackName, signal: AbortSignal): Promise<StackFacts> =>
  (await storedState(name, readStackFacts, signal)) ?? noFacts(name);

/** What a function reads in the stack's state; undefined if the backend has no such stack. */
export async function storedState<T>(
  name: StackName,
  read: (deployment: Deployment, name: StackName) => T,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const args = ["stack", "export"];
  const { state } = filesOf(name.project, name.reference);
  const text = state ?? (await printed(name.project, name.reference, args, signal));
  return readExported(text, name, args, read);
}

/** The resources of the named or selected stack of this project, for what reads previews. */
export async function storedResources(project: string, named: string | undefined): Promise<Resource[]> {
  const name = await findStack(project, named ?? filesOf(project, named).name);
  const found = await storedState(name, ({ resources = [] }) => resourcesOfState(resources));
  if (found) return found;
  throw readError("Stack", name.reference, "the backend has no such stack", "Name another one with --stack");
}

const noFacts = ({ project, stack }: StackName): StackFacts => ({
  stack: `${project}/${stack}`,
  instances: new Map(),
  elasticIps: new Map(),
});

/** The stack's state as the CLI exports it; undefined if the backend has no such stack. */
export async function exportedState(name: StackName): Promise<StackState | undefined> {
  const args = ["stack", "export"];
  return readExported(await printed(name.project, name.reference, args), name, args, readState);
}

function readExported<T>(
  text: string | undefined,
  name: StackName,
  args: string[],
  read: (deployment: Deployment, name: StackName) => T,
): T | undefined {
  try {
    return text === undefined ? undefined : read(readDeployment(text), name);
  } catch (error) {
    const command = ["pulumi", ...args, `--stack=${name.reference}`].join(" ");
    const cause = `"${command}" doesn't print the state of this stack: ${(error as Error).message}`;
    throw readError("Stack", name.reference, cause, "Name the folder of its project with --cwd");
  }
}

/** Exports at once: each starts a Pulumi CLI, of which one keeps a core busy. */
const exportsAtOnce = 4;

/** The states of the project's other stacks by reference: two organizations may have stacks of one name. */
export async function otherStates(name: StackName): Promise<Map<string, StackState>> {
  const text = await runPulumi("Project", name.project, ["stack", "ls", "--json"]);
  const references = (JSON.parse(text) as { name: string }[]).map((stack) => stack.name);
  const waiting = references.filter((reference) => reference !== name.reference).values();
  const states = new Map<string, StackState>();
  const work = async () => {
    for (const reference of waiting) {
      const state = await exportedState({ project: name.project, stack: lastPart(reference), reference });
      if (state) states.set(reference, state);
    }
  };
  await Promise.all(Array.from({ length: exportsAtOnce }, work));
  return states;
}

/** URL of the backend that the CLI uses, without secrets. */
export async function backend(name: StackName): Promise<string> {
  const { url = "" } = JSON.parse(await runPulumi("Stack", name.reference, ["whoami", "--json"])) as {
    url?: string;
  };
  return withoutCredentials(url).replace(/\?.*/, "");
}
