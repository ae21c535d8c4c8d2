import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { dirname, extname, join } from "node:path";

import { parse } from "yaml";

import { backendFolder, backendUrl, fieldsOf } from "./backend";
import { isRecord } from "./values";

/** What the Pulumi CLI keeps of a stack in files of this machine. Each part is undefined if only the CLI can tell it. */
export interface LocalStack {
  /** The name of the selected stack, or the one that was named. */
  name?: string | undefined;
  /** As `pulumi config --json` prints it. */
  config?: string | undefined;
  /** The file with the stack's state. */
  state?: string | undefined;
}

/**
 * Reads a stack whose backend is a folder, because a start of the CLI takes longer than all else that a command does.
 *
 * Left to the CLI are compressed states, and configuration that is structured or isn't in the stack's file alone.
 */
export function localStack(projectFile: string, project: string, named: string | undefined): LocalStack {
  const url = backendUrl(projectFile);
  const needsHome = process.env["PULUMI_HOME"] === undefined || url?.startsWith("file://~");
  if (needsHome && !hasOneHome()) return {};
  const folder = url === undefined ? undefined : backendFolder(url);
  if (url === undefined || folder === undefined) return {};
  const reference = named ?? process.env["PULUMI_STACK"] ?? selectedStack(projectFile, project, url);
  const name = reference === undefined ? undefined : stackName(reference, project);
  if (name === undefined) return {};
  return {
    name,
    config: configText(projectFile, name),
    state: stateText(join(statesIn(folder), project, name)),
  };
}

const statesIn = (folder: string): string => join(folder, ".pulumi", "stacks");

/** The states of the other stacks of a backend that is a folder, as text; undefined if the state of one is compressed. */
export function otherStates(projectFile: string, project: string, stack: string): string[] | undefined {
  const states = statesIn(backendFolder(backendUrl(projectFile) ?? "") ?? "");
  const own = join(project, `${stack}.json`);
  const files = readdirSync(states, { recursive: true }).map(String);
  if (files.some((file) => /[.]json[.](gz|zst)$/.test(file) && !file.startsWith(own))) return undefined;
  const others = files.filter((file) => file.endsWith(".json") && file !== own);
  return others.map((file) => readFileSync(join(states, file), "utf8"));
}

/** The CLI looks for its files in the home folder of the user database, whatever HOME says. */
function hasOneHome(): boolean {
  try {
    return userInfo().homedir === homedir();
  } catch {
    return false;
  }
}

/** The name of a stack of this project; undefined for a reference that the CLI refuses or that belongs to another project. */
function stackName(reference: string, project: string): string | undefined {
  const parts = reference.split("/");
  const isHere = parts.length === 3 && parts[0] === "organization" && parts[1] === project;
  const name = parts.length === 1 || isHere ? parts.at(-1) : undefined;
  return name && /^[\w.-]+$/.test(name) ? name : undefined;
}

/** The reference of the stack that `pulumi stack select` has noted for this project. */
function selectedStack(projectFile: string, project: string, url: string): string | undefined {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  const place = createHash("sha1").update(realpathSync(projectFile)).digest("hex");
  const { stack, stacks } = fieldsOf(join(home, "workspaces", `${project}-${place}-workspace.json`));
  const selected = (isRecord(stacks) ? stacks[url] : undefined) ?? stack;
  return typeof selected === "string" && selected ? selected : undefined;
}

function configText(projectFile: string, stack: string): string | undefined {
  const { config, stackConfigDir } = fieldsOf(projectFile);
  if (config || stackConfigDir) return undefined;
  const file = join(dirname(projectFile), `Pulumi.${stack}${extname(projectFile)}`);
  const fields: unknown = existsSync(file) ? parseOrNothing(readFileSync(file, "utf8")) : {};
  if (!isRecord(fields) || fields["environment"]) return undefined;
  const values = Object.entries(isRecord(fields["config"]) ? fields["config"] : {}).map(
    ([key, value]) => [key, configValue(value)] as const,
  );
  const isPlain = values.every(([key, value]) => value !== undefined && /^[^:]+:[^:]+$/.test(key));
  return isPlain ? JSON.stringify(Object.fromEntries(values)) : undefined;
}

function configValue(value: unknown): { value?: string; secret: boolean } | undefined {
  if (typeof value === "string" || typeof value === "boolean") return { value: String(value), secret: false };
  const isSecret = isRecord(value) && Object.keys(value).join() === "secure";
  return isSecret ? { secret: true } : undefined;
}

function stateText(path: string): string | undefined {
  const isCompressed = [".gz", ".zst"].some((ending) => existsSync(`${path}.json${ending}`));
  try {
    // An update replaces the file, and for a moment there is none.
    const text = isCompressed ? "" : readFileSync(`${path}.json`, "utf8");
    // The CLI says what is wrong with another one.
    return isState(JSON.parse(text)) ? text : undefined;
  } catch {
    return undefined;
  }
}

const isState = (value: unknown): boolean =>
  isRecord(value) && value["version"] === 3 && isRecord(value["checkpoint"]);

function parseOrNothing(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
