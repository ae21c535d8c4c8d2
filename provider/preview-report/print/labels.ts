import { hash } from "../../common/names";
import { conditionNames } from "./failing";
import type { Report } from "./report";

/** GitHub's limit for a label is 50 characters. */
const longest = 50;

/**
 * Labels of a pull request, one on a line: `+ dev/replace` applies, `- dev/delete` doesn't.
 *
 * A preview that failed or is incomplete doesn't say what doesn't apply.
 */
export function labels(name: string, reports: readonly Report[]): string {
  const applying = new Set(reports.flatMap(({ conditions }) => conditions));
  const isWhole = reports.every(({ outcome, changesAlone }) => outcome === "succeeded" && !changesAlone);
  return conditionNames
    .filter((condition) => isWhole || applying.has(condition))
    .map((condition) => `${applying.has(condition) ? "+" : "-"} ${label(name, condition)}`)
    .join("\n");
}

/** The name becomes a part of addresses, and of lists with commas. One that is cut ends in a hash of all of it. */
function label(name: string, condition: string): string {
  const plain = [...name.replace(/[^\p{L}\p{N}_-]+/gu, "-")];
  const room = longest - condition.length - 1;
  const end = `-${hash(name, 6)}`;
  const short = plain.length > room ? [...plain.slice(0, room - end.length), end] : plain;
  return `${short.join("")}/${condition}`;
}
