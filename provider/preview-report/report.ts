import { firewallOf, type RuleChange } from "./firewall";
import type { Diagnostic, Preview } from "./preview";
import { type ReachChange, reachChanges } from "./reach-changes";
import { type Action, actions, changesOf, type ResourceChange } from "./resource-changes";
import { resourcesOf } from "./resources";

/** What a preview says, in the order of its importance. */
export interface Report {
  /** What it is a preview of: `project/stack`, or what the command line says. */
  name: string;
  outcome: Preview["outcome"];
  errors: string[];
  openToWorld: boolean;
  rules: RuleChange[];
  reach: ReachChange[];
  resources: ResourceChange[];
  counts: Partial<Record<Action, number>>;
  unchanged: number;
  warnings: string[];
  notes: string[];
}

export function reportOf(preview: Preview, name?: string): Report {
  const { project, stack, outcome, unchanged } = preview;
  const all = resourcesOf(preview.steps);
  const { names, rules, reach } = firewallOf(all);
  const resources = changesOf(all, names);
  const isWhole = unchanged.shown >= unchanged.all;
  const countOf = (action: Action) => resources.filter((each) => each.action === action).length;
  const counts = actions.map((action) => [action, countOf(action)] as const);
  return {
    name: name ?? (project && stack ? `${project}/${stack}` : "a stack"),
    outcome,
    errors: messages(preview, "error"),
    openToWorld: rules.some(({ openToWorld }) => openToWorld),
    rules,
    // Without the groups that stay, it would be guessed.
    reach: isWhole ? reachChanges(reach, names) : [],
    resources,
    counts: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    unchanged: unchanged.all,
    warnings: messages(preview, "warning"),
    notes: isWhole ? [] : [partial],
  };
}

const partial =
  'What does not change is not in this preview: who reaches whom is not told, groups that stay are shown by their ids, and what opens may be open by one of their rules already. "pulumi preview --json --show-sames" has all.';

function messages({ diagnostics }: Preview, severity: Diagnostic["severity"]): string[] {
  const lines = diagnostics
    .filter((each) => each.severity === severity)
    .map(({ message, resource = "" }) => (message.includes(resource) ? message : `${resource}: ${message}`));
  return [...new Set(lines)];
}
