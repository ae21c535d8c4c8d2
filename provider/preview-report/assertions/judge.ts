import type { Names } from "../read/security-groups";
import type { Firewall } from "../traffic/grants";
import { intersect, isEmpty, portTexts, subtract } from "../traffic/ports";
import type { Ports } from "../traffic/ports";
import { causeOf } from "./causes";
import type { Cause, Times } from "./causes";
import { momentOf, sideOf, unmatched } from "./ends";
import type { Moment, Unmatched } from "./ends";
import type { Assertion } from "./file";
import { indexOf, openPassages, passagesBetween } from "./passages";
import type { Passage, When } from "./passages";

/** Whether an assertion holds. `unknown` depends on what only the update will know. */
export type Result = "holds" | "broken" | "unknown";

/** An assertion that doesn't hold, and why. */
export interface Broken {
  /** Where the file has it: `mustReach[0]`; empty if it is about all of them. */
  path: string;
  /** `unmatched` if an end matches nothing, `unjudged` if the preview doesn't say enough. */
  result: "broken" | "unknown" | "unmatched" | "unjudged";
  /** The ends and ports, as the file has them; absent if it is about all of them. */
  assertion?: Statement;
  /** Whether it held before the update; absent if an end is new. */
  before?: Result;
  /** The first of what breaks it, because the parts of two large ends are many pairs. */
  causes: Cause[];
  /** Number of causes that are left out; absent if there are none. */
  moreCauses?: number;
  /** The ends that match nothing. */
  unmatched?: UnmatchedEnd[];
  /** Why nothing is judged: the preview lists only what changes, or it isn't whole. */
  because?: "changes only" | "no preview";
}

/** An end of an assertion that stands for nothing. */
export interface UnmatchedEnd extends Unmatched {
  side: "from" | "to";
}

/** An assertion for a person. */
export interface Statement {
  kind: Assertion["kind"];
  from: string;
  to: string;
  ports: string[];
}

/** What stands for all assertions if the preview doesn't say enough to judge them. */
export const unjudged = (because: NonNullable<Broken["because"]>): Broken => ({
  ...{ path: "", result: "unjudged", because },
  causes: [],
});

/** More causes are left out: reviewers look for the first. */
const mostCauses = 5;

/** Those assertions that don't hold after the update, in the order of the file. */
export function judge(assertions: readonly Assertion[], firewall: Firewall, names: Names): Broken[] {
  const [before, after] = [whenOf(firewall, "before", names), whenOf(firewall, "after", names)];
  const times: Times = { before, after, names };
  return assertions.flatMap((assertion): Broken[] => {
    const { path } = assertion;
    const broken = { path, assertion: statementOf(assertion) };
    const wrong = unmatchedEnds(assertion, after.moment, before.moment);
    if (wrong.length > 0) return [{ ...broken, result: "unmatched", causes: [], unmatched: wrong }];
    const now = verdictOf(assertion, after);
    if (now.result === "holds") return [];
    const was = verdictOf(assertion, before);
    const more = now.count - now.faults.length;
    return [
      {
        ...broken,
        result: now.result,
        ...(was.isMet && { before: was.result }),
        causes: now.faults.map((fault) => causeOf(assertion, fault, times)),
        ...(more > 0 && { moreCauses: more }),
      },
    ];
  });
}

/** The firewall before or after the update. */
export function whenOf(firewall: Firewall, when: "before" | "after", names: Names): When {
  const moment = momentOf(firewall, when, names);
  return { moment, index: indexOf(moment.grants) };
}

/** The assertion as the file has it. */
export const statementOf = ({ kind, from, to, ports }: Assertion): Statement => ({
  kind,
  from: endText(from),
  to: endText(to),
  ports: portTexts(ports),
});

/** An end for a person: `instance web`, `tag tier=db`, `10.0.0.0/8 except 10.1.0.0/16`. */
function endText(end: Assertion["from"]): string {
  switch (end.kind) {
    case "internet":
      return "internet";
    case "tag":
      return `tag ${Object.entries(end.tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(", ")}`;
    case "cidr":
      return [end.cidrs.join(", "), ...(end.except.length > 0 ? [end.except.join(", ")] : [])].join(
        " except ",
      );
    default:
      return `${end.kind} ${end.names.join(", ")}`;
  }
}

/** The ends that match nothing at a moment. */
export const unmatchedEnds = (assertion: Assertion, moment: Moment, earlier?: Moment): UnmatchedEnd[] =>
  (["from", "to"] as const).flatMap((side) => {
    const found = unmatched(assertion[side], moment, earlier);
    return found ? [{ side, ...found }] : [];
  });

/** A passage that breaks an assertion, or may do so, and the ports that do. */
export interface Fault {
  passage: Passage;
  ports: Ports;
  result: Exclude<Result, "holds">;
}

/** Whether an assertion holds at a moment, and what breaks it. */
interface Verdict {
  result: Result;
  /** The first of them. */
  faults: Fault[];
  /** Number of all. */
  count: number;
  /** Both ends match something. */
  isMet: boolean;
}

/** Judges one assertion at one moment. */
export function verdictOf(assertion: Assertion, { moment, index }: When): Verdict {
  const { kind, ports } = assertion;
  const [from, to] = [sideOf(assertion.from, moment, kind), sideOf(assertion.to, moment, kind)];
  const isMet = [from, to].every(({ nodes, addresses }) => nodes.length + addresses.length > 0);
  if (kind === "mustReach" && !isMet) return { result: "broken", faults: [], count: 0, isMet };
  const found = { broken: [] as Fault[], unknown: [] as Fault[] };
  const counts = { broken: 0, unknown: 0 };
  const passages =
    kind === "mustReach"
      ? passagesBetween(from, to, index, "all")
      : openPassages(from, to, grantsOnPorts(index, ports));
  for (const passage of passages) {
    for (const fault of faultOf(kind, ports, passage)) {
      counts[fault.result]++;
      if (counts[fault.result] <= mostCauses) found[fault.result].push(fault);
    }
  }
  const result = counts.broken > 0 ? "broken" : counts.unknown > 0 ? "unknown" : undefined;
  return result
    ? { result, faults: found[result], count: counts[result], isMet }
    : { result: "holds", faults: [], count: 0, isMet };
}

/** Most rules are about other ports than an assertion. */
function grantsOnPorts({ ingress, egress }: When["index"], wanted: Ports): When["index"] {
  const onPorts = (groups: typeof ingress) =>
    new Map(
      [...groups].map(([group, grants]) => [
        group,
        grants.filter(({ ports }) => !isEmpty(intersect(ports, wanted))),
      ]),
    );
  return { ingress: onPorts(ingress), egress: onPorts(egress) };
}

function faultOf(kind: Assertion["kind"], wanted: Ports, passage: Passage): Fault[] {
  const [sure, maybe] =
    kind === "mustReach"
      ? [subtract(wanted, passage.maybe), subtract(wanted, passage.ports)]
      : [intersect(wanted, passage.ports), intersect(wanted, passage.maybe)];
  if (!isEmpty(sure) && !passage.isUncertain) return [{ passage, ports: sure, result: "broken" }];
  return isEmpty(maybe) ? [] : [{ passage, ports: maybe, result: "unknown" }];
}
