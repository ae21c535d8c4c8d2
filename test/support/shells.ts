import { spawnSync } from "node:child_process";

import { run } from "../../tools/command";

/** The shells that images have. */
export const shells = [["busybox", "sh"], ["dash"], ["bash"]];

export function requireShells(): void {
  const missing = shells.filter(([program = ""]) => spawnSync(program, ["-c", ":"]).error !== undefined);
  if (missing.length > 0) {
    throw new Error(`${missing.join(", ")} is missing. Run "apt-get install busybox-static dash bash".`);
  }
}

/** The file of an installed program. */
export const pathOf = async (name: string): Promise<string> => {
  // The python3 of a version manager is a script of bash.
  const found = name === "python3" ? `python3 -c 'import sys; print(sys.executable)'` : `command -v ${name}`;
  return (await run("sh", ["-c", `readlink -f "$(${found})"`])).stdout.trim();
};
