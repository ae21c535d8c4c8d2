import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import ts from "typescript";

import { apiProgram } from "../../../tools/api-program";
import { apiDifferences, differencesFile } from "../../../tools/api-shape";
import { recordExamples } from "../../../tools/records/examples";
import { root } from "../../../tools/stack";
import { pages, readPage } from "../../support/markdown";

jest.setTimeout(300_000);

type Texts = [path: string, text: string][];

const folder = join(root, ".local", "types");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The text with another package in the place of this one. */
function importing(packages: [from: string, to: string], text: string): string {
  const [from, to] = packages.map((name) => `from "${name}"`);
  expect(text).toContain(from);
  return text.replace(from!, to!);
}

const inPages = (): Texts =>
  pages.flatMap((page) =>
    readPage(page)
      .code("ts")
      .map((text, index): Texts[0] => [`${page}-${index}.ts`, text]),
  );
const examples = (): Texts =>
  Object.entries(recordExamples).map(([token, text]) => [
    `${token}.ts`,
    // The rest of a program uses what an example declares.
    `import * as aws from "pulumi-ec2-pods";\n${text.replace(/^const /gm, "export const ")}`,
  ]);
const programs = (): Texts =>
  readdirSync(join(root, "test/programs"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [file, read(`test/programs/${file}`)]);

const groups: Readonly<Record<string, () => Texts>> = {
  "the programs in pages and docstrings compile": inPages,
  "examples/from-aws compiles for @pulumi/aws": () => [
    ["index.ts", importing(["pulumi-ec2-pods/ec2", "@pulumi/aws/ec2"], read("examples/from-aws/index.ts"))],
  ],
  "the example of each record compiles": examples,
  "the programs compile for @pulumi/aws": programs,
  "the programs compile for this package": () =>
    programs().map(([path, text]) => [path, importing(["@pulumi/aws", "pulumi-ec2-pods"], text)]),
};

// One program, because reading the types takes most of the time.
let program: ts.Program;
let files: Readonly<Record<string, string[]>>;
beforeAll(() => {
  const texts = Object.entries(groups).map(([name, group], index) => ({
    name,
    texts: group().map(([path, text]): Texts[0] => [join(folder, String(index), path), text]),
  }));
  program = apiProgram(Object.fromEntries(texts.flatMap((group) => group.texts)));
  files = Object.fromEntries(texts.map((group) => [group.name, group.texts.map(([path]) => path)]));
});

test.each(Object.keys(groups))("%s", (name) => {
  expect(files[name]).not.toEqual([]);
  const errors = files[name]!.flatMap((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(
        ({ messageText }) =>
          `${relative(folder, path)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      ),
  );
  expect(errors).toEqual([]);
});

test(`${differencesFile} lists all differences from @pulumi/aws, and no other; "npm run api-data" rebuilds it`, () => {
  expect(apiDifferences(program)).toEqual(JSON.parse(read(differencesFile)));
});
