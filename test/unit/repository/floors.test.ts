import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { run } from "../../../tools/command";
import { root } from "../../../tools/stack";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ec2-pods-floors-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The rules that a tree of files breaks, in the words of the lint rule of this repository. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries({ "tsconfig.json": "{}", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const depcruise = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const args = ["provider", "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json"];
  const { stdout } = await run(process.execPath, [depcruise, ...args], { cwd: folder });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

test("an import down the floors breaks no rule", async () => {
  expect(
    await brokenRules({
      "provider/common/a.ts": "export interface A { a: string }\n",
      "provider/cluster/b.ts": 'import type { A } from "../common/a";\nexport type B = A;\n',
    }),
  ).toEqual([]);
}, 300_000);

test("an import up the floors breaks a rule, even of a type alone, and so does a circle", async () => {
  expect(
    await brokenRules({
      "provider/common/a.ts": 'import type { B } from "../cluster/b";\nexport interface A { b?: B }\n',
      "provider/cluster/b.ts": 'import type { A } from "../common/a";\nexport interface B { a?: A }\n',
    }),
  ).toEqual(["common-imports-down", "no-circle"]);
}, 300_000);

test("a pure file that runs an impure one breaks a rule", async () => {
  expect(
    await brokenRules({
      "provider/cluster/api.ts": "export const api = 1;\n",
      "provider/cluster/target.ts": 'import { api } from "./api";\nexport const target = api;\n',
    }),
  ).toEqual(["pure-imports-pure"]);
}, 300_000);

test("a room without a floor breaks a rule", async () => {
  expect(
    await brokenRules({
      "provider/common/a.ts": "export const a = 1;\n",
      "provider/attic/b.ts": 'import { a } from "../common/a";\nexport const b = a;\n',
    }),
  ).toEqual(["no-unknown-room"]);
}, 300_000);
