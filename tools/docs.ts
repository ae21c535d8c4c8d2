import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { pagesWithTables } from "./argument-tables";
import { succeed } from "./command";
import { root } from "./stack";

/** Writes what docs/ takes from the code: the API reference and the tables of arguments. */
async function docs(): Promise<void> {
  await succeed("npx", ["--no-install", "typedoc"], { cwd: root });
  for (const { file, text } of await pagesWithTables((page) => readFileSync(join(root, page), "utf8"))) {
    writeFileSync(join(root, file), text);
  }
}

docs().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
