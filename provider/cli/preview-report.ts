import { readFileSync } from "node:fs";
import { buffer as contentOfStream } from "node:stream/consumers";

import { ExplainedError, explain } from "../common/errors";
import { conditionNames, formats, reportOn } from "../preview-report";
import type { ConditionName, Format } from "../preview-report";
import { assertionsOf } from "./reachability/assertions-file";
import { defineCommand } from "./command";
import { print } from "./output";

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

export const previewReport = defineCommand({
  name: "preview-report",
  summary: "Summarize a preview as a pull request comment",
  operands: { usage: "[<file>]", least: 0, most: 1 },
  options: {
    format: {
      type: "string",
      default: "markdown",
      value: "format",
      text: "markdown, text or json; markdown has at most 65,536 characters",
      check: oneOf(...formats),
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
      text: "Title of the report, and name in its hidden marker (default: project/stack)",
    },
  },
  notes: [
    'Reads what "pulumi preview --json" prints, as a document or as events, or a file of "--event-log". Without <file>, reads standard input. Pass --show-sames to the preview: without it, the report can\'t say who reaches whom.',
    "The command needs neither the cluster nor the stack's state. It never prints secrets, user data or kubeconfigs. The first line of the report is a hidden marker, by which the next push finds the comment and updates it.",
    "The report is printed whenever the input can be read, even if the exit code is 1, and even if the input is empty or no preview. Other text around the preview doesn't matter.",
  ],
  examples: [
    ["Report on a preview", "pulumi preview --json --show-sames | ec2-pods preview-report"],
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
  async run({ operands: [file], options: { format, name, assertions, "fail-on": failOn } }) {
    const subject = { verb: "report on", kind: "Preview", name: file ?? "standard input" };
    const input = await contentOf(file).catch((error: Error) => {
      const fix = 'Pass it the output of "pulumi preview --json"';
      throw explain(new ExplainedError(error.message, fix), subject);
    });
    const { text, failed, problem } = reportOn(input, {
      format: format as Format,
      name,
      failOn: failOn?.split(",") as ConditionName[] | undefined,
      assertions: assertions === undefined ? undefined : assertionsOf(assertions),
    });
    print(text.trimEnd());
    if (problem) throw explain(problem, subject);
    return failed ? 1 : 0;
  },
});

const contentOf = async (file: string | undefined): Promise<Uint8Array> =>
  file === undefined ? contentOfStream(process.stdin) : readFileSync(file);
