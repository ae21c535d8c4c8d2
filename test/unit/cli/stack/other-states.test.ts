import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { otherStates } from "../../../../provider/cli/stack/pulumi-stack";

const { PATH } = process.env;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "other-states-"));
  mkdirSync(join(folder, "started"));
  mkdirSync(join(folder, "running"));
});
afterEach(() => {
  process.env["PATH"] = PATH;
  rmSync(folder, { recursive: true });
});

test("the states of a project's other stacks are exported four at once, and never more", async () => {
  const references = Array.from({ length: 9 }, (_, index) => `s${index}`);
  const stacks = JSON.stringify(references.map((name) => ({ name })));
  // Each export waits for three others.
  const script = `#!/bin/sh
    [ "$2" = ls ] && exec echo '${stacks}'
    cd "${folder}"; : > "running/$$"; : > "started/$$"
    turns=400; until [ "$(ls started | wc -l)" -ge 4 ] || [ $turns = 0 ]; do sleep 0.05; turns=$((turns - 1)); done
    ls running | wc -l >> counts; rm "running/$$"
    echo '{"version":3,"deployment":{"resources":[]}}'
  `;
  writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
  process.env["PATH"] = [folder, PATH].join(delimiter);
  const states = await otherStates({ project: "p", stack: "s0", reference: "s0" });
  expect([...states.keys()].sort()).toEqual(references.slice(1));
  const counts = readFileSync(join(folder, "counts"), "utf8").trim().split("\n").map(Number);
  expect(counts).toHaveLength(8);
  expect(Math.max(...counts)).toBe(4);
});
