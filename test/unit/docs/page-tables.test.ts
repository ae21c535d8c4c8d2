import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../../tools/stack";
import { succeed } from "../../../tools/command";

test('the tables in docs are what "npm run docs" generates from the code', async () => {
  // A process of its own, because jest can't load Prettier, an ES module.
  const script = `require("./tools/page-tables.ts").pagesWithTables((page) =>
    require("node:fs").readFileSync(page, "utf8")).then((pages) => console.log(JSON.stringify(pages)))`;
  const loaded = ["-r", "ts-node/register/transpile-only", "-e", script];
  const pages = JSON.parse(await succeed(process.execPath, loaded, { cwd: root })) as {
    file: string;
    text: string;
  }[];
  expect(pages.map(({ file }) => file).sort()).toEqual([
    "docs/amis.md",
    "docs/autoscaling.md",
    "docs/aws-symbols.md",
    "docs/instance-arguments.md",
    "docs/instances.md",
  ]);
  for (const { file, text } of pages) expect(readFileSync(join(root, file), "utf8")).toBe(text);
}, 60_000);
