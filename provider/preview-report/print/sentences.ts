import { endsProtected } from "../read/changes";
import type { Action, ResourceChange } from "../read/changes";
import type { Field } from "../read/fields";
import type { RuleChange } from "../traffic/grants";
import { exposedIn } from "../traffic/reachability";
import type { Report } from "./report";

/** Shows a string from outside: as code in Markdown, in quotes in plain text. */
export type Show = (text: string) => string;

export const listFormat = new Intl.ListFormat("en");

/** What happens to traffic, before the sentence of a rule. */
export const ruleVerb = ({ effect, openToWorld, peerKind }: RuleChange): string =>
  !openToWorld ? effect : peerKind === "unknown" ? "may open to the world" : "opens to the world";

/** One rule: `web allows tcp/22 from anywhere (0.0.0.0/0); 10.0.0.0/8 was already allowed. Instances: server`. */
export function ruleSentence(rule: RuleChange, show: Show, group = show(rule.group)): string {
  const { effect, ports } = rule;
  const allows = effect === "opens" ? "allows" : "no longer allows";
  const sentence = `${group} ${allows} ${listFormat.format(ports)} ${peerText(rule, show)}`;
  return `${sentence}${exceptText(rule, show)}. Instances: ${instancesText(rule, show)}${cutOffText(rule, show)}`;
}

/** The other end of a rule: `from group web`. */
export function peerText(
  {
    direction,
    peer,
    peerKind,
    ranges,
    openToWorld,
  }: Pick<RuleChange, "direction" | "peer" | "peerKind" | "ranges" | "openToWorld">,
  show: Show,
): string {
  const [way, end] = direction === "ingress" ? ["from", "source"] : ["to", "destination"];
  if (peerKind === "unknown") return `${way} a ${end} that is unknown in this preview`;
  if (peerKind === "group") return `${way} group ${show(peer)}`;
  if (peerKind === "prefixList") {
    return `${way} prefix list ${show(peer)}${ranges ? ` (${someText(ranges, show)})` : ""}`;
  }
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
export function fieldText({ property, from, to, isSecret, diff }: Field, isNew: boolean, show: Show): string {
  const value = (text: string | undefined) => (text === undefined ? "unset" : show(text));
  if (diff) return `${show(property)}: changed`;
  if (isSecret) return `${show(property)}: changed (secret)`;
  return `${show(property)}: ${isNew ? value(to) : `${value(from)} → ${value(to)}`}`;
}

/** What a change of a resource costs, after its name: ` (protected, loses its data)`. */
export function costText({ isProtected, losesData }: ResourceChange): string {
  const costs = [...(isProtected ? ["protected"] : []), ...(losesData ? ["loses its data"] : [])];
  return costs.length > 0 ? ` (${costs.join(", ")})` : "";
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

/** What to say of a preview that didn't succeed. */
export const outcomeText: Readonly<Record<Report["outcome"], string | undefined>> = {
  succeeded: undefined,
  failed: "The preview failed. This report covers only what came before the failure.",
  incomplete: "The output of the preview is cut off. This report covers only what came before the cut.",
  missing: "There is no preview, so this report can't say what changes. See the log of the job that ran it.",
};

/** What reviewers must see first of a report. */
export interface Fact {
  /** A failure or a loss is graver than what only needs a look. */
  kind: "CAUTION" | "WARNING";
  label: string;
  /** Names of what it is about; empty if it is about all of the preview. */
  names: string[];
  /** The rules of the report say as much. */
  isInRules?: boolean;
}

/** The facts of a report, gravest first. */
export function factsOf({ outcome, failing, rules, reach, resources }: Report): Fact[] {
  const caution = outcomeText[outcome];
  const exposed = exposedIn(reach);
  const open = rules.filter(({ openToWorld }) => openToWorld);
  const groups = (isUnknown: boolean) => [
    ...new Set(
      open.filter(({ peerKind }) => (peerKind === "unknown") === isUnknown).map(({ group }) => group),
    ),
  ];
  const found: Fact[] = [
    ...failing.map(({ condition, names }) => ({
      kind: "CAUTION" as const,
      label: `Fails because of --fail-on ${condition}`,
      names,
    })),
    {
      kind: "CAUTION",
      label: "Deletes or replaces what is protected",
      names: resources.filter(endsProtected).map(({ name }) => name),
    },
    {
      kind: "CAUTION",
      label: "Loses the data on the disk of",
      names: resources.filter((each) => each.losesData).map(({ name }) => name),
    },
    {
      kind: "WARNING",
      label: "Opens to the world",
      names: [...new Set([...groups(false), ...exposed])],
      isInRules: exposed.length === 0,
    },
    {
      kind: "WARNING",
      label: "May open to the world, because a source is unknown in this preview",
      names: groups(true),
      isInRules: true,
    },
  ];
  return [
    ...(caution ? [{ kind: "CAUTION" as const, label: caution, names: [] }] : []),
    ...found.filter(({ names }) => names.length > 0),
  ];
}

/** A fact as a sentence: `Fails because of --fail-on replace: web and db`. */
export const factText = ({ label, names }: Fact, show: Show): string =>
  names.length === 0 ? label : `${label}: ${listText(names, show, 10)}`;

/** Names in a row, of which only the first ones are shown. */
export function listText(names: string[], show: Show, most: number): string {
  const some = names.slice(0, most).map((name) => show(name));
  return listFormat.format(names.length > most ? [...some, `${names.length - most} more`] : some);
}
