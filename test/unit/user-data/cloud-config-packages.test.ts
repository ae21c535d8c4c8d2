import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { library } from "../../../provider/user-data/cloud-config/library";
import { requireShells, shells } from "../../support/shells";

beforeAll(requireShells);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "packages-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What each manager is called with, on an image that has it and BusyBox. */
function calls([shell = "", ...rest]: string[], manager: string): string {
  const echo = join(folder, manager);
  writeFileSync(echo, `#!/bin/sh\necho "${manager} $*"\n`, { mode: 0o755 });
  for (const applet of ["cat", "sed", "tr"]) symlinkSync("/usr/bin/busybox", join(folder, applet));
  const steps = `packages update\npackages upgrade\ninstall_packages one 'two'"$separator"'2.0'\n`;
  const { stdout } = spawnSync(`/usr/bin/${shell}`, [...rest, "-c", library + steps], {
    encoding: "utf8",
    env: { PATH: folder },
  });
  return stdout;
}

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  // Debian has neither of these; test/e2e/cloud-config-packages.test.ts runs the others.
  test.each([
    ["apk", "apk -q update\napk -q upgrade --available\napk -q add one two=2.0\n"],
    ["microdnf", "microdnf -y upgrade\nmicrodnf -y install one two-2.0\n"],
  ])("%s is called as it wants to be called", (manager, expected) => {
    expect(calls(shell, manager)).toBe(expected);
  });
});
