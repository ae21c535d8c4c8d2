import type { Broken } from "../assertions/judge";
import type { Action, ResourceChange } from "../read/changes";
import type { Preview } from "../read/preview";
import type { RuleChange } from "../traffic/grants";
import type { ReachChange } from "../traffic/reachability";
import type { Failing } from "./failing";

/** The report on one preview, most important first. `--format json` prints it as it is. */
export interface Report {
  /** `project/stack`, or the name that the command line sets. */
  name: string;
  outcome: Preview["outcome"];
  errors: string[];
  /** Conditions of `--fail-on` that apply. */
  failing: Failing[];
  /** Assertions that don't hold. */
  broken: Broken[];
  /** A group newly allows traffic from anywhere, or from a source that is unknown in this preview. */
  openToWorld: boolean;
  rules: RuleChange[];
  /** Empty if the preview leaves out what doesn't change. */
  reach: ReachChange[];
  resources: ResourceChange[];
  /** Number of resources by action. */
  counts: Partial<Record<Action, number>>;
  /** Number of resources that don't change. */
  unchanged: number;
  warnings: string[];
  /** What the report can't know, and how to get it. */
  notes: string[];
}
