import { exposedIn } from "../traffic/reachability";
import { isFailed, isUnchanged } from "./report";
import type { Report, Several, StackReport } from "./report";
import { countsText, factsOf, listText } from "./sentences";
import type { Fact, Show } from "./sentences";

/** The stacks that change or fail. The others are only counted. */
export const changedOf = ({ stacks }: Several): StackReport[] => stacks.filter((each) => !isUnchanged(each));

/** All stacks in numbers: `2 of 5 stacks change, 1 fails`. */
export function severalTitle({ stacks }: Several): string {
  const changed = stacks.filter(({ counts }) => Object.keys(counts).length > 0).length;
  const failed = stacks.filter(isFailed).length;
  const changes = `${changed || "none"} of ${stacks.length} stacks ${changed > 1 ? "change" : "changes"}`;
  return failed === 0 ? changes : `${changes}, ${failed} ${failed > 1 ? "fail" : "fails"}`;
}

/** How many stacks are only counted; none says nothing. */
export function unchangedText({ stacks }: Several): string[] {
  const count = stacks.filter(isUnchanged).length;
  if (count === 0) return [];
  return [count === 1 ? "1 stack doesn't change." : `${count} stacks don't change.`];
}

/** Many stacks have many names: the summary shows the first of them. */
const most = { stacks: 5, names: 3 };

const asItIs: Show = (text) => text;

/** The facts of all stacks, gravest first, with the stacks and the names in each. */
export function severalFacts({ stacks }: Several, show: Show): { kind: Fact["kind"]; text: string }[] {
  const found = new Map<string, { kind: Fact["kind"]; stacks: string[] }>();
  for (const report of stacks) {
    for (const { kind, label, names } of factsOf(report)) {
      const fact = found.get(label) ?? { kind, stacks: [] };
      const inStack = names.length > 0 ? ` (${listText(names, show, most.names)})` : "";
      fact.stacks.push(`${show(report.name)}${inStack}`);
      found.set(label, fact);
    }
  }
  return [...found]
    .sort(([, a], [, b]) => a.kind.localeCompare(b.kind))
    .map(([label, fact]) => ({
      kind: fact.kind,
      text: `${label}${label.endsWith(".") ? " Stacks" : ""}: ${listText(fact.stacks, asItIs, most.stacks)}`,
    }));
}

export const summaryHead = ["stack", "changes", "opens to the world", "replaces", "fails"];

/** The row of a stack in the summary. */
export function summaryRow(report: StackReport, show: Show): string[] {
  const { name, rules, reach, resources } = report;
  const world = rules
    .filter(({ openToWorld }) => openToWorld)
    .map(({ group, peerKind }) => `${peerKind === "unknown" ? "maybe " : ""}${show(group)}`);
  const replaced = resources.filter(({ action }) => action === "replace").map((each) => each.name);
  return [
    show(name),
    Object.keys(report.counts).length > 0 ? countsText({ ...report, unchanged: 0 }) : "",
    listText([...new Set([...world, ...exposedIn(reach).map(show)])], asItIs, most.names),
    listText(replaced, show, most.names),
    failureText(report),
  ];
}

/** Why a stack fails, in a few words. */
const failureText = ({ outcome, failing, broken }: Report): string =>
  [
    ...(outcome === "succeeded" ? [] : [outcome === "failed" ? "preview failed" : `preview ${outcome}`]),
    ...(broken.length > 0 ? [broken.length === 1 ? "1 assertion" : `${broken.length} assertions`] : []),
    ...failing.map(({ condition }) => condition),
  ].join(", ");
