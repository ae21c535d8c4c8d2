/** A change of traffic, as the report has it. */
export interface RuleChange {
  effect: string;
  group: string;
  peer: string;
  ports: string[];
  isUnknownGroup?: boolean;
}

const asText = ({ effect, group, peer, ports }: RuleChange): string =>
  [effect, group, peer, ports.join(",")].join(" ");

/** Whether ports such as "tcp/80" are among those of "tcp/80-90". */
function isWithin(port: string, wider: string): boolean {
  if (port === wider || wider === "all traffic") return true;
  const [[protocol, first, last = first], [other, start, end = start]] = [port, wider].map((text) =>
    text.split(/[/-]/),
  ) as [string[], string[]];
  return protocol === other && Number(start) <= Number(first) && Number(last) <= Number(end);
}

/** Whether a preview doesn't know the peer or the group of a rule. */
const isVague = ({ peer, isUnknownGroup }: RuleChange): boolean =>
  peer === "unknown" || isUnknownGroup === true;

/** Whether a rule may be this vague one. */
const mayBe = (rule: RuleChange, vague: RuleChange): boolean =>
  (vague.isUnknownGroup === true || vague.group === rule.group) &&
  (vague.peer === "unknown" || vague.peer === rule.peer) &&
  hasPorts(rule, vague);

const hasPorts = ({ ports }: RuleChange, other: RuleChange): boolean =>
  ports.every((port) => other.ports.some((wider) => isWithin(port, wider)));

/** Where an update opens or closes something else than the report on its preview says. */
export function brokenRules(said: readonly RuleChange[], done: readonly RuleChange[]): string[] {
  const vague = said.filter(isVague);
  const known = said.filter((rule) => !isVague(rule));
  // A preview that can't know the group of a rule shows it beside another one that the update shows it together with.
  const isDone = (rule: RuleChange) =>
    done.some(
      (each) =>
        each.effect === rule.effect &&
        each.group === rule.group &&
        each.peer === rule.peer &&
        hasPorts(rule, each),
    ) ||
    // It comes back if the vague one is the same.
    (rule.effect === "closes" && vague.some((each) => mayBe(rule, each)));
  const isSaid = (rule: RuleChange) =>
    known.some((each) => asText(each) === asText(rule)) || vague.some((each) => mayBe(rule, each));
  return [
    ...known.filter((rule) => !isDone(rule)).map((rule) => `only the preview ${asText(rule)}`),
    ...done.filter((rule) => !isSaid(rule)).map((rule) => `only the update ${asText(rule)}`),
  ];
}

/** What a run refuses: `Cannot replace Ec2Instance "web"`, or `Volume resource 'data'` for an argument. Warnings are none. */
export const refusalsIn = (output: string): string[] => [
  ...new Set(output.replace(/warning: .*/g, "").match(/Cannot \w+ \w+ "[^"]+"|\w+ resource '[^']+'/g)),
];
