import { aligned } from "../../common/text";
import { isChange } from "../traffic/reachability";
import { visible } from "./escape";
import type { Report } from "./report";
import { actionWords, countsText, fieldText, outcomeText, ruleSentence } from "./sentences";

const quoted = (text: string): string => `"${visible(text)}"`;

/** The report for a terminal, whole. */
export function text(report: Report): string {
  const { name, outcome, errors, rules, reach, resources, warnings, notes } = report;
  const changes = reach.filter(isChange);
  const section = (title: string, lines: string[]) =>
    lines.length > 0 ? [[title, ...lines].join("\n")] : [];
  const lines = (message: string) => message.split("\n").map((line) => `  ${visible(line)}`);
  return [
    `Preview of ${quoted(name)}: ${outcome === "succeeded" ? countsText(report) : outcome}`,
    ...(outcomeText[outcome] ? [outcomeText[outcome]] : []),
    ...section("Errors", errors.flatMap(lines)),
    ...section(
      "Security groups",
      rules.map((rule) => {
        const verb = rule.openToWorld ? "opens to the world" : rule.effect;
        return `  ${verb}: ${ruleSentence(rule, quoted)}`;
      }),
    ),
    ...section(
      "Who reaches whom",
      changes.length === 0
        ? []
        : aligned([
            ["FROM", "TO", "OPENS", "CLOSES", "STAYS"],
            ...changes.map(({ from, to, opens, closes, stays }) => [
              ...[from, to].map(visible),
              ...[opens, closes, stays].map((ports) => ports.join("; ") || "-"),
            ]),
          ])
            .split("\n")
            .map((line) => `  ${line}`),
    ),
    ...section(
      "Resources",
      resources.flatMap(({ action, kind, name: resource, because, fields }) => [
        `  ${actionWords[action]} ${visible(kind)} ${quoted(resource)}${because.length > 0 ? ` because of ${because.map(visible).join(", ")}` : ""}`,
        ...fields.map((field) => `    ${fieldText(field, action === "create", quoted)}`),
      ]),
    ),
    ...section("Warnings", warnings.flatMap(lines)),
    ...notes,
  ].join("\n\n");
}
