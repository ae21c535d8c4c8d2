/**
 * Reports on previews, each in four steps.
 *
 * 1. `read/` parses what `pulumi preview --json` prints, and finds each resource before and after the update.
 * 2. `traffic/` compares what the security groups allow: the rules that open or close, and who reaches whom.
 * 3. `assertions/` judges what must hold of that, by the file that `--assertions` names.
 * 4. `print/` writes the report as Markdown, as plain text or as JSON.
 *
 * A step imports only from the steps before it.
 */
import { ExplainedError } from "../common/errors";
import { groupedBy } from "../common/lists";
import type { Assertion } from "./assertions/file";
import { judge, unjudged } from "./assertions/judge";
import type { Broken } from "./assertions/judge";
import { annotations } from "./print/annotations";
import { applyingTo } from "./print/failing";
import type { ConditionName } from "./print/failing";
import { labels } from "./print/labels";
import { markdown } from "./print/markdown";
import { isFailed, isUnchanged, severalOf } from "./print/report";
import type { Report, Sourced, Several, StackReport } from "./print/report";
import { severalMarkdown } from "./print/several-markdown";
import { severalText } from "./print/several-text";
import { text } from "./print/text";
import { actions, changesOf } from "./read/changes";
import { decode } from "./read/document";
import { isWhole, messages, missing, readPreview } from "./read/preview";
import type { Preview } from "./read/preview";
import { resourcesOf } from "./read/resources";
import type { Resource } from "./read/resources";
import { groupNames } from "./read/security-groups";
import { firewallOf } from "./traffic/firewall";
import { linkIn } from "./read/source";
import type { SourceLink } from "./read/source";
import { ruleChanges } from "./traffic/grants";
import type { Attachment, Firewall } from "./traffic/grants";
import { exposedIn, reachChanges } from "./traffic/reachability";

export { conditionNames } from "./print/failing";
export type { ConditionName } from "./print/failing";

export { sourceUrlPattern } from "./read/source";

export const formats = ["markdown", "json", "text", "annotations", "labels"] as const;
export type Format = (typeof formats)[number];

interface Printer {
  one: (report: Report) => string;
  several: (several: Several) => string;
}
const json = (value: object): string => JSON.stringify(value, undefined, 2);
const printers: Readonly<Record<Format, Printer>> = {
  markdown: { one: markdown, several: severalMarkdown },
  text: { one: text, several: severalText },
  json: { one: json, several: json },
  annotations: {
    one: annotations,
    several: ({ stacks }) => stacks.map(annotations).filter(Boolean).join("\n"),
  },
  labels: {
    one: (report) => labels(report.name, [report]),
    several: ({ name, stacks }) => labels(name, stacks),
  },
};

export interface ReportOptions {
  format: Format;
  /** Return the report in all formats as well, even if nothing changes. */
  inAllFormats?: boolean;
  /** Title of the report; by default `project/stack`, or `several stacks`. */
  name?: string | undefined;
  /** Conditions that fail the report. */
  failOn?: readonly ConditionName[] | undefined;
  /** What must hold after the update, else the report fails. */
  assertions?: readonly Assertion[] | undefined;
  /** Print nothing if nothing changes. */
  quietIfUnchanged?: boolean;
  /** Address of a project's folder at a commit, for links to the program. */
  sourceUrl?: string | undefined;
  /** Show changes of user data that isn't secret. */
  showUserData?: boolean;
}

/** The output of a preview. */
export interface Input {
  /** Where it is from, as the command line names it. */
  file: string;
  /** Title of its report; by default `project/stack`. */
  name?: string | undefined;
  /** Reads it; throws an explained error if it can't. */
  read: () => string | Uint8Array;
}

/** The report, whether the command must fail, and why there is no preview to report on. */
export interface Reported {
  text: string;
  all?: Readonly<Record<Format, string>>;
  failed: boolean;
  problem?: ExplainedError;
}

/** The report on the output of `pulumi preview --json`. There is one even if the output has no preview. */
export function reportOn(output: string | Uint8Array, options: ReportOptions): Reported {
  const { report, problem } = reportOf({ file: "a stack", name: options.name, read: () => output }, options);
  return {
    ...printed(({ one }) => one(report), isUnchanged(report), options),
    failed: isFailed(report),
    ...(problem && { problem }),
  };
}

/** The report on several outputs, and each file that has no preview. */
export interface ReportedSeveral extends Omit<Reported, "problem"> {
  problems: { file: string; problem: ExplainedError }[];
}

/** One report on several outputs of `pulumi preview --json`. Those without a preview are in it as well. */
export function reportOnSeveral(inputs: readonly Input[], options: ReportOptions): ReportedSeveral {
  const found = inputs.map((input) => ({ file: input.file, ...reportOf(input, options) }));
  const reports = toldApart(metSomewhere(found.map(({ file, report }) => ({ file, ...report }))));
  const several = severalOf(options.name ?? "several stacks", reports);
  return {
    ...printed((printer) => printer.several(several), reports.every(isUnchanged), options),
    failed: reports.some(isFailed),
    problems: found.flatMap(({ file, problem }) => (problem ? [{ file, problem }] : [])),
  };
}

function printed(
  print: (printer: Printer) => string,
  isSame: boolean,
  { format, inAllFormats, quietIfUnchanged }: ReportOptions,
): Pick<Reported, "text" | "all"> {
  const isQuiet = quietIfUnchanged && isSame;
  if (!inAllFormats) return { text: isQuiet ? "" : print(printers[format]) };
  const entries = formats.map((each) => [each, print(printers[each])] as const);
  const all = Object.fromEntries(entries) as Record<Format, string>;
  return { text: isQuiet ? "" : all[format], all };
}

/** Reports whose names differ: a stack that several files are of has its file in its name. */
function toldApart(reports: StackReport[]): StackReport[] {
  const count = (name: string) => reports.filter((each) => each.name === name).length;
  return reports.map((report) =>
    count(report.name) === 1 ? report : { ...report, name: `${report.name} (${report.file})` },
  );
}

/** Reports without what is wrong with an assertion whose ends another stack has. */
function metSomewhere(reports: StackReport[]): StackReport[] {
  const isMissed = ({ broken }: StackReport, path: string) =>
    broken.some((each) => each.path === path && each.result === "unmatched");
  const isJudged = ({ broken }: StackReport) => broken.every(({ result }) => result !== "unjudged");
  const judged = reports.filter(isJudged);
  const isMet = (path: string) => judged.some((report) => !isMissed(report, path));
  return reports.map((report) => ({
    ...report,
    broken: report.broken.filter(
      ({ result, path, unmatched = [] }) =>
        result !== "unmatched" || unmatched.some(({ isGone }) => isGone) || !isMet(path),
    ),
  }));
}

function previewIn(read: Input["read"]): { preview: Preview; problem?: ExplainedError } {
  try {
    const output = read();
    return { preview: readPreview(typeof output === "string" ? output : decode(output)) };
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return { preview: missing, problem: error };
  }
}

function reportOf({ file, name, read }: Input, options: ReportOptions) {
  const { failOn = [], assertions = [], sourceUrl, showUserData } = options;
  const { preview, problem } = previewIn(read);
  const resources = resourcesOf(preview.steps);
  const names = groupNames(resources);
  const changes = changesOf(resources, names, { showUserData });
  const { outcome, unchanged } = preview;
  const hasAll = isWhole(preview);
  const firewall = firewallOf(resources, { isWhole: hasAll });
  const rules = ruleChanges(firewall, names);
  // Without the unchanged groups it would be a guess.
  const reach = hasAll ? reachChanges(firewall, rules, names) : undefined;
  const brokenIn = (): Broken[] => {
    if (assertions.length === 0) return [];
    if (outcome !== "succeeded") return [unjudged("no preview")];
    return hasAll ? judge(assertions, firewall, names) : [unjudged("changes only")];
  };
  const byAction = groupedBy(changes, ({ action }) => [action]);
  const sourced = sourceFinder(resources, sourceUrl === undefined ? undefined : linkIn(sourceUrl, preview));
  const applying = applyingTo({ rules, reach, resources: changes });
  const report: Report = {
    name: name ?? titleOf(preview) ?? file,
    outcome,
    errors: messages(preview, "error"),
    failing: applying.filter(({ condition }) => failOn.includes(condition)),
    conditions: applying.map(({ condition }) => condition),
    broken: brokenIn(),
    openToWorld: rules.some(({ openToWorld }) => openToWorld) || exposedIn(reach ?? []).length > 0,
    rules: rules.map((rule) => sourced(rule, rule.group)),
    reach: (reach ?? []).map((row) =>
      row.exposed ? { ...row, exposed: row.exposed.map((each) => sourced(each, each.urn ?? "")) } : row,
    ),
    resources: changes.map((change) => sourced(change, change.urn)),
    counts: Object.fromEntries(
      actions.filter((each) => byAction.has(each)).map((each) => [each, byAction.get(each)?.length]),
    ),
    unchanged: unchanged.all,
    warnings: messages(preview, "warning"),
    notes: hasAll
      ? rules.length + (reach?.length ?? 0) > 0 || mayJoin(firewall)
        ? gapsIn(firewall)
        : []
      : [partial],
    ...(!hasAll && { changesAlone: true as const }),
  };
  return { report, problem };
}

/**
 * Adds where the program declares a resource, by its URN, or a group, by its name. A name that several groups have leads
 * nowhere.
 */
function sourceFinder(
  resources: Resource[],
  link: ReturnType<typeof linkIn>,
): <T extends object>(item: T, key: string) => Sourced<T> {
  const found = new Map<string, SourceLink | undefined>();
  for (const { urn, type, name, new: after } of resources) {
    const source = after?.source && link?.(after.source);
    found.set(urn, source);
    if (type.endsWith("SecurityGroup")) found.set(name, found.has(name) ? undefined : source);
  }
  return (item, key) => {
    const source = found.get(key);
    return source ? { ...item, source } : item;
  };
}

const titleOf = ({ project, stack }: Preview): string | undefined =>
  project && stack ? `${project}/${stack}` : undefined;

const partial =
  'This preview lists only what changes. The report therefore leaves out who reaches whom, and shows unchanged groups by id. Traffic that it lists as opening may already be allowed by an unchanged rule. For the whole report, run "pulumi preview --json --show-sames".';

/** What the report can't know of groups. */
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

/** Whether the update may put a member into groups that the preview doesn't say, or whose rules it doesn't have. */
function mayJoin({ members, foreign }: Firewall): boolean {
  // Each new instance without groups joins a default group, which has no id if the preview doesn't have its VPC.
  const hidden = new Set(foreign.filter((id) => id.startsWith("sg-")));
  const joins = (before: Attachment | undefined, after: Attachment) =>
    after.groups.some((id) => hidden.has(id) && !before?.groups.includes(id));
  return members.some(
    ({ before, after }) => after && ((after.isPartial && !before?.isPartial) || joins(before, after)),
  );
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
