import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { reportOn } from "../../../provider/preview-report";
import { run } from "../../../tools/command";
import { root } from "../../../tools/stack";

const recordings = join(root, "test", "unit", "preview-report", "recordings");
const read = (file: string) => readFileSync(join(recordings, file), "utf8");

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ec2-pods-report-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in a folder that has some files. */
function report(args: string[], files: Record<string, string> = {}, input = "") {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return run(process.execPath, [join(root, "dist", "cli", "main.js"), "preview-report", ...args], {
    cwd: folder,
    input,
  });
}

test("one preview has its own report, from a file, from a folder and from standard input", async () => {
  mkdirSync(join(folder, "one"));
  const text = read("changes.json");
  const outcome = {
    code: 0,
    stdout: `${reportOn(text, { format: "markdown" }).text.trimEnd()}\n`,
    stderr: "",
  };
  const files = { "a.json": text, "one/a.json": text };
  expect(await report(["a.json"], files)).toEqual(outcome);
  expect(await report(["one"], files)).toEqual(outcome);
  expect(await report([], files, text)).toEqual(outcome);
  const named = await report(["network=a.json"], files);
  expect(named.stdout).toContain("### Preview of `network`: ");
});

test("all inputs that can't be read are listed at once, after the report on the others", async () => {
  mkdirSync(join(folder, "empty"));
  const files = { "a.json": read("changes.json"), "none.json": "Previewing" };
  const { code, stdout, stderr } = await report(["gone.json", "a.json", "none.json", "empty"], files);
  expect({ code, lines: stderr.split("\n") }).toEqual({
    code: 1,
    lines: [
      `Cannot report on Preview "gone.json": ENOENT: no such file or directory, open 'gone.json'. Pass it the output of "pulumi preview --json".`,
      `Cannot report on Preview "none.json": it isn't the output of "pulumi preview --json": it starts with "Previewing". Pass it the output of "pulumi preview --json", and read what that command says.`,
      `Cannot report on Preview "empty": the folder has no *.json, *.ndjson or *.jsonl file. Write the output of "pulumi preview --json" there, such as to "empty/dev.json".`,
      "",
    ],
  });
  expect(stdout).toContain("\n### Previews of `several stacks`: 1 of 4 stacks changes, 3 fail\n");
  expect(stdout).toContain("\n| `gone.json` |  |  |  | preview missing |\n");
  expect(stdout).toContain("<summary><code>shop/test</code>: 1 to replace");
});

test("one file that isn't there has no report", async () => {
  const { code, stdout, stderr } = await report(["gone.json"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^Cannot report on Preview "gone\.json": ENOENT: .*\n$/);
});

test("a file that isn't there leaves no files of an earlier run", async () => {
  const into = ["--output-dir", "reports", "--name", "dev"];
  await report(["a.json", ...into], { "a.json": read("changes.json") });
  const { code, stdout } = await report(["gone.json", ...into]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  const written = (file: string) => readFileSync(join(folder, "reports", file), "utf8");
  for (const [format, file] of [
    ["markdown", "report.md"],
    ["text", "report.txt"],
  ] as const) {
    expect(written(file).trimEnd()).toBe(reportOn("", { format, name: "dev" }).text.trimEnd());
  }
  expect(JSON.parse(written("report.json"))).toMatchObject({ name: "dev", outcome: "missing", rules: [] });
  expect([written("annotations.txt"), written("labels.txt")]).toEqual(["", ""]);
});

test("nothing is printed and nothing fails if nothing changes, on request", async () => {
  const text = read("no-change.json");
  const quiet = "--quiet-if-unchanged";
  const nothing = { code: 0, stdout: "", stderr: "" };
  expect(await report(["a.json", "b.json", quiet], { "a.json": text, "b.json": text })).toEqual(nothing);
  expect(await report(["a.json", quiet])).toEqual(nothing);
  expect((await report(["a.json", "b.json"])).stdout).toContain("2 stacks don't change.");
});

test("the report in all formats is in files on request, even if nothing is printed", async () => {
  const [into, inputs] = ["reports/dev", ["a.json", "--name", "dev"]];
  const files = { "a.json": read("no-change.json") };
  const quiet = await report([...inputs, "--quiet-if-unchanged", "--output-dir", into], files);
  expect(quiet).toEqual({ code: 0, stdout: "", stderr: "" });
  for (const [format, file] of [
    ["markdown", "report.md"],
    ["text", "report.txt"],
    ["json", "report.json"],
    ["annotations", "annotations.txt"],
    ["labels", "labels.txt"],
  ] as const) {
    const { stdout } = await report([...inputs, "--format", format]);
    expect(readFileSync(join(folder, into, file), "utf8")).toBe(stdout);
  }
});

test("a folder that can't be written to is an error that names it", async () => {
  const args = ["a.json", "--output-dir", "a.json"];
  const { code, stderr } = await report(args, { "a.json": read("no-change.json") });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `Cannot write Folder "a.json": EEXIST: file already exists, mkdir 'a.json'. Name a folder that you may write to with --output-dir.\n`,
  });
});

test("an address that can't be a part of a link is rejected", async () => {
  const { code, stderr } = await report(["--source-url", "https://a.example/b)c"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'Cannot read option "--source-url": it is "https://a.example/b)c". Use the address of the project\'s folder at a commit, such as "https://github.com/o/r/blob/3f1c0a9/infra".\n',
  });
});
