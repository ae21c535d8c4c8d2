import type { ResourceChange } from "../read/changes";
import type { RuleChange } from "../traffic/grants";
import { isChange } from "../traffic/reachability";
import type { ReachChange } from "../traffic/reachability";
import { brokenText, causeTexts } from "./assertions";
import type { CauseText } from "./assertions";
import { block, code, cut, row, table } from "./escape";
import { mermaid } from "./mermaid";
import type { Report } from "./report";
import {
  actionVerbs,
  countsText,
  failingText,
  fieldText,
  outcomeText,
  ruleSentence,
  ruleVerb,
} from "./sentences";

/** GitHub's limit for one comment, in characters. */
const limit = 65_536;

/** First line of a comment, by which a later run finds and replaces it. No name can end it. */
export const marker = (name: string): string =>
  `<!-- ec2-pods preview-report ${encodeURIComponent(name).replaceAll("--", "-%2D").slice(0, 400)} -->`;

/** The report as a comment on a pull request. */
export function markdown(report: Report): string {
  const text = fit(sectionsOf(report), limit - marker(report.name).length - 2);
  return `${marker(report.name)}\n${text}\n`;
}

/** A part of the comment that can lose items from its end. */
interface Section {
  /** Plural noun for the items: `rules`. */
  noun: string;
  items: string[];
  render: (items: string[]) => string;
  /** How readily the section is cut, relative to its length; 0 keeps it whole. */
  readiness: number;
}

function sectionsOf(report: Report): Section[] {
  const { broken, errors, rules, reach, resources, warnings, notes } = report;
  const graph = mermaid(reach);
  return [
    {
      noun: "headings",
      items: [heading(report)],
      render: paragraphs,
      readiness: 0,
    },
    {
      noun: "assertions that don't hold",
      items: broken.map((each) =>
        alert("CAUTION", [brokenText(each, code), ...causeTexts(each, code).flatMap(causeItems)]),
      ),
      render: paragraphs,
      readiness: 1,
    },
    {
      noun: "errors",
      items: errors.map((error) => block(cut(error, 4000))),
      render: paragraphs,
      readiness: 1,
    },
    {
      noun: "rules",
      items: rules.map((rule) => `- **${ruleVerb(rule)}:** ${ruleSentence(rule, code)}`),
      render: (items) => `#### Security groups\n\n${items.join("\n")}`,
      readiness: 1,
    },
    {
      noun: "graphs",
      items: graph === undefined ? [] : [graph],
      render: ([text = ""]) => `#### Who reaches whom\n\n\`\`\`mermaid\n${text}\n\`\`\``,
      readiness: 3,
    },
    {
      noun: "reachability changes",
      items: reach.filter(isChange).map(reachRow),
      render: (items) => {
        const text = table(["from", "to", "opens", "closes", "unchanged"], items);
        return graph === undefined ? `#### Who reaches whom\n\n${text}` : details("Changes as a table", text);
      },
      readiness: 3,
    },
    {
      noun: "resources",
      items: resources.map(resourceItem),
      render: (items) => `#### Resources\n\n${items.join("\n")}`,
      readiness: 2,
    },
    {
      noun: "warnings",
      items: warnings.map((warning) => `- ${code(warning, 1000)}`),
      render: (items) => details(`Warnings: ${warnings.length}`, items.join("\n")),
      readiness: 4,
    },
    {
      noun: "notes",
      items: notes.map((note) => `_${note}_`),
      render: paragraphs,
      readiness: 0,
    },
  ];
}

const alert = (kind: string, lines: string[]): string =>
  [`[!${kind}]`, ...lines].map((line) => `> ${line}`).join("\n");

const causeItems = ({ head, lines }: CauseText): string[] => [
  `- ${head}`,
  ...lines.map((line) => `  - ${line}`),
];

const paragraphs = (items: string[]): string => items.join("\n\n");

function heading(report: Report): string {
  const { name, rules, outcome, failing } = report;
  const open = rules.filter((rule) => rule.openToWorld);
  const groupsText = (some: RuleChange[]) => {
    const groups = [...new Set(some.map(({ group }) => code(group)))];
    return `${groups.slice(0, 10).join(", ")}${groups.length > 10 ? " and more" : ""}`;
  };
  const sure = open.filter(({ peerKind }) => peerKind !== "unknown");
  const unsure = open.filter(({ peerKind }) => peerKind === "unknown");
  const caution = outcomeText[outcome];
  return paragraphs([
    `### Preview of ${code(name)}: ${outcome === "succeeded" ? countsText(report) : outcome}`,
    ...(caution ? [alert("CAUTION", [caution])] : []),
    ...failing.map((each) => alert("CAUTION", [failingText(each, code)])),
    ...(sure.length > 0 ? [alert("WARNING", [`Opens to the world: ${groupsText(sure)}`])] : []),
    ...(unsure.length > 0
      ? [
          alert("WARNING", [
            `May open to the world, because a source is unknown in this preview: ${groupsText(unsure)}`,
          ]),
        ]
      : []),
  ]);
}

const reachRow = ({ from, to, opens, closes, stays }: ReachChange): string =>
  row([code(from), code(to), ...[opens, closes, stays].map((ports) => ports.join(", "))]);

function resourceItem({ action, kind, name, because, fields }: ResourceChange): string {
  const reasons = because.length > 0 ? ` because of ${because.map((each) => code(each)).join(", ")}` : "";
  const head = `- **${actionVerbs[action]}** ${kindText(kind)} ${code(name)}${reasons}`;
  return [head, ...fields.map((field) => `  - ${fieldText(field, action === "create", code)}`)].join("\n");
}

/** The name of a type is usually a word, but a component's author may choose anything. */
const kindText = (kind: string): string => (/^[A-Za-z\d]{1,60}$/.test(kind) ? kind : code(kind));

const details = (summary: string, text: string): string =>
  `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;

/** Cuts the sections until they fit, and says at the end what is left out. */
function fit(sections: Section[], length: number): string {
  const kept = sections.map((section) => ({ section, items: section.items }));
  for (;;) {
    const texts = kept.map(({ section, items }) => (items.length > 0 ? section.render(items) : ""));
    const left = kept
      .filter(({ section, items }) => items.length < section.items.length)
      .map(
        ({ section: { items: all, noun }, items }) => `${all.length - items.length} of ${all.length} ${noun}`,
      );
    const note = `**Left out to fit in a comment:** ${left.join(", ")}. Run \`ec2-pods preview-report --format text\` for the whole report.`;
    const text = paragraphs([...texts, left.length > 0 ? note : ""].filter(Boolean));
    const costs = kept.map(({ section }, index) => (texts[index] ?? "").length * section.readiness);
    const largest = kept[costs.indexOf(Math.max(...costs))];
    if (text.length <= length || !largest || Math.max(...costs) === 0) return text;
    largest.items = largest.items.slice(0, Math.floor(largest.items.length * 0.8));
  }
}
