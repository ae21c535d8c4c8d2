// npm run records: writes the classes, the types and the shapes of all records, from @pulumi/aws and the tables of records.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { format, resolveConfig } from "prettier";

import { lookups } from "../provider/lookup/table";
import { recordKinds } from "../provider/records";
import { volumeKinds } from "../provider/volume/kinds";
import { fileOf } from "./records/aws-package";
import { recordExamples } from "./records/examples";
import {
  barrelSource,
  classSource,
  lookupSource,
  noteNested,
  type Nested,
  shapesSource,
  typesSource,
} from "./records/source";
import { runScript } from "./script";
import { root } from "./stack";

async function write(path: string, source: string): Promise<void> {
  const file = join(root, "provider", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await format(source, { ...(await resolveConfig(file)), filepath: file }));
}

/** The whole program of an example; empty for a kind that can't be used. */
async function exampleOf(token: string): Promise<string> {
  const example = recordExamples[token];
  const program = `import * as aws from "pulumi-ec2-pods";\n\n${example}\n`;
  // Three columns are the comment's.
  return example ? format(program, { parser: "typescript", printWidth: 107 }) : "";
}

/** Classes written by hand whose arguments and outputs have the nested types of @pulumi/aws. */
const handWritten = ["autoscaling:Group"];

/** Writes everything anew, so that nothing of a removed kind stays. */
async function records(): Promise<void> {
  const nested: Nested = new Set();
  handWritten.forEach((token) => noteNested(token, nested));
  const tokens = Object.keys(recordKinds).sort();
  const modules = [...new Set(tokens.map((token) => token.split(":")[0] ?? ""))];
  for (const folder of ["resources", "types/input", "types/output"]) {
    rmSync(join(root, "provider", folder), { recursive: true, force: true });
  }
  await write(
    "record/shapes.data.ts",
    shapesSource([...tokens, ...Object.keys(volumeKinds), ...Object.keys(lookups)].sort()),
  );
  for (const [token, kind] of Object.entries(recordKinds)) {
    await write(`resources/${fileOf(token)}.ts`, classSource(token, kind, await exampleOf(token), nested));
  }
  for (const module of modules) {
    await write(
      `resources/${module}/index.ts`,
      barrelSource(tokens.filter((token) => token.startsWith(`${module}:`))),
    );
  }
  rmSync(join(root, "provider", "lookup", "functions"), { recursive: true, force: true });
  for (const [token, { title }] of Object.entries(lookups)) {
    await write(`lookup/functions/${fileOf(token).split("/")[1]}.ts`, lookupSource(token, title, nested));
  }
  for (const module of new Set(Object.keys(lookups).map((token) => token.split(":")[0] ?? ""))) {
    const names = Object.keys(lookups).filter((token) => token.startsWith(`${module}:`));
    const lines = names.map((token) => `export * from "./${token.split(":")[1] ?? ""}";\n`);
    await write(`lookup/functions/${module}.ts`, lines.join(""));
  }
  for (const side of ["input", "output"] as const) {
    const spaces = new Set(
      [...nested].filter((entry) => entry.startsWith(side)).map((entry) => entry.split(" ")[1] ?? ""),
    );
    for (const module of spaces)
      await write(`types/${side}/${module || "root"}.ts`, typesSource(side, module, nested));
    const lines = [...spaces]
      .sort()
      .map((module) =>
        module ? `export * as ${module} from "./${module}";\n` : 'export * from "./root";\n',
      );
    await write(`types/${side}/index.ts`, lines.join(""));
  }
}

runScript(records);
