import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

/** Path of the Pulumi.yaml that a folder belongs to: its own, or the nearest one above. */
export function projectFile(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(current, name)).find(existsSync);
    if (file !== undefined || current === dirname(current)) return file;
  }
}

/**
 * Where objects come from: a hash of machine, user and project folder.
 *
 * Two people may run a stack of the same name in one namespace; this tells their objects apart.
 */
export function origin(folder: string = process.cwd()): string {
  const file = projectFile(folder);
  return createHash("sha256")
    .update([hostname(), process.getuid?.() ?? "", file === undefined ? folder : dirname(file)].join("\n"))
    .digest("hex")
    .slice(0, 16);
}
