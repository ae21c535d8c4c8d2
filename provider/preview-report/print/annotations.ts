import { quoted, visible } from "./escape";
import type { Report, Sourced } from "./report";
import { actionVerbs, costText, ruleSentence, ruleVerb } from "./sentences";

/** Warnings of a GitHub workflow on lines of the program: what opens to the world, and what is replaced or re-created. */
export function annotations({ name, rules, reach, resources }: Report): string {
  const warnings = <T>(items: Sourced<T>[], textOf: (item: T) => string): string[] =>
    items.flatMap((item) => {
      if (!item.source) return [];
      const { file, line } = item.source;
      return [`::warning file=${file},line=${line}::${escaped(`${quoted(name)}: ${textOf(item)}`)}`];
    });
  return [
    ...warnings(
      rules.filter(({ openToWorld }) => openToWorld),
      (rule) => `${ruleVerb(rule)}: ${ruleSentence(rule, quoted)}`,
    ),
    ...warnings(
      [...new Map(reach.flatMap(({ exposed = [] }) => exposed.map((each) => [each.urn, each]))).values()],
      (member) => `opens to the world: ${quoted(member.name)} in a group that is open to it`,
    ),
    ...warnings(
      resources.filter(({ action }) => action === "replace" || action === "recreate"),
      (change) =>
        `${actionVerbs[change.action]} ${visible(change.kind)} ${quoted(change.name)}${costText(change)}`,
    ),
  ].join("\n");
}

/** What a workflow command says, in which a percent sign starts an escape. */
const escaped = (text: string): string => text.replaceAll("%", "%25");
