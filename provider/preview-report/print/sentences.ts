import type { Action } from "../read/changes";
import type { Field } from "../read/fields";
import type { RuleChange } from "../traffic/grants";
import type { Report } from "./report";

/** How a text of someone else's is shown: as code in Markdown, between quotes in plain text. */
export type Show = (text: string) => string;

const peerText = (rule: RuleChange, show: Show): string => {
  if (rule.peerKind === "unknown") return "what only the update will know";
  if (rule.peerKind === "group") return `the group ${show(rule.peer)}`;
  return rule.openToWorld || /\/0$/.test(rule.peer) ? `everybody (${show(rule.peer)})` : show(rule.peer);
};

/** What a group lets through from now on, or no longer. */
export function ruleSentence(rule: RuleChange, show: Show): string {
  const { direction, group, ports, except, effect, instances } = rule;
  const peer = peerText(rule, show);
  const traffic = ports.join(" and ");
  const says = {
    ingress: {
      opens: `lets in ${traffic} from ${peer}`,
      closes: `no longer lets in ${traffic} from ${peer}`,
    },
    egress: { opens: `lets out ${traffic} to ${peer}`, closes: `no longer lets out ${traffic} to ${peer}` },
  }[direction][effect];
  const apart =
    except.length > 0 ? `, apart from ${except.map((part) => show(part)).join(", ")} as before` : "";
  return `${show(group)} ${says}${apart} (${holdsFor(instances, show)})`;
}

function holdsFor(instances: string[], show: Show): string {
  if (instances.length === 0) return "no instance is in it";
  const names = instances.slice(0, 5).map((name) => show(name));
  return `for ${names.join(", ")}${instances.length > 5 ? ` and ${instances.length - 5} more` : ""}`;
}

/** One property of a resource: `ami: "a" → "b"`; of a new one, its value alone. */
export function fieldText({ property, from, to, isSecret }: Field, isNew: boolean, show: Show): string {
  const value = (text: string | undefined) => (text === undefined ? "nothing" : show(text));
  if (isSecret) return `${show(property)}: another secret`;
  return `${show(property)}: ${isNew ? value(to) : `${value(from)} → ${value(to)}`}`;
}

const words: Readonly<Record<Action, string>> = {
  replace: "to replace",
  recreate: "to recreate",
  delete: "to delete",
  update: "to update",
  create: "to create",
  import: "to import",
};

/** What becomes of a resource, before its kind and name. */
export const actionWords: Readonly<Record<Action, string>> = {
  replace: "replaces",
  recreate: "recreates the Pod of",
  delete: "deletes",
  update: "updates",
  create: "creates",
  import: "imports",
};

/** All changes in numbers: `2 to create, 1 to replace, 5 unchanged`. */
export function countsText({ counts, unchanged }: Report): string {
  const parts = Object.entries(counts).map(([action, count]) => `${count} ${words[action as Action]}`);
  if (parts.length === 0) parts.push("no changes");
  return [...parts, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(", ");
}

/** How the preview ended, where it didn't end well. */
export const outcomeText: Readonly<Record<Report["outcome"], string | undefined>> = {
  succeeded: undefined,
  failed: "The preview failed. What follows is as far as it came.",
  incomplete: "The preview is incomplete: its output ends before it does. What follows is as far as it came.",
};
