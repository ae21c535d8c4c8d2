import { randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

import { backendFolder, backendUrl, sharedBackend } from "./backend";
import { hash } from "./names";

/** Path of the Pulumi.yaml that a folder belongs to: its own, or the nearest one above. */
export function projectFile(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(current, name)).find(existsSync);
    if (file !== undefined || current === dirname(current)) return file;
  }
}

/**
 * Where objects come from: a hash of the backend that has the stack. A folder has a random id for that, beside its states; one
 * without an id is known by machine, user and project folder.
 *
 * Two people may run a stack of the same name in one namespace; this tells their objects apart. A runner of a pipeline and a
 * container have a new host name for each job, but the same backend.
 */
export function origin(folder: string = process.cwd()): string {
  const file = projectFile(folder);
  const backend = sharedBackend(file) ?? folderIdentity(file);
  return backend === undefined ? machineOrigin(folder) : hash(backend, 16);
}

const known = new Map<string, string>();

/** The origin of what this process creates. Its files are read once, and not for each instance. */
export function ownOrigin(): string {
  const key = JSON.stringify([process.cwd(), process.env["PULUMI_BACKEND_URL"]]);
  const own = known.get(key) ?? newOrigin();
  known.set(key, own);
  return own;
}

function newOrigin(): string {
  const states = statesFolder(projectFile(process.cwd()));
  if (states !== undefined) createIdentity(states);
  return origin();
}

/** The origins of what comes from here: earlier releases, and folders that can't be written to, have the machine's. */
export const origins = (folder: string = process.cwd()): string[] => [origin(folder), machineOrigin(folder)];

/** Whether an object comes from here. */
export const isOrigin = (recorded: string | undefined): boolean =>
  recorded !== undefined && [ownOrigin(), machineOrigin(process.cwd())].includes(recorded);

/** Whether an object says that it comes from elsewhere: from another machine, user or folder. */
export const isForeign = (recorded: string | undefined): boolean =>
  recorded !== undefined && !isOrigin(recorded);

function machineOrigin(folder: string): string {
  const file = projectFile(folder);
  return hash(
    [hostname(), process.getuid?.() ?? "", file === undefined ? folder : dirname(file)].join("\n"),
    16,
  );
}

const identityFile = "ec2-pods-origin";

/** Where a backend that is a folder has its states; undefined for other backends, and before the first login. */
function statesFolder(file: string | undefined): string | undefined {
  const url = backendUrl(file);
  const folder = url === undefined ? undefined : backendFolder(url);
  const states = folder === undefined ? undefined : join(folder, ".pulumi");
  return states !== undefined && existsSync(states) ? states : undefined;
}

/** A copy of the folder is another one, also at the same path on another machine: its states change on their own. */
function folderIdentity(projectFile: string | undefined): string | undefined {
  const states = statesFolder(projectFile);
  if (states === undefined) return undefined;
  const file = join(states, identityFile);
  try {
    return [readFileSync(file, "utf8"), realpathSync(states), statSync(file).ino].join("\n");
  } catch {
    return undefined;
  }
}

/** Whole or not at all: several processes may do so at the same time. */
function createIdentity(states: string): void {
  const file = join(states, identityFile);
  if (existsSync(file)) return;
  const draft = join(states, `${identityFile}-${randomUUID()}`);
  try {
    writeFileSync(draft, randomUUID(), { flag: "wx" });
  } catch {
    // Without an id, the machine's origin is used.
    return;
  }
  try {
    linkSync(draft, file);
  } catch {
    // Another process was first.
  }
  rmSync(draft);
}
