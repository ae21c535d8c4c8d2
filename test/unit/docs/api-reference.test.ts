import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../../../tools/command";
import { root } from "../../../tools/stack";

test('docs/api is what "npm run docs" generates from the docstrings', async () => {
  const out = join(root, ".local", "api");
  rmSync(out, { recursive: true, force: true });
  await succeed("npx", ["--no-install", "typedoc", "--out", out], { cwd: root });
  const text = (folder: string) => readFileSync(join(folder, "README.md"), "utf8");
  expect(text(join(root, "docs/api"))).toBe(text(out));
}, 120_000);
