import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ExplainedError, errorMessage } from "../common/errors";
import { printable } from "../common/text";
import { conditionNames, formats, reportOn, reportOnSeveral, sourceUrlPattern } from "../preview-report";
import type { ConditionName, Format, Input, ReportedSeveral, ReportOptions } from "../preview-report";
import { defineCommand } from "./command";
import { print } from "./output";
import { previewFiles, standardInput } from "./preview-files";
import { assertionsOf } from "./reachability/assertions-file";

const oneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value) ? undefined : `Use ${values.map((each) => `"${each}"`).join(" or ")}`;

const listOf =
  (...values: readonly string[]) =>
  (list: string) =>
    list.split(",").every((value) => values.includes(value))
      ? undefined
      : `Use one or more of ${values.join(", ")}, with commas between them`;

/** Files of `--output-dir`. */
const files: Readonly<Record<Format, string>> = {
  markdown: "report.md",
  text: "report.txt",
  json: "report.json",
  annotations: "annotations.txt",
  labels: "labels.txt",
};

export const previewReport = defineCommand({
  name: "preview-report",
  summary: "Summarize previews as a pull request comment",
  operands: { usage: "[[<name>=]<file or folder> ...]", least: 0, most: Infinity },
  options: {
    format: {
      type: "string",
      default: "markdown",
      value: "format",
      text: "markdown, text, json, annotations (warnings of a GitHub workflow on lines of the program, with --source-url) or labels (for a pull request: each condition of --fail-on after + if it applies, after - if it doesn't); markdown has at most 65,536 characters",
      check: oneOf(...formats),
    },
    "output-dir": {
      type: "string",
      value: "folder",
      text: `Also write the report in all formats to ${Object.values(files).join(", ")} in this folder, even if nothing changes`,
    },
    "fail-on": {
      type: "string",
      value: "conditions",
      text: "exit with 1 if one of these applies, with commas between them: delete, replace, recreate (a new Pod with an empty disk), open-to-world (a group newly allows traffic from anywhere, or from a source that is unknown in this preview), any-open (a group allows more traffic), unreachable (something reaches less)",
      check: listOf(...conditionNames),
    },
    assertions: {
      type: "string",
      value: "file",
      text: "exit with 1 unless everything in this file holds after the update: what must reach what, and what must not, in YAML or JSON",
    },
    name: {
      type: "string",
      value: "text",
      text: "Title of the report, and name in its hidden marker (default: project/stack; of several previews: several stacks)",
    },
    "source-url": {
      type: "string",
      value: "address",
      text: "Link names to their lines in the program: the address of the project's folder at a commit, such as https://github.com/o/r/blob/<commit>/infra, in which {project} and {stack} mean their names",
      check: (address) =>
        sourceUrlPattern.test(address)
          ? undefined
          : 'Use the address of the project\'s folder at a commit, such as "https://github.com/o/r/blob/3f1c0a9/infra"',
    },
    "show-user-data": {
      type: "boolean",
      default: false,
      text: "Show which lines of user data change, if neither side is a Pulumi secret; scripts may hold tokens that aren't marked as secrets",
    },
    "quiet-if-unchanged": {
      type: "boolean",
      default: false,
      text: "Print nothing if nothing changes",
    },
  },
  notes: [
    'Reads what "pulumi preview --json" prints, as a document or as events, or a file of "--event-log". A folder means its *.json, *.ndjson and *.jsonl files. Without an operand, reads standard input. Pass --show-sames to the preview: without it, the report can\'t say who reaches whom.',
    "Several previews make one report: a summary, and each stack that changes folded below it. A stack has the title <name> or project/stack. Inputs without a preview are in the report as well; all of them are reported at the end.",
    "The command needs neither the cluster nor the stack's state. It never prints secrets or kubeconfigs, and user data only with --show-user-data. The first line of the report is a hidden marker, by which the next push finds the comment and updates it.",
    "The report is printed whenever the input can be read, even if the exit code is 1, and even if the input is empty or no preview. Other text around the preview doesn't matter.",
  ],
  examples: [
    ["Report on a preview", "pulumi preview --json --show-sames | ec2-pods preview-report"],
    [
      "Report on all stacks of a repository",
      "ec2-pods preview-report network=net.json previews --name infra",
    ],
    [
      "Fail if a group newly allows traffic from anywhere",
      "ec2-pods preview-report preview.json --format text --fail-on open-to-world",
    ],
    [
      "Fail unless the assertions of a file hold",
      "ec2-pods preview-report preview.json --assertions reachability.yaml",
    ],
    [
      "Fail if a machine or a disk would be lost",
      "ec2-pods preview-report preview.json --fail-on delete,replace,recreate",
    ],
  ],
  exitCodes: {
    1: "an error, a failed or incomplete preview, a broken assertion, or --fail-on applies",
  },
  async run({ operands, options: { format, name, assertions, "fail-on": failOn, ...options } }) {
    const inputs = operands.length > 0 ? previewFiles(operands) : [await standardInput()];
    const folder = options["output-dir"];
    const { text, all, failed, problems } = reportOnAll(inputs, {
      format: format as Format,
      inAllFormats: folder !== undefined,
      name,
      failOn: failOn?.split(",") as ConditionName[] | undefined,
      assertions: assertions === undefined ? undefined : assertionsOf(assertions),
      quietIfUnchanged: options["quiet-if-unchanged"],
      sourceUrl: options["source-url"],
      showUserData: options["show-user-data"],
    });
    if (folder !== undefined && all) writeAll(folder, all);
    if (text) print(text.trimEnd());
    if (problems.length === 0) return failed ? 1 : 0;
    const errors = problems.map(({ file, problem: { reason, fix } }) =>
      errorMessage({ verb: "report on", kind: "Preview", name: printable(file), cause: reason, fix }),
    );
    throw new Error(errors.join("\n"));
  },
});

function writeAll(folder: string, all: Readonly<Record<Format, string>>): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const format of formats) {
      const text = all[format].trimEnd();
      writeFileSync(join(folder, files[format]), text && `${text}\n`);
    }
  } catch (error) {
    const fix = "Name a folder that you may write to with --output-dir";
    const subject = { verb: "write", kind: "Folder", name: printable(folder) };
    const cause = printable((error as Error).message);
    throw new Error(errorMessage({ ...subject, cause, fix }), { cause: error });
  }
}

/** The report on one preview as it is, or on several. */
function reportOnAll(inputs: Input[], options: ReportOptions): ReportedSeveral {
  const [first, ...others] = inputs;
  if (!first || others.length > 0) return reportOnSeveral(inputs, options);
  const { file, name } = first;
  const problems = (problem?: ExplainedError) => (problem ? [{ file, problem }] : []);
  const report = (output: string | Uint8Array) =>
    reportOn(output, { ...options, name: options.name ?? name });
  try {
    const { problem, ...found } = report(first.read());
    return { ...found, problems: problems(problem) };
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    // A folder may have the files of an earlier run.
    return { ...report(""), text: "", problems: problems(error) };
  }
}
