import type { Action } from "../read/changes";
import type { Field } from "../read/fields";
import type { RuleChange } from "../traffic/grants";
import type { Failing } from "./failing";
import type { Report } from "./report";

/** Shows a string from outside: as code in Markdown, in quotes in plain text. */
export type Show = (text: string) => string;

const listFormat = new Intl.ListFormat("en");

/** What happens to traffic, before the sentence of a rule. */
export const ruleVerb = ({ effect, openToWorld, peerKind }: RuleChange): string =>
  !openToWorld ? effect : peerKind === "unknown" ? "may open to the world" : "opens to the world";

/** One rule: `web allows tcp/22 from anywhere (0.0.0.0/0); 10.0.0.0/8 was already allowed. Instances: server`. */
export function ruleSentence(rule: RuleChange, show: Show): string {
  const { effect, group, ports } = rule;
  const allows = effect === "opens" ? "allows" : "no longer allows";
  const sentence = `${show(group)} ${allows} ${listFormat.format(ports)} ${peerText(rule, show)}`;
  return `${sentence}${exceptText(rule, show)}. Instances: ${instancesText(rule, show)}${cutOffText(rule, show)}`;
}

/** The other end of a rule: `from group web`. */
export function peerText(
  {
    direction,
    peer,
    peerKind,
    openToWorld,
  }: Pick<RuleChange, "direction" | "peer" | "peerKind" | "openToWorld">,
  show: Show,
): string {
  const [way, end] = direction === "ingress" ? ["from", "source"] : ["to", "destination"];
  if (peerKind === "unknown") return `${way} a ${end} that is unknown in this preview`;
  if (peerKind === "group") return `${way} group ${show(peer)}`;
  if (peerKind === "prefixList") return `${way} prefix list ${show(peer)}`;
  // Ranges that open to the world together are less than that each.
  const isAnywhere = (openToWorld ? /\/[01]$|^2000::\/3$/ : /\/0$/).test(peer);
  return `${way} ${isAnywhere ? `anywhere (${show(peer)})` : show(peer)}`;
}

function exceptText({ effect, except }: RuleChange, show: Show): string {
  if (except.length === 0) return "";
  const [one, many] =
    effect === "opens"
      ? ["was already allowed", "were already allowed"]
      : ["is still allowed", "are still allowed"];
  return `; ${listFormat.format(except.map((part) => show(part)))} ${except.length === 1 ? one : many}`;
}

function instancesText({ isUnknownGroup, instances }: RuleChange, show: Show): string {
  if (isUnknownGroup) return "unknown in this preview";
  return instances.length === 0 ? "none" : someText(instances, show);
}

function cutOffText({ instances, cutOff = [] }: RuleChange, show: Show): string {
  if (cutOff.length === 0) return "";
  const some =
    cutOff.length === instances.length ? "The internet can't reach them" : "The internet can't reach";
  const names = cutOff.length === instances.length ? "" : ` ${someText(cutOff, show)}`;
  return `. ${some}${names}: no public address, or no route from a gateway`;
}

function someText(names: string[], show: Show): string {
  const some = names.slice(0, 5).map((name) => show(name));
  return `${some.join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;
}

/** One property of a resource: `ami: a → b`. A new resource has only the value. */
export function fieldText({ property, from, to, isSecret }: Field, isNew: boolean, show: Show): string {
  const value = (text: string | undefined) => (text === undefined ? "unset" : show(text));
  if (isSecret) return `${show(property)}: changed (secret)`;
  return `${show(property)}: ${isNew ? value(to) : `${value(from)} → ${value(to)}`}`;
}

const infinitives: Readonly<Record<Action, string>> = {
  replace: "to replace",
  recreate: "to re-create",
  restart: "to restart",
  delete: "to delete",
  update: "to update",
  create: "to create",
  import: "to import",
};

/** What the update does with a resource, before its kind and name. */
export const actionVerbs: Readonly<Record<Action, string>> = {
  replace: "replaces",
  recreate: "re-creates the Pod of",
  restart: "restarts",
  delete: "deletes",
  update: "updates",
  create: "creates",
  import: "imports",
};

/** All changes in numbers: `2 to create, 1 to replace, 5 unchanged`. */
export function countsText({ counts, unchanged }: Report): string {
  const parts = Object.entries(counts).map(([action, count]) => `${count} ${infinitives[action as Action]}`);
  if (parts.length === 0) parts.push("no changes");
  return [...parts, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(", ");
}

/** Why the report fails: `Fails because of --fail-on replace: web and db`. */
export function failingText({ condition, names }: Failing, show: Show): string {
  const some = names.slice(0, 10).map((name) => show(name));
  const all = names.length > some.length ? [...some, `${names.length - some.length} more`] : some;
  return `Fails because of --fail-on ${condition}: ${listFormat.format(all)}`;
}

/** What to say of a preview that didn't succeed. */
export const outcomeText: Readonly<Record<Report["outcome"], string | undefined>> = {
  succeeded: undefined,
  failed: "The preview failed. This report covers only what came before the failure.",
  incomplete: "The output of the preview is cut off. This report covers only what came before the cut.",
  missing: "There is no preview, so this report can't say what changes. See the log of the job that ran it.",
};
