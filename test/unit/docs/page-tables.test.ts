import { readFileSync } from "node:fs";
import { join } from "node:path";

import { pagesWithTables } from "../../../tools/page-tables";
import { root } from "../../../tools/stack";

test('the tables in docs are what "npm run docs" generates from the code', async () => {
  const pages = await pagesWithTables((page) => readFileSync(join(root, page), "utf8"));
  expect(pages.map(({ file }) => file).sort()).toEqual([
    "docs/amis.md",
    "docs/autoscaling.md",
    "docs/aws-symbols.md",
    "docs/instance-arguments.md",
    "docs/instances.md",
  ]);
  for (const { file, text } of pages) expect(readFileSync(join(root, file), "utf8")).toBe(text);
}, 60_000);
