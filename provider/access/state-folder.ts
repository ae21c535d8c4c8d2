import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { ExplainedError } from "../common/errors";

/** A folder for what outlives a command. Only its user can look into it. */
export function stateFolder(...names: string[]): string {
  const base = process.env["XDG_STATE_HOME"] || join(homedir(), ".local", "state");
  const folder = join(base, "pulumi-ec2-pods", ...names);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const status = lstatSync(folder);
  const isOwn = process.getuid === undefined || status.uid === process.getuid();
  if (!status.isDirectory() || !isOwn) {
    throw new ExplainedError(
      `${folder} isn't a folder of yours`,
      "Remove it, or name another place with the environment variable XDG_STATE_HOME",
    );
  }
  chmodSync(folder, 0o700);
  return folder;
}
