import { spawnSync } from "node:child_process";

/** The shells that images have. */
export const shells = [["busybox", "sh"], ["dash"], ["bash"]];

export function requireShells(): void {
  const missing = shells.filter(([program = ""]) => spawnSync(program, ["-c", ":"]).error !== undefined);
  if (missing.length > 0) {
    throw new Error(`${missing.join(", ")} is missing. Run "apt-get install busybox-static dash bash".`);
  }
}
