import { aligned } from "../../common/text";
import type { ResourceChange } from "../read/changes";
import { isChange } from "../traffic/reachability";
import type { ReachChange } from "../traffic/reachability";
import { brokenText, causeTexts } from "./assertions";
import type { CauseText } from "./assertions";
import { quoted, visible } from "./escape";
import type { Report } from "./report";
import {
  actionVerbs,
  costText,
  countsText,
  factsOf,
  factText,
  fieldText,
  ruleSentence,
  ruleVerb,
} from "./sentences";

/** The whole report for a terminal. */
export function text(report: Report): string {
  const { name, outcome, broken, errors, rules, reach, resources, warnings, notes } = report;
  return [
    `Preview of ${quoted(name)}: ${outcome === "succeeded" ? countsText(report) : outcome}`,
    ...factsOf(report)
      .filter(({ isInRules }) => !isInRules)
      .map((fact) => factText(fact, quoted)),
    ...broken.map((each) =>
      [brokenText(each, quoted), ...causeTexts(each, quoted).flatMap(causeLines)].join("\n"),
    ),
    ...section("Errors", errors.flatMap(linesOf)),
    ...section(
      "Security groups",
      rules.map((rule) => `${ruleVerb(rule)}: ${ruleSentence(rule, quoted)}`),
    ),
    ...section("Who reaches whom", reachTable(reach.filter(isChange))),
    ...section("Resources", resources.flatMap(resourceLines)),
    ...section("Warnings", warnings.flatMap(linesOf)),
    ...notes,
  ].join("\n\n");
}

const causeLines = ({ head, lines }: CauseText): string[] => [
  `  ${head}`,
  ...lines.map((line) => `    ${line}`),
];

const linesOf = (message: string): string[] => message.split("\n").map(visible);

const section = (title: string, lines: string[]): string[] =>
  lines.length > 0 ? [[title, ...lines.map((line) => `  ${line}`)].join("\n")] : [];

function reachTable(changes: ReachChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ from, to, opens, closes, stays }) => [
    ...[from, to].map(visible),
    ...[opens, closes, stays].map((ports) => ports.join(", ") || "-"),
  ]);
  return aligned([["FROM", "TO", "OPENS", "CLOSES", "UNCHANGED"], ...rows]).split("\n");
}

function resourceLines(change: ResourceChange): string[] {
  const { action, kind, name, because, fields } = change;
  const reasons = because.length > 0 ? ` because of ${because.map(visible).join(", ")}` : "";
  return [
    `${actionVerbs[action]} ${visible(kind)} ${quoted(name)}${costText(change)}${reasons}`,
    ...fields.flatMap((field) => [
      `  ${fieldText(field, action === "create", quoted)}`,
      ...(field.diff ?? []).map((line) => `    ${visible(line)}`),
    ]),
  ];
}
