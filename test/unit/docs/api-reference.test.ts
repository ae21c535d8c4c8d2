import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../../../tools/command";
import { root } from "../../../tools/stack";

test('docs/api is what "npm run docs" generates from the docstrings', async () => {
  const out = join(root, ".local", "api");
  rmSync(out, { recursive: true, force: true });
  await succeed(process.execPath, [join(root, "node_modules/typedoc/bin/typedoc"), "--out", out], {
    cwd: root,
  });
  const pages = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".md"),
  );
  const texts = (folder: string) =>
    Object.fromEntries(pages.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  expect(texts(join(root, "docs/api"))).toEqual(texts(out));
}, 600_000);
