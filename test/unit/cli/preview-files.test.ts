import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { previewFiles } from "../../../provider/cli/preview-files";
import { ExplainedError } from "../../../provider/common/errors";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ec2-pods-previews-"));
  process.chdir(folder);
});
const home = process.cwd();
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const write = (...files: string[]) => files.forEach((file) => writeFileSync(file, `content of ${file}`));

/** Files and names, and what each has, or why it can't be read. */
const found = (...operands: string[]) =>
  previewFiles(operands).map(({ file, name, read }) => {
    const content = () => {
      try {
        return Buffer.from(read()).toString();
      } catch (error) {
        if (!(error instanceof ExplainedError)) throw error;
        return `${error.reason}. ${error.fix}`;
      }
    };
    return [file, name, content()];
  });

test("a folder means its files of previews, sorted, and not those below it", () => {
  mkdirSync("previews/more.json", { recursive: true });
  mkdirSync("previews/inner");
  write(
    "previews/b.json",
    "previews/a.ndjson",
    "previews/c.jsonl",
    "previews/notes.md",
    "previews/inner/d.json",
  );
  expect(found("previews/")).toEqual([
    ["previews/a.ndjson", undefined, "content of previews/a.ndjson"],
    ["previews/b.json", undefined, "content of previews/b.json"],
    ["previews/c.jsonl", undefined, "content of previews/c.jsonl"],
  ]);
});

test("a name before a path is the title of its preview, unless a file has that name", () => {
  mkdirSync("one");
  write("net.json", "a=b.json", "one/x.json");
  expect(found("network=net.json", "a=b.json", "shop=one")).toEqual([
    ["net.json", "network", "content of net.json"],
    ["a=b.json", undefined, "content of a=b.json"],
    ["one/x.json", "shop", "content of one/x.json"],
  ]);
});

test("a file that is named twice is read once", () => {
  mkdirSync("previews");
  write("previews/a.json");
  expect(found("network=previews/a.json", "previews")).toEqual([
    ["previews/a.json", "network", "content of previews/a.json"],
  ]);
});

test("what can't be read says why and how to fix it, and the rest is read", () => {
  mkdirSync("empty");
  mkdirSync("two");
  write("a.json", "two/a.json", "two/b.json");
  expect(found("gone.json", "empty", "x=two", "a.json")).toEqual([
    [
      "gone.json",
      undefined,
      `ENOENT: no such file or directory, open 'gone.json'. Pass it the output of "pulumi preview --json"`,
    ],
    [
      "empty",
      undefined,
      `the folder has no *.json, *.ndjson or *.jsonl file. Write the output of "pulumi preview --json" there, such as to "empty/dev.json"`,
    ],
    [
      "two",
      undefined,
      `"x" is a name for one preview, and the folder has 2. Name each file, such as "x=two/a.json"`,
    ],
    ["a.json", undefined, "content of a.json"],
  ]);
});
