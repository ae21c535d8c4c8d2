import type { Action, ResourceChange } from "../read/changes";
import type { RuleChange } from "../traffic/grants";
import { exposedIn } from "../traffic/reachability";
import type { ReachChange } from "../traffic/reachability";

/** What a condition looks at. */
interface Facts {
  rules: RuleChange[];
  /** Undefined if the preview leaves out what doesn't change. */
  reach: ReachChange[] | undefined;
  resources: ResourceChange[];
}

/** Names of the groups, resources or ends of traffic that meet a condition. */
type Find = (facts: Facts) => string[];

const acted =
  (action: Action): Find =>
  ({ resources }) =>
    resources.filter((each) => each.action === action).map(({ name }) => name);

/** What loses data comes first. */
const conditions = {
  delete: acted("delete"),
  replace: acted("replace"),
  recreate: acted("recreate"),
  "open-to-world": ({ rules, reach = [] }) => [
    ...rules.filter(({ openToWorld }) => openToWorld).map(({ group }) => group),
    ...exposedIn(reach),
  ],
  "any-open": ({ rules }) => rules.filter(({ effect }) => effect === "opens").map(({ group }) => group),
  unreachable: ({ rules, reach }) =>
    reach
      ? reach.filter(({ closes }) => closes.length > 0).map(({ from, to }) => `${from} → ${to}`)
      : rules.filter(({ effect }) => effect === "closes").map(({ group }) => group),
} satisfies Record<string, Find>;

/** Name of a condition of `--fail-on`. */
export type ConditionName = keyof typeof conditions;
export const conditionNames = Object.keys(conditions) as ConditionName[];

/** A condition that applies. */
export interface Failing {
  condition: ConditionName;
  names: string[];
}

/** The conditions that apply. */
export const applyingTo = (facts: Facts): Failing[] =>
  conditionNames
    .map((condition) => ({ condition, names: [...new Set(conditions[condition](facts))] }))
    .filter(({ names }) => names.length > 0);
