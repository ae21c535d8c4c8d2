import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import type { TestStack } from "./stack";

/** A PATH with a Pulumi CLI that notes its starts, each of which waits until there were this many. */
export async function notingCli(
  stack: TestStack,
  atOnce: number,
): Promise<{ PATH: string; starts(): string[] }> {
  const folder = join(stack.folder, "bin");
  const started = join(folder, "started");
  mkdirSync(started, { recursive: true });
  const { bin } = await pulumiToolchain();
  const wait = `until [ "$(ls "${started}" | wc -l)" -ge ${atOnce} ]; do sleep 0.05; done`;
  const script = `#!/bin/sh\n: > "${started}/$$"\n${wait}\nexec "${bin}" "$@"\n`;
  writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
  const { PATH = "" } = await stack.environment();
  return { PATH: [folder, PATH].join(delimiter), starts: () => readdirSync(started) };
}
