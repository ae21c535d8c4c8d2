import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { probeScript } from "../../../../provider/access/ssh/destination";
import { run } from "../../../../tools/command";
import { pathOf, requireShells } from "../../../support/shells";

jest.setTimeout(120_000);

beforeAll(requireShells);

/** What the probe prints in an image with this socat, and with the timeout of this program, or with this one. */
async function probe(shell: string, socat: string, timeout: { of: string } | string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  const link = async (name: string, program: string) =>
    symlinkSync(await pathOf(program), join(folder, name));
  const write = (name: string, text: string) =>
    writeFileSync(join(folder, name), `#!${join(folder, "sh")}\n${text}\n`, { mode: 0o755 });
  try {
    await link("sh", shell);
    await link("sleep", "sleep");
    write("socat", socat);
    if (typeof timeout === "string") write("timeout", timeout);
    else await link("timeout", timeout.of);
    const args = ["-c", probeScript, "sh", "10.0.0.1", "22"];
    return (await run(join(folder, "sh"), args, { env: { PATH: folder } })).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// BusyBox has an nc of its own, which no other program can stand for.
describe.each(["dash", "bash"])("%s", (shell) => {
  test.each(["timeout", "busybox"])("what a port does is known with the timeout of %s", async (of) => {
    const programs = ["echo SSH-2.0-x", "echo SSH-2.0-x; exec sleep 60", "exit 1", "exec sleep 60"];
    const answers = await Promise.all(programs.map((socat) => probe(shell, socat, { of })));
    expect(answers).toEqual(["open\n", "open\n", "refused\n", "filtered\n"]);
  });

  test("a port that refuses is known as one, however slow the machine is", async () => {
    expect(await probe(shell, "exit 1", `sleep 5; shift; exec "$@"`)).toBe("refused\n");
  });
});
