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
import { print, printJson, report } from "../output";
import { assertionsOf } from "./assertions-file";
import { connectionAttempts, datagramAttempts, untilFailure } from "./make-attempts";
import type { RunIn, Tell } from "./make-attempts";
import { planOf } from "./reach-plan";
import { testedBy, testedText } from "./reach-results";
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
    "Each attempt is a TCP connection from inside the Pod of an instance, by bash, python3, perl or nc, whichever its image has. A refused connection counts as reached: the groups let it through, and nothing listens. UDP owes no answer: reach sends 32 datagrams, by bash, python3, perl, nc or tftp, and reads in /proc/net of the other instance what arrives. Of a large range, reach tries the ports at which a rule begins or ends.",
    'Not tested are addresses outside, as a source or as a target, and protocols other than TCP and UDP. ec2-pods tunnel and port-forward go past the groups, so they prove nothing of the internet. "ec2-pods why" says what the rules allow.',
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
    const tested = await testAll(assertions, loaded, inPods(loaded), report);
    if (options.json) printJson({ assertions: tested });
    else print(testedText(tested));
    return tested.some(({ failed }) => failed) ? 1 : 0;
  },
});

/** Milliseconds until a command counts as silent. */
const patience = 180_000;

function inPods({ selection }: Pick<LoadedInstances, "selection">): RunIn {
  return async ({ namespace, pod = "" }, command, milliseconds = patience) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const printed = text(stdout);
    stderr.resume();
    const streams = { stdin: null, stdout, stderr, tty: false, signal: AbortSignal.timeout(milliseconds) };
    const failure = await execute({ selection, namespace, pod }, containerName, command, streams).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    stdout.end();
    return { printed: await printed, ...defined({ failure }) };
  };
}

/** Tests each assertion by connections and datagrams. */
export async function testAll(
  assertions: readonly Assertion[],
  { instances, resources }: { instances: readonly InstanceSummary[]; resources(): Resource[] },
  runIn: RunIn,
  tell: Tell = () => undefined,
): Promise<Tested[]> {
  const found = resources();
  const [firewall, names] = [firewallOf(found), groupNames(found)];
  const when = whenOf(firewall, "after", names);
  const plans = assertions.map((assertion) => {
    const unmatched = unmatchedEnds(assertion, when.moment);
    return unmatched.length > 0 ? { assertion, unmatched } : planOf(assertion, when, instances);
  });
  const trials = plans.flatMap((plan) => ("trials" in plan ? plan.trials : []));
  const run = untilFailure(runIn);
  const connections = await connectionAttempts(trials, run, tell);
  const datagrams = await datagramAttempts(trials, run, tell);
  const attemptsFrom = (id: string): Attempts =>
    new Map([...(connections.get(id) ?? []), ...(datagrams.get(id) ?? [])]);
  return plans.map((plan) =>
    "trials" in plan
      ? testedBy(plan, attemptsFrom, { firewall, names })
      : withoutEnds(plan.assertion, plan.unmatched),
  );
}

const withoutEnds = (assertion: Assertion, unmatched: Tested["unmatched"]): Tested => ({
  ...{ path: assertion.path, assertion: statementOf(assertion), result: "unmatched", failed: true },
  ...{ findings: [], attempts: 0, notTested: [] },
  ...(unmatched && { unmatched }),
});
