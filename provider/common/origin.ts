import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

import { sharedBackend } from "./backend";
import { hash } from "./names";

/** Path of the Pulumi.yaml that a folder belongs to: its own, or the nearest one above. */
export function projectFile(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(current, name)).find(existsSync);
    if (file !== undefined || current === dirname(current)) return file;
  }
}

/**
 * Where objects come from: a hash of the backend that has the stack, or of machine, user and project folder if no other machine
 * has the backend.
 *
 * Two people may run a stack of the same name in one namespace; this tells their objects apart. A runner of a pipeline has a new
 * name for each job, but the same backend.
 */
export function origin(folder: string = process.cwd()): string {
  const backend = sharedBackend(projectFile(folder));
  return backend === undefined ? machineOrigin(folder) : hash(backend, 16);
}

const known = new Map<string, string>();

/** The origin of what this process creates. Its files are read once, and not for each instance. */
export function ownOrigin(): string {
  const key = JSON.stringify([process.cwd(), process.env["PULUMI_BACKEND_URL"]]);
  const own = known.get(key) ?? origin();
  known.set(key, own);
  return own;
}

/** The origins of what comes from here: releases before this one left the machine's, whatever the backend. */
export const origins = (folder: string = process.cwd()): string[] => [origin(folder), machineOrigin(folder)];

/** Whether an object comes from here. */
export const isOrigin = (recorded: string | undefined): boolean =>
  origins().some((each) => each === recorded);

function machineOrigin(folder: string): string {
  const file = projectFile(folder);
  return hash(
    [hostname(), process.getuid?.() ?? "", file === undefined ? folder : dirname(file)].join("\n"),
    16,
  );
}
