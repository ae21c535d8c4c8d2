import { judge, statementOf } from "../../preview-report/assertions/judge";
import type { Broken, Statement, UnmatchedEnd } from "../../preview-report/assertions/judge";
import { causeTexts, statementText, unmatchedText } from "../../preview-report/print/assertions";
import { quoted, visible } from "../../preview-report/print/escape";
import type { Names } from "../../preview-report/read/security-groups";
import type { Firewall } from "../../preview-report/traffic/grants";
import type { Attempt, Port, Target } from "./attempts";
import type { Plan, Trial } from "./reach-plan";

/** What connections say of one assertion. */
export interface Tested {
  /** Where the file has it: `mustReach[0]`. */
  path: string;
  assertion: Statement;
  /** `not tested` if nothing could be tried, or if an attempt says nothing. */
  result: "holds" | "broken" | "not tested" | "unmatched";
  /** Attempts that break the assertion, or that say nothing. */
  findings: Finding[];
  /** Number of attempts. */
  attempts: number;
  /** What wasn't tested, and why. */
  notTested: string[];
  /** The command fails: the assertion is broken, or what could be tested wasn't. */
  failed: boolean;
  /** What the rules say of a broken assertion; absent if they don't break it. */
  rules?: Broken;
  /** The ends that match nothing. */
  unmatched?: UnmatchedEnd[];
}

/** An attempt that matters to the result. */
export interface Finding extends Port {
  from: string;
  to: string;
  /** `unclear` if the port is refused, and so is one that no rule allows. */
  outcome: Attempt["outcome"] | "unclear";
  detail: string;
}

/** The targets of the attempts that a trial needs. */
export const targetsOf = ({ to, ports, control }: Trial): Target[] =>
  [...ports, ...(control ? [control] : [])].map((port) => ({ ...port, address: to.privateIp ?? "" }));

/** The attempts of one instance by protocol, address and port. */
export type Attempts = ReadonlyMap<string, Attempt>;

export const keyOfTarget = ({ protocol, address, port }: Target): string => `${protocol} ${address} ${port}`;

/** Judges an assertion by what its connections did. */
export function testedBy(
  { assertion, trials, untestable, hindrances }: Plan,
  attemptsFrom: (id: string) => Attempts,
  judged: { firewall: Firewall; names: Names },
): Tested {
  const findings = trials.flatMap((trial) => findingsOf(trial, attemptsFrom(trial.from.id)));
  const isOpen = ({ outcome }: Finding) => outcome === "open" || outcome === "refused";
  const isUnclear = ({ outcome }: Finding) => outcome === "unclear" || outcome === "error";
  const breaks = (finding: Finding) =>
    !isUnclear(finding) && isOpen(finding) !== (assertion.kind === "mustReach");
  const broken = findings.filter(breaks);
  const unclear = findings.filter(isUnclear);
  const isTested = findings.length > 0 && unclear.length === 0 && hindrances.length === 0;
  const result = broken.length > 0 ? "broken" : isTested ? "holds" : "not tested";
  const [rules] = broken.length > 0 ? judge([assertion], judged.firewall, judged.names) : [];
  return {
    ...{ path: assertion.path, assertion: statementOf(assertion), result },
    findings: [...broken, ...unclear],
    attempts: findings.length,
    notTested: [...hindrances, ...untestable],
    failed: result === "broken" || unclear.length > 0 || hindrances.length > 0,
    ...(rules && { rules }),
  };
}

function findingsOf({ from, to, ports, control }: Trial, attempts: Attempts): Finding[] {
  const address = to.privateIp ?? "";
  const attemptAt = (port: Port) => attempts.get(keyOfTarget({ ...port, address }));
  const refusesAll = control !== undefined && attemptAt(control)?.outcome === "refused";
  return ports.map((port) => {
    const { outcome, detail } = attemptAt(port) ?? { outcome: "error", detail: "it wasn't tried" };
    const said = outcome === "refused" && refusesAll && port.protocol === "tcp" ? "unclear" : outcome;
    return { from: from.name, to: to.name, ...port, outcome: said, detail };
  });
}

/** As many findings are printed of one assertion. */
const most = 10;

/** The results for a person. */
export function testedText(all: readonly Tested[]): string {
  const count = (result: Tested["result"]) => all.filter((each) => each.result === result).length;
  const counts = [
    `${count("holds")} of ${all.length} ${all.length === 1 ? "assertion holds" : "assertions hold"}`,
    ...(count("broken") > 0 ? [`${count("broken")} broken`] : []),
    ...(count("unmatched") > 0 ? [`${count("unmatched")} that match nothing`] : []),
    ...(count("not tested") > 0 ? [`${count("not tested")} not tested`] : []),
  ];
  return [...all.map(linesOf), counts.join(", ")].join("\n\n");
}

function linesOf(tested: Tested): string {
  const { path, assertion, result, findings, notTested, rules, unmatched = [] } = tested;
  const lines = [
    ...unmatched.map(({ side, ...end }) => `In ${path}.${side}, ${unmatchedText(end, quoted)}`),
    ...findings.slice(0, most).map(findingText),
    ...(findings.length > most ? [`and ${findings.length - most} more`] : []),
    ...(result === "broken" ? ruleLines(assertion.kind, rules) : []),
    ...notTested.map((text) => `not tested: ${visible(text)}`),
  ];
  const head = `${result}: ${path}: ${statementText(assertion, quoted)}`;
  return [head, ...lines.map((line) => `  ${line}`)].join("\n");
}

const outcomeTexts: Readonly<Record<Finding["outcome"], string>> = {
  open: "is open",
  refused: "is reached: nothing listens there, so the instance refuses",
  blocked: "is blocked: no answer came",
  unclear:
    'is refused, but so is a port that no rule allows. Either the network plugin refuses what it blocks, or it enforces nothing: run a server there, or "ec2-pods doctor --probe"',
  error: "wasn't tested",
};

const lost = "is blocked: no datagram arrived";

function findingText({ from, to, protocol, port, outcome, detail }: Finding): string {
  const said = protocol === "udp" && outcome === "blocked" ? lost : outcomeTexts[outcome];
  return `from ${quoted(from)}, ${protocol}/${port} of ${quoted(to)} ${said}${detail ? `: ${visible(detail)}` : ""}`;
}

function ruleLines(kind: Statement["kind"], rules: Broken | undefined): string[] {
  if (rules) {
    return causeTexts(rules, quoted).flatMap(({ head, lines }) => [
      `by the rules, ${head}`,
      ...lines.map((line) => `  ${line}`),
    ]);
  }
  return kind === "mustReach"
    ? ["the rules allow it: look for another NetworkPolicy, and for a firewall in the instance"]
    : ['the rules don\'t allow it: check with "ec2-pods doctor --probe" that the cluster enforces them'];
}
