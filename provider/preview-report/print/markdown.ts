import type { ResourceChange } from "../read/changes";
import type { Field } from "../read/fields";
import type { SourceLink } from "../read/source";
import { isChange } from "../traffic/reachability";
import type { ReachChange } from "../traffic/reachability";
import { brokenText, causeTexts } from "./assertions";
import type { CauseText } from "./assertions";
import { block, code, cut, row, table } from "./escape";
import { fit, paragraphs } from "./fit";
import type { Section } from "./fit";
import { mermaid } from "./mermaid";
import type { Report, Sourced } from "./report";
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
import type { Fact } from "./sentences";

/** GitHub's limit for one comment, in characters. */
const limit = 65_536;

/** First line of a comment, by which a later run finds and replaces it. No name can end it. */
export function marker(name: string): string {
  // Half of a character can't be encoded.
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, "\ufffd"));
  return `<!-- ec2-pods preview-report ${encoded.replaceAll("--", "-%2D").slice(0, 400)} -->`;
}

/** The report as a comment on a pull request. */
export const markdown = (report: Report): string =>
  comment(report.name, (length) => reportText(report, [title(report), ...alerts(report)], length));

/** A comment with its marker, and with a text that gets the length that is left. */
export function comment(name: string, textWithin: (length: number) => string): string {
  const head = marker(name);
  return `${head}\n${textWithin(limit - head.length - 2)}\n`;
}

/** The report below its heading, cut to a length. */
export const reportText = (report: Report, heading: string[], length: number): string =>
  fit(sectionsOf(report, heading), length);

function sectionsOf(report: Report, heading: string[]): Section[] {
  const { broken, errors, rules, reach, resources, warnings, notes } = report;
  const graph = mermaid(reach, rules);
  return [
    {
      noun: "headings",
      items: heading.map((text) => () => text),
      render: paragraphs,
      readiness: 0,
    },
    {
      noun: "assertions that don't hold",
      items: broken.map(
        (each) => () =>
          alert("CAUTION", brokenText(each, code), ...causeTexts(each, code, mostRules).flatMap(causeItems)),
      ),
      render: paragraphs,
      readiness: 1,
    },
    {
      noun: "errors",
      items: errors.map((error) => () => block(cut(error, 4000))),
      render: paragraphs,
      readiness: 1,
    },
    {
      noun: "rules",
      items: rules.map(
        (rule) => () =>
          `- **${ruleVerb(rule)}:** ${ruleSentence(rule, code, linked(rule.group, rule.source))}`,
      ),
      render: (items) => `#### Security groups\n\n${list(items)}`,
      readiness: 1,
    },
    {
      noun: "graphs",
      items: graph === undefined ? [] : [() => graph.text],
      render: ([text = ""]) =>
        paragraphs([
          "#### Who reaches whom",
          ...(graph?.note ? [graph.note] : []),
          `\`\`\`mermaid\n${text}\n\`\`\``,
        ]),
      readiness: 3,
    },
    {
      noun: "reachability changes",
      items: reach.filter(isChange).map((change) => () => reachRow(change)),
      render: (items) => {
        const text = table(["from", "to", "opens", "closes", "unchanged"], items);
        return graph === undefined ? `#### Who reaches whom\n\n${text}` : details("Changes as a table", text);
      },
      readiness: 3,
    },
    {
      noun: "resources",
      items: resources.map((change) => () => resourceItem(change)),
      render: (items) => `#### Resources\n\n${list(items)}`,
      readiness: 2,
    },
    {
      noun: "warnings",
      items: warnings.map((warning) => () => `- ${code(warning, 1000)}`),
      render: (items) => details(`Warnings: ${warnings.length}`, items.join("\n")),
      readiness: 4,
    },
    {
      noun: "notes",
      items: notes.map((note) => () => `_${note}_`),
      render: paragraphs,
      readiness: 0,
    },
  ];
}

const title = (report: Report): string =>
  `### Preview of ${code(report.name)}: ${report.outcome === "succeeded" ? countsText(report) : report.outcome}`;

export const alert = (kind: Fact["kind"], ...lines: string[]): string =>
  [`[!${kind}]`, ...lines].map((line) => `> ${line}`).join("\n");

export const alerts = (report: Report): string[] =>
  factsOf(report).map((fact) => alert(fact.kind, factText(fact, code)));

const causeItems = ({ head, lines }: CauseText): string[] => [
  `- ${head}`,
  ...lines.map((line) => `  - ${line}`),
];

const reachRow = ({ from, to, opens, closes, stays }: ReachChange): string =>
  row([code(from), code(to), ...[opens, closes, stays].map((ports) => ports.join(", "))]);

/** A name that leads to the line that declares it. */
const linked = (name: string, source: SourceLink | undefined): string =>
  source ? `[${code(name)}](${source.url})` : code(name);

function resourceItem(change: Sourced<ResourceChange>): string {
  const { action, kind, name, because, fields, source } = change;
  const reasons = because.length > 0 ? ` because of ${because.map((each) => code(each)).join(", ")}` : "";
  const head = `- **${actionVerbs[action]}** ${kindText(kind)} ${linked(name, source)}${costText(change)}${reasons}`;
  const some = fields.slice(0, mostFields).map((field) => fieldItem(field, action === "create"));
  const more = fields.length - some.length;
  return [head, ...some, ...(more > 0 ? [`  - and ${more} more`] : [])].join("\n");
}

/** What one assertion, resource or script may have, so that a comment has room for the others. */
const mostRules = 10;
const mostFields = 20;
const mostLines = 60;

function fieldItem(field: Field, isNew: boolean): string {
  const head = `  - ${fieldText(field, isNew, code)}`;
  if (!field.diff) return head;
  const lines = field.diff.slice(0, mostLines).map((line) => cut(line, 200));
  const more = field.diff.length - lines.length;
  const text = [...lines, ...(more > 0 ? [`@@ ${more} more lines`] : [])].join("\n");
  return `${head}\n${block(text, "diff").replace(/^/gm, "    ")}`;
}

/** The name of a type is usually a word, but a component's author may choose anything. */
const kindText = (kind: string): string =>
  /^[A-Za-z\d]{1,60}([.][A-Za-z\d]{1,60})?$/.test(kind) ? kind : code(kind);

/** More items than a reader takes in at once are folded after the first ones: the report sorts the worst to the top. */
const most = { unfolded: 30, first: 20 };

function list(items: string[]): string {
  const first = items.length > most.unfolded ? most.first : items.length;
  const [shown, others] = [items.slice(0, first), items.slice(first)].map((part) => part.join("\n"));
  return others ? `${shown}\n\n${details(`${items.length - first} more`, others)}` : (shown ?? "");
}

export const details = (summary: string, text: string, isOpen = false): string =>
  `<details${isOpen ? " open" : ""}><summary>${summary}</summary>\n\n${text}\n\n</details>`;
