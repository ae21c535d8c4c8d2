import { fit, type Section } from "./fit";
import { block, code, cut, row, table } from "./markdown-text";
import { mermaid } from "./mermaid";
import { isChange, type ReachChange } from "./reach-changes";
import type { Report } from "./report";
import type { ResourceChange } from "./resource-changes";
import { actionWords, countsText, fieldText, outcomeText, ruleSentence } from "./sentences";

/** What GitHub takes as the text of one comment. */
const limit = 65_536;

/** By this a comment is found again that an earlier run wrote, to be replaced; nothing in a name can end it. */
export const marker = (name: string): string =>
  `<!-- ec2-pods preview-report ${encodeURIComponent(name).replaceAll("--", "-%2D").slice(0, 400)} -->`;

/** The report as a comment on a pull request. */
export function markdown(report: Report): string {
  const { errors, rules, reach, resources, warnings } = report;
  const head: Section = {
    pieces: "headings",
    readiness: 0,
    items: [heading(report)],
    render: ([text = ""]) => text,
  };
  const failures: Section = {
    pieces: "errors",
    readiness: 1,
    items: errors.map((error) => block(cut(error, 4000))),
    render: (items) => items.join("\n\n"),
  };
  const security: Section = {
    pieces: "rules",
    readiness: 1,
    items: rules.map((rule) => `- ${verb(rule.effect, rule.openToWorld)} ${ruleSentence(rule, code)}`),
    render: (items) => `#### Security groups\n\n${items.join("\n")}`,
  };
  const graph = mermaid(reach);
  const picture: Section = {
    pieces: "pictures of who reaches whom",
    readiness: 3,
    items: graph === undefined ? [] : [graph],
    render: ([text = ""]) => `#### Who reaches whom\n\n\`\`\`mermaid\n${text}\n\`\`\``,
  };
  const changes: Section = {
    pieces: "changes of who reaches whom",
    readiness: 3,
    items: reach.filter(isChange).map(reachRow),
    render: (items) => {
      const text = table(["from", "to", "opens", "closes", "stays"], items);
      return graph === undefined
        ? `#### Who reaches whom\n\n${text}`
        : details("What changes, as a table", text);
    },
  };
  const list: Section = {
    pieces: "resources",
    readiness: 2,
    items: resources.map(resourceItem),
    render: (items) => `#### Resources\n\n${items.join("\n")}`,
  };
  const warned: Section = {
    pieces: "warnings",
    readiness: 4,
    items: warnings.map((warning) => `- ${code(warning, 1000)}`),
    render: (items) => details(`Warnings: ${warnings.length}`, items.join("\n")),
  };
  const notes: Section = {
    pieces: "notes",
    readiness: 0,
    items: report.notes.map((note) => `_${note}_`),
    render: (items) => items.join("\n\n"),
  };
  const text = fit(
    [head, failures, security, picture, changes, list, warned, notes],
    limit - marker(report.name).length - 2,
    (left) =>
      `**Left out to fit into a comment:** ${left}. \`ec2-pods preview-report --format text\` prints all.`,
  );
  return `${marker(report.name)}\n${text}\n`;
}

function heading(report: Report): string {
  const { name, openToWorld, rules, outcome } = report;
  const alert = (kind: string, text: string) => `> [!${kind}]\n> ${text}`;
  const open = [...new Set(rules.filter((rule) => rule.openToWorld).map(({ group }) => code(group)))];
  const told = outcomeText[outcome];
  return [
    `### Preview of ${code(name)}: ${outcome === "succeeded" ? countsText(report) : outcome}`,
    ...(told ? [alert("CAUTION", told)] : []),
    ...(openToWorld
      ? [
          alert(
            "WARNING",
            `Opens to the world: ${open.slice(0, 10).join(", ")}${open.length > 10 ? " and more" : ""}`,
          ),
        ]
      : []),
  ].join("\n\n");
}

const verb = (effect: "opens" | "closes", openToWorld: boolean): string =>
  openToWorld ? "**opens to the world:**" : `**${effect}:**`;

const reachRow = ({ from, to, opens, closes, stays }: ReachChange): string =>
  row([code(from), code(to), ...[opens, closes, stays].map((ports) => ports.join("; "))]);

function resourceItem({ action, kind, name, because, fields }: ResourceChange): string {
  const reasons = because.length > 0 ? ` because of ${because.map((each) => code(each)).join(", ")}` : "";
  const head = `- **${actionWords[action]}** ${kindText(kind)} ${code(name)}${reasons}`;
  return [head, ...fields.map((field) => `  - ${fieldText(field, action === "create", code)}`)].join("\n");
}

/** The name of a type is a word, but a component's author may choose another. */
const kindText = (kind: string): string => (/^[A-Za-z\d]{1,60}$/.test(kind) ? kind : code(kind));

const details = (summary: string, text: string): string =>
  `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;
