import type { Broken } from "../assertions/judge";
import type { Action, ResourceChange } from "../read/changes";
import type { Preview } from "../read/preview";
import type { SourceLink } from "../read/source";
import type { RuleChange } from "../traffic/grants";
import type { Exposed } from "../traffic/bundles";
import type { ReachChange } from "../traffic/reachability";
import type { ConditionName, Failing } from "./failing";

/** What changes, and where the program declares it: of a rule, the line of its group. */
export type Sourced<T> = T & {
  /** Absent without `--source-url`, and if the preview doesn't say it. */
  source?: SourceLink;
};

/** The report on one preview, most important first. `--format json` prints it as it is. */
export interface Report {
  /** `project/stack`, or the name that the command line sets. */
  name: string;
  outcome: Preview["outcome"];
  errors: string[];
  /** Conditions of `--fail-on` that apply. */
  failing: Failing[];
  /** All conditions that apply, also those that `--fail-on` doesn't name. */
  conditions: ConditionName[];
  /** Assertions that don't hold. */
  broken: Broken[];
  /**
   * A group newly allows traffic from anywhere, or from a source that is unknown in this preview; or something joins a
   * group that does.
   */
  openToWorld: boolean;
  rules: Sourced<RuleChange>[];
  /** Empty if the preview leaves out what doesn't change. */
  reach: (ReachChange & { exposed?: Sourced<Exposed>[] })[];
  resources: Sourced<ResourceChange>[];
  /** Number of resources by action. */
  counts: Partial<Record<Action, number>>;
  /** Number of resources that don't change. */
  unchanged: number;
  warnings: string[];
  /** What the report can't know, and how to get it. */
  notes: string[];
  /** True if the preview has no resource that stays as it is, so that it doesn't say who reaches whom. */
  changesAlone?: true;
}

/** The report on several previews, gravest first. `--format json` prints it as it is. */
export interface Several {
  /** The name that the command line sets, or `several stacks`. */
  name: string;
  stacks: StackReport[];
}

/** The report on one of several previews. */
export interface StackReport extends Report {
  /** Where the preview is from, as the command line names it. */
  file: string;
}

/** Whether the report must fail. */
export const isFailed = ({ outcome, failing, broken }: Report): boolean =>
  outcome !== "succeeded" || failing.length + broken.length > 0;

/** Whether there is nothing to report. */
export const isUnchanged = (report: Report): boolean =>
  !isFailed(report) && report.rules.length === 0 && Object.keys(report.counts).length === 0;

/** The report on several previews from those on each, in the order in which reviewers need them. */
export function severalOf(name: string, reports: StackReport[]): Several {
  const rank = (report: Report) =>
    [
      isFailed(report),
      report.openToWorld,
      report.resources.some(({ losesData }) => losesData),
      !isUnchanged(report),
      true,
    ].indexOf(true);
  return { name, stacks: [...reports].sort((a, b) => rank(a) - rank(b)) };
}
