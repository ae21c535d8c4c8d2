import { unknownValue } from "../../common/values";
import type { Cause, EndName, RuleCause, SideCause } from "../assertions/causes";
import type { Unmatched } from "../assertions/ends";
import type { Broken, Statement } from "../assertions/judge";
import { isRule } from "../read/security-groups";
import { listFormat, peerText } from "./sentences";
import type { Show } from "./sentences";

/** The words of an assertion: `internet must reach group web on tcp/80 and tcp/443`. */
export function statementText({ kind, from, to, ports }: Statement, show: Show): string {
  const verb = kind === "mustReach" ? "must reach" : "must not reach";
  return `${show(from)} ${verb} ${show(to)} on ${listFormat.format(ports)}`;
}

/** What the report says at its top of an assertion that doesn't hold. */
export function brokenText(broken: Broken, show: Show): string {
  const { path, result, assertion, before, unmatched = [] } = broken;
  if (!assertion) return unjudgedTexts[broken.because ?? "no preview"];
  const name = `${path}: ${statementText(assertion, show)}`;
  const verdict = {
    broken: `Broken assertion ${name}.`,
    unknown: `Assertion that may be broken, because a value is unknown in this preview, ${name}.`,
    unmatched: `Assertion that matches nothing, ${name}.`,
    unjudged: `Assertion that can't be checked, ${name}.`,
  }[result];
  const wrong = unmatched.map((end) => `In ${path}.${end.side}, ${unmatchedText(end, show)}`);
  return [verdict, ...wrong, ...(before ? [beforeTexts[before]] : [])].join(" ");
}

const unjudgedTexts = {
  "changes only":
    'The assertions can\'t be checked, because this preview lists only what changes. Run "pulumi preview --json --show-sames".',
  "no preview": "The assertions can't be checked, because the preview isn't whole.",
} as const;

/** What is wrong with an end, and the fix. */
export function unmatchedText({ kind, name, key, meant, choices, isGone }: Unmatched, show: Show): string {
  const reason =
    key !== undefined
      ? `no instance has the tag ${show(key)} with the value ${show(name)}`
      : kind === "tag"
        ? `no instance has the tag ${show(name)}`
        : `no ${kind} is named ${show(name)}`;
  const others =
    choices.length > 0
      ? `Use one such as ${listFormat.format(choices.map((each) => show(each)))}`
      : "Check it";
  const cause = isGone ? `${reason} after this update, which deletes or renames it` : reason;
  return `${cause}. ${meant === undefined ? `${others}.` : `Did you mean ${show(meant)}?`}`;
}

const beforeTexts = {
  holds: "It held before this update.",
  broken: "It was already broken before this update.",
  unknown: "It may have been broken before this update.",
} as const;

/** What breaks an assertion: the ends, and a line for each rule. */
export interface CauseText {
  head: string;
  lines: string[];
}

/** What breaks an assertion, the first causes of several, each with at most some of the rules of a side. */
export function causeTexts(
  { assertion, causes, moreCauses, result }: Broken,
  show: Show,
  mostRules = Infinity,
): CauseText[] {
  if (!assertion || result === "unmatched") return [];
  const texts = causes.map((cause) => causeText(cause, assertion, show, mostRules));
  return moreCauses ? [...texts, { head: `The same for ${moreCauses} more.`, lines: [] }] : texts;
}

/** The two ends, as the file or the command line names them. */
type Ends = Pick<Statement, "from" | "to">;

/** Why traffic passes that must not, or why it doesn't although it must. */
export function causeText(
  cause: Cause,
  { kind, ...ends }: Pick<Statement, "kind"> & Ends,
  show: Show,
  mostRules = Infinity,
): CauseText {
  const verb = kind === "mustReach" ? "doesn't reach" : "reaches";
  return {
    head: `${endText(cause.from, ends.from, show)} ${verb} ${endText(cause.to, ends.to, show)} on ${listFormat.format(cause.ports)}`,
    lines: cause.isWay
      ? cause.sides.flatMap((side) =>
          kind === "mustReach"
            ? lackLines(side, cause, ends, show, mostRules)
            : ruleLines(side.rules, show, mostRules),
        )
      : ["they are in networks that aren't connected"],
  };
}

/** Up to four instances by name; a group without instances by its own. */
function endText({ instances, groups, isAddresses }: EndName, declared: string, show: Show): string {
  if (isAddresses) return show(declared);
  if (instances.length === 0) return `${groupsText(groups, show)} (no instances)`;
  const some = instances.slice(0, instances.length > 4 ? 3 : 4).map((each) => show(each));
  const rest = instances.length - some.length;
  return listFormat.format(rest > 0 ? [...some, `${rest} more`] : some);
}

const groupsText = (groups: readonly string[], show: Show): string =>
  `${groups.length === 1 ? "group" : "groups"} ${listFormat.format(groups.map((each) => show(each)))}`;

const changeTexts: Readonly<Record<NonNullable<RuleCause["change"]>, string>> = {
  adds: ", which this update adds",
  removes: ", which this update removes",
  joins: ", which the instance joins in this update",
  leaves: ", which the instance leaves in this update",
};

/** A line for each rule, or for as many as there is room for: first those that the update changes. */
function ruleLines(rules: readonly RuleCause[], show: Show, most: number): string[] {
  if (rules.length <= most) return rules.map((rule) => ruleLine(rule, show));
  const sorted = [...rules.filter(({ change }) => change), ...rules.filter(({ change }) => !change)];
  const more = rules.length - most;
  return [
    ...sorted.slice(0, most).map((rule) => ruleLine(rule, show)),
    `and ${more} more rule${more === 1 ? "" : "s"}`,
  ];
}

/** A rule that allows traffic: `group db allows tcp/5432 from group web, which this update adds`. */
function ruleLine(rule: RuleCause, show: Show): string {
  const { group, groupId, ports, change, isUnsure } = rule;
  const of = isRule(groupId)
    ? `rule ${show(group)}, whose group is unknown in this preview,`
    : groupId === unknownValue
      ? "a group that is unknown in this preview"
      : `group ${show(group)}`;
  const isKnown = rule.peerKind !== "unknown" && !isRule(groupId);
  const verb =
    change === "removes" || change === "leaves" ? "allowed" : isUnsure && isKnown ? "may allow" : "allows";
  const peer = peerText({ ...rule, openToWorld: false }, show);
  return `${of} ${verb} ${listFormat.format(ports)} ${peer}${change ? changeTexts[change] : ""}`;
}

/** What a side lacks: the rules that may allow it or that the update takes away, or else the nearest. */
function lackLines(side: SideCause, cause: Cause, ends: Ends, show: Show, mostRules: number): string[] {
  const { direction, groups, rules, missing, closed, nearest, isMetadata } = side;
  if (missing.length === 0) return [];
  if (isMetadata) return ["it is the metadata service of the node, which no rule opens"];
  const own =
    groups.length === 0
      ? "it is in no known group, so no rule allows"
      : `no ${direction} rule of ${groupsText(groups, show)} allows`;
  const lack = `${own} ${listFormat.format(missing)} ${otherEnd(side, cause, ends, show)}`;
  const related = [...rules.filter(({ isUnsure }) => isUnsure), ...closed];
  if (related.length > 0) return [lack, ...ruleLines(related, show, mostRules)];
  return [lack, ...(nearest ? [`the nearest rule: ${ruleLine(nearest, show)}`] : [])];
}

function otherEnd({ direction }: SideCause, { from, to }: Cause, ends: Ends, show: Show): string {
  const [way, { instances, groups, isAddresses }, declared] =
    direction === "ingress" ? (["from", from, ends.from] as const) : (["to", to, ends.to] as const);
  if (isAddresses) return `${way} ${show(declared)}`;
  if (groups.length > 0) return `${way} ${groupsText(groups, show)}`;
  return `${way} ${listFormat.format(instances.slice(0, 3).map((each) => show(each)))}`;
}

/** Which rules would open what is missing, a line for each side that refuses. */
export const neededTexts = (cause: Cause, ends: Ends, show: Show): string[] =>
  cause.sides
    .filter(({ missing, groups, isMetadata }) => missing.length > 0 && groups.length > 0 && !isMetadata)
    .map((side) => {
      const article = side.direction === "ingress" ? "an ingress" : "an egress";
      const one =
        side.groups.length > 1 ? `one of ${groupsText(side.groups, show)}` : groupsText(side.groups, show);
      return `to open it, add ${article} rule to ${one}: ${listFormat.format(side.missing)} ${otherEnd(side, cause, ends, show)}`;
    });
