import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { pagesWithTables } from "./page-tables";
import { succeed } from "./command";
import { runScript } from "./script";
import { root } from "./stack";

/** Writes the parts of docs/ that come from the code: the API reference and the tables of arguments. */
async function docs(): Promise<void> {
  await succeed("npx", ["--no-install", "typedoc"], { cwd: root });
  for (const { file, text } of await pagesWithTables((page) => readFileSync(join(root, page), "utf8"))) {
    writeFileSync(join(root, file), text);
  }
}

runScript(docs);
