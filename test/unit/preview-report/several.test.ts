import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ExplainedError } from "../../../provider/common/errors";
import type { ConditionName, Format, Input } from "../../../provider/preview-report";
import { reportOn, reportOnSeveral } from "../../../provider/preview-report";
import { readAssertions } from "../../../provider/preview-report/assertions/file";
import type { Several } from "../../../provider/preview-report/print/report";

const read = (file: string) => readFileSync(join(__dirname, file), "utf8");
const input = (file: string, name?: string): Input => ({
  file,
  name,
  read: () => read(join("recordings", file)),
});
const of = (content: string, file: string): Input => ({ file, read: () => content });
const report = (inputs: Input[], format: Format, ...failOn: ConditionName[]) =>
  reportOnSeveral(inputs, { format, failOn });

const all = [
  input("no-change.json"),
  input("new-stack.json", "network"),
  input("program-error.json"),
  input("changes.json"),
];

test.each([
  ["markdown", "several.md"],
  ["text", "several.txt"],
] as const)("the report on several previews as %s equals its golden file", (format, golden) => {
  const { text, failed, problems } = report(all, format, "replace");
  expect(`${text.trimEnd()}\n`).toBe(read(join("golden", golden)));
  expect([failed, problems]).toEqual([true, []]);
});

test("below its name, a stack has the text of its own report", () => {
  const { text } = report(all, "markdown");
  for (const file of ["new-stack.json", "changes.json"]) {
    const [, , ...lines] = reportOn(read(join("recordings", file)), { format: "markdown" }).text.split("\n");
    expect(text).toContain(lines.join("\n").trim());
  }
});

test("the report as JSON lists the stacks, each like the report on it alone, with its file", () => {
  const { stacks, ...rest } = JSON.parse(report(all, "json").text) as Several;
  expect(rest).toEqual({ name: "several stacks" });
  expect(stacks.map(({ file }) => file)).toEqual([
    "program-error.json",
    "changes.json",
    "new-stack.json",
    "no-change.json",
  ]);
  for (const { file, name, ...stack } of stacks) {
    const { text } = reportOn(read(join("recordings", file)), { format: "json" });
    expect({ ...stack, name: "shop/test" }).toEqual(JSON.parse(text));
    expect(name).toBe(file === "new-stack.json" ? "network" : `shop/test (${file})`);
  }
});

test("stacks with one name are told apart by their files, and others aren't", () => {
  const inputs = [input("changes.json", "a"), input("changes.ndjson", "a"), input("no-change.json")];
  const { stacks } = JSON.parse(report(inputs, "json").text) as Several;
  expect(stacks.map(({ name }) => name)).toEqual(["a (changes.json)", "a (changes.ndjson)", "shop/test"]);
});

test("all inputs without a preview are named, and the others are still reported", () => {
  const gone: Input = {
    file: "gone.json",
    read: () => {
      throw new ExplainedError("there is no such file", "Write it");
    },
  };
  const { text, failed, problems } = report([of("", "empty.json"), all[1]!, gone], "text");
  expect(failed).toBe(true);
  expect(problems.map(({ file, problem }) => [file, problem.reason])).toEqual([
    ["empty.json", "it is empty"],
    ["gone.json", "there is no such file"],
  ]);
  expect(text).toContain(
    'There is no preview, so this report can\'t say what changes. See the log of the job that ran it. Stacks: "empty.json" and "gone.json"\n',
  );
  expect(text).toContain('\nPreview of "network": 9 to create\n');
});

test("what fails is said with its stack", () => {
  const { text, failed } = report(all.slice(0, 2), "text", "any-open", "delete");
  expect(failed).toBe(true);
  expect(text).toContain('\nFails because of --fail-on any-open: "network" ("db", "web", and "app")\n');
  expect(report(all.slice(0, 2), "text", "delete").failed).toBe(false);
});

test.each(["markdown", "json", "text"] as const)(
  "nothing is printed as %s if nothing changes, on request",
  (format) => {
    const quiet = { format, quietIfUnchanged: true };
    const unchanged = [all[0]!, { ...all[0]!, file: "copy.json" }];
    expect(reportOnSeveral(unchanged, quiet)).toEqual({ text: "", failed: false, problems: [] });
    expect(reportOn(read("recordings/no-change.json"), quiet)).toEqual({ text: "", failed: false });
    // A change, a failure and a preview that isn't there are something to report.
    for (const other of [all[1]!, all[2]!, of("", "empty.json")]) {
      expect(reportOnSeveral([all[0]!, other], quiet).text).not.toBe("");
      expect(reportOn(other.read(), quiet).text).not.toBe("");
    }
    expect(reportOnSeveral(unchanged, { format }).text).not.toBe("");
  },
);

test("stacks that don't change are only counted", () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ ...all[0]!, file: `${index}.json` }));
  expect(report(many, "markdown").text).toBe(
    "<!-- ec2-pods preview-report several%20stacks -->\n### Previews of `several stacks`: none of 40 stacks changes\n\n40 stacks don't change.\n",
  );
});

test("an assertion is about the stacks that have its ends, and fails without any", () => {
  const assertions = readAssertions(
    JSON.stringify({
      mustNotReach: [
        { from: { group: "web" }, to: { group: "web" }, ports: "tcp/1" },
        { from: "internet", to: { group: "nowhere" } },
      ],
    }),
  );
  const inputs = [
    of('{ "steps": [], "changeSummary": {} }', "empty.json"),
    input("changes.json"),
    input("program-error.json"),
  ];
  const { text, failed } = reportOnSeveral(inputs, { format: "json", assertions });
  const { stacks } = JSON.parse(text) as Several;
  const broken = Object.fromEntries(
    stacks.map((stack) => [stack.file, stack.broken.map(({ path, result }) => [path, result])]),
  );
  expect(failed).toBe(true);
  expect(broken).toEqual({
    "empty.json": [["mustNotReach[1]", "unmatched"]],
    "changes.json": [["mustNotReach[1]", "unmatched"]],
    "program-error.json": [["", "unjudged"]],
  });
});
