import { mergeSelections } from "../cluster/target";
import { errorMessage, ExplainedError } from "../common/errors";
import { ownerHash } from "../common/names";
import { origin } from "../common/origin";
import { parseDuration } from "../common/values";
import type { ReapOptions } from "./arguments";
import { judge, type Judged } from "./orphans";
import { openOwned } from "./owned-objects";
import {
  backend,
  configuredTarget,
  enterProject,
  exportedState,
  findStack,
  otherStates,
  type StackName,
} from "./pulumi-stack";
import type { Reaping } from "./reap-report";
import { givenTarget } from "./site";
import type { StackState } from "./stack-state";

/** Finds what a stack left in its cluster, and deletes it if that is asked for. */
export async function reap(
  options: ReapOptions,
  report: (line: string) => void,
): Promise<Reaping & { reference: string }> {
  const { namespace } = options;
  const given = givenTarget(options);
  const project = enterProject(options.cwd ?? ".");
  const name = await findStack(project, options.stack);
  try {
    const choice = mergeSelections(given, await configuredTarget(name, given));
    const owned = await openOwned(choice, ownerHash(name), namespace);
    const objects = await owned.list();
    // Only now: what was made since the export isn't among the objects, so it can't be taken for unknown.
    const state = await stateOf(name, options.stack !== undefined);
    const rules = {
      others: new Map<string, StackState>(),
      origin: options["any-maker"] ? undefined : origin(),
      olderThan: parseDuration(options["older-than"] ?? ""),
      now: await owned.now(),
    };
    let judged = judge(objects, state, rules);
    if (judged.some(isOrphan)) judged = judge(objects, state, { ...rules, others: await otherStates(name) });
    const goneFrom = state ? {} : { goneFrom: await backend(name) };
    if (options.yes) await remove(owned, judged, report);
    return {
      ...name,
      ...goneFrom,
      ...(objects.namespace === undefined ? {} : { namespace: objects.namespace }),
      known: objects.pods.length + objects.policies.length - judged.length,
      objects: judged.map(({ finding }) => finding),
    };
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    throw refusal(name, error.reason, error.fix);
  }
}

const refusal = ({ reference }: StackName, cause: string, fix?: string): Error =>
  new Error(errorMessage({ verb: "reap", kind: "Stack", name: reference, cause, ...(fix ? { fix } : {}) }));

async function stateOf(name: StackName, wasNamed: boolean): Promise<StackState | undefined> {
  const state = await exportedState(name);
  if (state || wasNamed) return state;
  throw refusal(name, "it is gone", `Name it with --stack ${name.reference} if that is right`);
}

const isOrphan = ({ finding }: Judged): boolean => finding.verdict === "orphan";

/** Pods first: a policy goes only once the Pods are gone that it is for. */
async function remove(
  owned: Awaited<ReturnType<typeof openOwned>>,
  judged: Judged[],
  report: (line: string) => void,
): Promise<void> {
  const orphans = judged.filter(isOrphan);
  const attempt = async ({ finding }: Judged, deletion: Promise<void>) => {
    try {
      await deletion;
      finding.verdict = "deleted";
    } catch (error) {
      if (!(error instanceof ExplainedError)) throw error;
      finding.verdict = "failed";
      finding.why = [error.reason, error.fix].filter(Boolean).join(". ");
    }
  };
  await Promise.all(orphans.map((each) => "pod" in each && attempt(each, owned.deletePod(each.pod))));
  const policies = orphans.filter((each) => "policy" in each);
  if (policies.length > 0 && policies.length < orphans.length) report("waits for the deleted Pods to end");
  await Promise.all(policies.map((each) => attempt(each, owned.deletePolicy(each.policy, each.covered))));
}
