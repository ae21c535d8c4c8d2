/**
 * Reports on one preview, in four steps.
 *
 * 1. `read/` parses what `pulumi preview --json` prints, and finds each resource before and after the update.
 * 2. `traffic/` compares what the security groups allow: the rules that open or close, and who reaches whom.
 * 3. `assertions/` judges what must hold of that, by the file that `--assertions` names.
 * 4. `print/` writes the report as Markdown, as plain text or as JSON.
 *
 * A step imports only from the steps before it.
 */
import { ExplainedError } from "../common/errors";
import type { Assertion } from "./assertions/file";
import { judge, unjudged } from "./assertions/judge";
import type { Broken } from "./assertions/judge";
import { failingOf } from "./print/failing";
import type { ConditionName } from "./print/failing";
import { markdown } from "./print/markdown";
import type { Report } from "./print/report";
import { text } from "./print/text";
import { actions, changesOf } from "./read/changes";
import { decode } from "./read/document";
import { messages, missing, readPreview } from "./read/preview";
import type { Preview } from "./read/preview";
import { resourcesOf } from "./read/resources";
import { groupNames } from "./read/security-groups";
import { firewallOf } from "./traffic/firewall";
import { ruleChanges } from "./traffic/grants";
import type { Firewall } from "./traffic/grants";
import { reachChanges } from "./traffic/reachability";

export { conditionNames } from "./print/failing";
export type { ConditionName } from "./print/failing";

export const formats = ["markdown", "json", "text"] as const;
export type Format = (typeof formats)[number];

const printers: Readonly<Record<Format, (report: Report) => string>> = {
  markdown,
  text,
  json: (report) => JSON.stringify(report, undefined, 2),
};

export interface ReportOptions {
  format: Format;
  /** Title of the report; by default `project/stack`. */
  name?: string | undefined;
  /** Conditions that fail the report. */
  failOn?: readonly ConditionName[];
  /** What must hold after the update, else the report fails. */
  assertions?: readonly Assertion[] | undefined;
}

/** The report, whether the command must fail, and why there is no preview to report on. */
export interface Reported {
  text: string;
  failed: boolean;
  problem?: ExplainedError;
}

/** The report on the output of `pulumi preview --json`. There is one even if the output has no preview. */
export function reportOn(
  output: string | Uint8Array,
  { format, name, failOn = [], assertions = [] }: ReportOptions,
): Reported {
  const { preview, problem } = previewIn(typeof output === "string" ? output : decode(output));
  const report = reportOf(preview, failOn, assertions, name);
  return {
    text: printers[format](report),
    failed: report.outcome !== "succeeded" || report.failing.length + report.broken.length > 0,
    ...(problem && { problem }),
  };
}

function previewIn(output: string): { preview: Preview; problem?: ExplainedError } {
  try {
    return { preview: readPreview(output) };
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return { preview: missing, problem: error };
  }
}

function reportOf(
  preview: Preview,
  failOn: readonly ConditionName[],
  assertions: readonly Assertion[],
  name = titleOf(preview),
): Report {
  const resources = resourcesOf(preview.steps);
  const names = groupNames(resources);
  const changes = changesOf(resources, names);
  const firewall = firewallOf(resources);
  const rules = ruleChanges(firewall, names);
  const { outcome, unchanged } = preview;
  const isWhole = unchanged.shown >= unchanged.all;
  // Without the unchanged groups it would be a guess.
  const reach = isWhole ? reachChanges(firewall, rules, names) : undefined;
  const brokenIn = (): Broken[] => {
    if (assertions.length === 0) return [];
    if (outcome !== "succeeded") return [unjudged("no preview")];
    return isWhole ? judge(assertions, firewall, names) : [unjudged("changes only")];
  };
  const counts = actions.map(
    (each) => [each, changes.filter(({ action }) => action === each).length] as const,
  );
  return {
    name,
    outcome,
    errors: messages(preview, "error"),
    failing: failingOf({ rules, reach, resources: changes }, failOn),
    broken: brokenIn(),
    openToWorld: rules.some(({ openToWorld }) => openToWorld),
    rules,
    reach: reach ?? [],
    resources: changes,
    counts: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    unchanged: unchanged.all,
    warnings: messages(preview, "warning"),
    notes: isWhole ? (rules.length + (reach?.length ?? 0) > 0 ? gapsIn(firewall) : []) : [partial],
  };
}

const titleOf = ({ project, stack }: Preview): string =>
  project && stack ? `${project}/${stack}` : "a stack";

const partial =
  'This preview lists only what changes. The report therefore leaves out who reaches whom, and shows unchanged groups by id. Traffic that it lists as opening may already be allowed by an unchanged rule. For the whole report, run "pulumi preview --json --show-sames".';

/** What the report can't know of groups of `@pulumi/aws`. */
const gapsIn = ({ foreign, unresolved }: Firewall): string[] => [
  ...(foreign.length > 0
    ? [
        `This preview doesn't have the rules of ${countOf(foreign.length, "group")} with members. The report counts their egress as open, and leaves out what they let in.`,
      ]
    : []),
  ...(unresolved > 0
    ? [
        `This preview doesn't say all groups of ${countOf(unresolved, "resource")}. The document of "pulumi preview --json --show-sames" says more than the events.`,
      ]
    : []),
];

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
