import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";

import { execute } from "../../cluster/streams";
import { defined } from "../../common/values";
import { containerName } from "../../instance/pod";
import { statementOf, unmatchedEnds, whenOf } from "../../preview-report/assertions/judge";
import type { Assertion } from "../../preview-report/assertions/file";
import type { Resource } from "../../preview-report/read/resources";
import { groupNames } from "../../preview-report/read/security-groups";
import { firewallOf } from "../../preview-report/traffic/firewall";
import { defineCommand } from "../command";
import type { InstanceSummary } from "../instances/instance-summary";
import { loadInstances } from "../instances/load-instances";
import type { LoadedInstances } from "../instances/load-instances";
import { json, stackOptions } from "../options";
import { print, printJson } from "../output";
import { assertionsOf } from "./assertions-file";
import { attemptCommand, attemptsIn } from "./attempts";
import type { Attempt, Target } from "./attempts";
import { planOf } from "./reach-plan";
import { keyOfTarget, targetsOf, testedBy, testedText } from "./reach-results";
import type { Attempts, Tested } from "./reach-results";

export const reach = defineCommand({
  name: "reach",
  summary: "Test by connections between instances what must and must not reach what",
  options: {
    assertions: {
      type: "string",
      value: "file",
      default: "reachability.yaml",
      text: "The assertions, in YAML or JSON, as preview-report takes them",
    },
    ...stackOptions,
    json,
  },
  notes: [
    "Each attempt is a TCP connection from inside the Pod of an instance, by bash, python3, perl or nc, whichever its image has. A refused connection counts as reached: the groups let it through, and nothing listens. Of a large range, reach tries the ports at which a rule begins or ends.",
    'Not tested are addresses outside, as a source or as a target, and protocols other than TCP. ec2-pods tunnel and port-forward go past the groups, so they prove nothing of the internet. "ec2-pods why" says what the rules allow.',
  ],
  examples: [
    ["Test what reachability.yaml says", "ec2-pods reach"],
    ["Test another file", "ec2-pods reach --assertions tests/database.yaml"],
  ],
  exitCodes: { 1: "an error, a broken assertion, or an instance that can't be tested" },
  async run({ options }) {
    // Before the project's folder becomes the working directory.
    const assertions = assertionsOf(options.assertions);
    const loaded = await loadInstances({ ...options, cwd: options.cwd ?? "." });
    const tested = await testAll(assertions, loaded, inPods(loaded));
    if (options.json) printJson({ assertions: tested });
    else print(testedText(tested));
    return tested.some(({ failed }) => failed) ? 1 : 0;
  },
});

/** Runs a command in an instance. It never rejects: what a command printed counts also if it failed. */
export type RunIn = (
  instance: InstanceSummary,
  command: string[],
) => Promise<{ printed: string; failure?: string }>;

/** Milliseconds until a command counts as silent. */
const patience = 180_000;

/** Attempts of one command, which ends long before {@link patience} and stays below the limit of a command line. */
const mostTargets = 256;

function inPods({ selection }: Pick<LoadedInstances, "selection">): RunIn {
  return async ({ namespace, pod = "" }, command) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const printed = text(stdout);
    stderr.resume();
    const streams = { stdin: null, stdout, stderr, tty: false, signal: AbortSignal.timeout(patience) };
    const failure = await execute({ selection, namespace, pod }, containerName, command, streams).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    stdout.end();
    return { printed: await printed, ...defined({ failure }) };
  };
}

/** Instances in which attempts run at the same time. */
const atOnce = 8;

/** Tests each assertion by connections. */
export async function testAll(
  assertions: readonly Assertion[],
  { instances, resources }: { instances: readonly InstanceSummary[]; resources(): Resource[] },
  runIn: RunIn,
): Promise<Tested[]> {
  const found = resources();
  const [firewall, names] = [firewallOf(found), groupNames(found)];
  const when = whenOf(firewall, "after", names);
  const plans = assertions.map((assertion) => {
    const unmatched = unmatchedEnds(assertion, when.moment);
    return unmatched.length > 0 ? { assertion, unmatched } : planOf(assertion, when, instances);
  });
  const trials = plans.flatMap((plan) => ("trials" in plan ? plan.trials : []));
  const sources = new Map(trials.map(({ from }) => [from.id, from]));
  const attempts = new Map<string, Attempts>();
  const waiting = [...sources.values()].values();
  const work = async () => {
    for (const source of waiting) {
      const targets = trials.filter(({ from }) => from.id === source.id).flatMap(targetsOf);
      const unique = [...new Map(targets.map((target) => [keyOfTarget(target), target])).values()];
      const results = await attemptsFrom(source, unique, runIn);
      attempts.set(source.id, new Map(results.map((each) => [keyOfTarget(each), each])));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return plans.map((plan) =>
    "trials" in plan
      ? testedBy(plan, (id) => attempts.get(id) ?? new Map(), { firewall, names })
      : withoutEnds(plan.assertion, plan.unmatched),
  );
}

/** A failure ends the attempts of an instance: what it runs may go on, and further ones would meet the same. */
async function attemptsFrom(
  source: InstanceSummary,
  targets: readonly Target[],
  runIn: RunIn,
): Promise<Attempt[]> {
  const results: Attempt[] = [];
  for (let first = 0; first < targets.length; first += mostTargets) {
    const some = targets.slice(first, first + mostTargets);
    const { printed, failure } = await runIn(source, attemptCommand(some));
    if (failure !== undefined) return [...results, ...attemptsIn(printed, targets.slice(first), failure)];
    results.push(...attemptsIn(printed, some));
  }
  return results;
}

const withoutEnds = (assertion: Assertion, unmatched: Tested["unmatched"]): Tested => ({
  ...{ path: assertion.path, assertion: statementOf(assertion), result: "unmatched", failed: true },
  ...{ findings: [], attempts: 0, notTested: [] },
  ...(unmatched && { unmatched }),
});
