import { quoted } from "../../preview-report/print/escape";
import { causeText, neededTexts } from "../../preview-report/print/assertions";
import { causeOf } from "../../preview-report/assertions/causes";
import type { Cause, Times } from "../../preview-report/assertions/causes";
import { sideOf } from "../../preview-report/assertions/ends";
import type { End } from "../../preview-report/assertions/file";
import { passagesBetween } from "../../preview-report/assertions/passages";
import type { Passage } from "../../preview-report/assertions/passages";
import { allTraffic, intersect, isEmpty, portTexts, subtract } from "../../preview-report/traffic/ports";
import type { Ports } from "../../preview-report/traffic/ports";

/** Whether one end reaches the other, and why. */
export interface Answer {
  from: string;
  to: string;
  /** Empty if any port counts. */
  ports: string[];
  /** All parts of one end reach all parts of the other on all of these ports, or on any if none are named. */
  reachable: boolean;
  parts: AnswerPart[];
}

/** The answer for instances to which the same rules apply. */
export interface AnswerPart {
  /** `unknown` if only an update will know. */
  reachable: "yes" | "no" | "unknown";
  /** The rules that allow it, or what is missing. */
  cause: Cause;
}

/** What is asked, with the words of the command line. */
export interface Asked {
  words: { from: string; to: string };
  ends: { from: End; to: End };
  ports: Ports | undefined;
}

/** Finds the rules that allow what is asked, or those that are missing. */
export function answerTo({ words, ends, ports }: Asked, times: Times): Answer {
  const { moment, index } = times.after;
  const [from, to] = [sideOf(ends.from, moment, "mustReach"), sideOf(ends.to, moment, "mustReach")];
  const passages = [...passagesBetween(from, to, index, "all")];
  const parts = passages.map((passage) => partOf(passage, ports, times));
  return {
    ...words,
    ports: ports ? portTexts(ports) : [],
    reachable: parts.length > 0 && parts.every(({ reachable }) => reachable === "yes"),
    parts,
  };
}

function partOf(passage: Passage, wanted: Ports | undefined, times: Times): AnswerPart {
  const lacking = (has: Ports) => (wanted ? !isEmpty(subtract(wanted, has)) : isEmpty(has));
  const missing = wanted ? subtract(wanted, passage.ports) : allTraffic;
  if (!lacking(passage.ports)) {
    const open = wanted ? intersect(wanted, passage.ports) : passage.ports;
    return { reachable: "yes", cause: causeOf({ kind: "mustNotReach" }, { passage, ports: open }, times) };
  }
  const cause = causeOf({ kind: "mustReach" }, { passage, ports: missing }, times);
  return { reachable: lacking(passage.maybe) ? "no" : "unknown", cause };
}

/** The answer for a person. */
export function answerText({ from, to, parts }: Answer): string {
  if (parts.length === 0)
    return `${quoted(from)} and ${quoted(to)} are the same machine, or one of them has no instances.`;
  return parts
    .map(({ reachable, cause }) => {
      const kind = reachable === "yes" ? "mustNotReach" : "mustReach";
      const { head, lines } = causeText(cause, { kind, from, to }, quoted);
      const needed = reachable === "yes" ? [] : neededTexts(cause, { from, to }, quoted);
      const unsure =
        reachable === "unknown" ? ["this depends on an address or another value that isn't known"] : [];
      return [head, ...[...lines, ...unsure, ...needed].map((line) => `  ${line}`)].join("\n");
    })
    .join("\n\n");
}
