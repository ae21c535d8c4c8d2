import { aligned } from "../../common/text";
import { quoted } from "./escape";
import type { Several } from "./report";
import { changedOf, severalFacts, severalTitle, summaryHead, summaryRow, unchangedText } from "./several";
import { text } from "./text";

/** The whole report on several previews for a terminal. */
export function severalText(several: Several): string {
  const changed = changedOf(several);
  const rows = changed.map((report) => summaryRow(report, quoted).map((cell) => cell || "-"));
  const head = summaryHead.map((each) => each.toUpperCase());
  return [
    `Previews of ${quoted(several.name)}: ${severalTitle(several)}`,
    ...severalFacts(several, quoted).map((fact) => fact.text),
    ...(rows.length > 0 ? [aligned([head, ...rows])] : []),
    ...unchangedText(several),
    ...changed.map(text),
  ].join("\n\n");
}
