import { code, htmlCode, row } from "./escape";
import { leftOut, paragraphs, shares, startWithin } from "./fit";
import { alert, alerts, comment, details, reportText } from "./markdown";
import { isFailed } from "./report";
import type { Several, StackReport } from "./report";
import { changedOf, severalFacts, severalTitle, summaryHead, summaryRow, unchangedText } from "./several";
import { countsText } from "./sentences";

/** Names are shorter in a summary than in the report on one stack. */
const shortCode = (text: string): string => code(text, 80);

/** Part of a comment for the alerts of all stacks, and for the rows of the summary. */
const part = 0.25;

/** Room for the words on what is left out. */
const leftOutLength = 250;

/** The report on several previews as a comment on a pull request: a summary, and each stack that changes folded below it. */
export const severalMarkdown = (several: Several): string =>
  comment(several.name, (length) => {
    const changed = changedOf(several);
    const allAlerts = severalFacts(several, shortCode).map(({ kind, text }) => alert(kind, text));
    const allRows = changed.map((report) => row(summaryRow(report, shortCode)));
    const [top, rows] = [startWithin(allAlerts, length * part), startWithin(allRows, length * part)];
    const title = `### Previews of ${code(several.name)}: ${severalTitle(several)}`;
    const summary = [title, ...top, ...tableOf(rows), ...unchangedText(several)];
    const stacks = foldedWithin(changed, length - paragraphs(summary).length - leftOutLength);
    const left = leftOut([
      ...missing(top, allAlerts, "alerts"),
      ...missing(rows, allRows, "rows"),
      ...missing(stacks, changed, "stacks' details"),
    ]);
    return paragraphs([...summary, ...stacks, ...(left ? [left] : [])]);
  });

const missing = (some: unknown[], all: unknown[], noun: string): string[] =>
  some.length < all.length ? [`${all.length - some.length} of ${all.length} ${noun}`] : [];

const tableOf = (rows: string[]): string[] =>
  rows.length === 0 ? [] : [[row(summaryHead), row(summaryHead.map(() => "---")), ...rows].join("\n")];

/** The least that says something of a stack. */
const least = 1500;

/** The first stacks, each cut to its share. One whose alerts alone are longer than its share is left out. */
function foldedWithin(stacks: StackReport[], length: number): string[] {
  const whole: string[] = [];
  let rest = length;
  for (const report of stacks) {
    const text = folded(report, Infinity);
    rest -= Math.min(text.length, least);
    if (rest < 0) break;
    whole.push(text);
  }
  const parts = shares(
    whole.map((text) => text.length),
    length,
  );
  return stacks.slice(0, whole.length).flatMap((report, index) => {
    const [text = "", share = 0] = [whole[index], parts[index]];
    const cut = text.length <= share ? text : folded(report, share);
    return cut.length <= share ? [cut] : [];
  });
}

/** The report on one stack below its name. What fails or opens to the world is open. */
function folded(report: StackReport, length: number): string {
  const title = `${htmlCode(report.name)}: ${report.outcome === "succeeded" ? countsText(report) : report.outcome}`;
  const isOpen = isFailed(report) || report.openToWorld;
  const around = details(title, "", isOpen).length;
  return details(title, reportText(report, alerts(report), length - around), isOpen);
}
