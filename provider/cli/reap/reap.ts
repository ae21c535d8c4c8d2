import { mergeSelections } from "../../cluster/target";
import type { ClusterSelection } from "../../cluster/target";
import { ExplainedError, explain } from "../../common/errors";
import { ownerHash } from "../../common/names";
import { origins } from "../../common/origin";
import { parseDuration } from "../../common/values";
import { defineCommand } from "../command";
import type { Values } from "../command";
import { anyOrigin, json, selectionOf, stackOptions } from "../options";
import { outputWidth, print, printJson, report } from "../output";
import {
  backend,
  enterProject,
  exportedState,
  findStack,
  otherStates,
  readStackSelection,
} from "../stack/pulumi-stack";
import type { StackName } from "../stack/pulumi-stack";
import type { StackState } from "../stack/stack-state";
import { isOrphan, judge } from "./orphans";
import type { Judgment } from "./orphans";
import { reapExitCode, reapText } from "./report";
import type { ReapResult } from "./report";
import { openStackObjects } from "./stack-objects";

const options = {
  yes: { type: "boolean", default: false, text: "Delete the orphans instead of listing them" },
  ...stackOptions,
  stack: {
    type: "string",
    value: "name",
    text: "Pulumi stack, which may no longer exist (default: the selected one)",
  },
  "any-origin": anyOrigin,
  "include-saved": {
    type: "boolean",
    default: false,
    text: "Include what an update once saved, if nothing was retained or moved to another project",
  },
  "older-than": {
    type: "string",
    value: "duration",
    text: 'Keep objects younger than this; "0s" keeps none (default: 10m, or an instance\'s timeouts.create if that is longer)',
    check: (value: string) =>
      parseDuration(value) === undefined ? 'Use a duration like "10m" or "0s"' : undefined,
  },
  json,
} as const;

export const reap = defineCommand({
  name: "reap",
  summary: "List or delete what killed runs and removed stacks left behind",
  options,
  notes: [
    "Run it in a project folder. It finds the stack's Pods, NetworkPolicies, claims, VolumeSnapshots and the objects of its load balancers in the cluster by their label, and compares them with the state that the Pulumi CLI exports. An object that the state doesn't have is an orphan. If the backend no longer has the stack, name it with --stack: what killed runs left is an orphan, and with --include-saved everything is, except volumes and snapshots that may hold data.",
    "Deleting a Pod also deletes its Secret and its volumes, except volumes with deleteOnTermination: false, and those older than an hour of a Pod that has the mark of a killed run.",
    "reap keeps these objects:",
    "- Objects in the state of another stack of the project, for example after a rename.",
    '- Objects of another origin, because a stack of the same name may be in another backend. An origin is a backend and the login to it. A backend in a folder has an id in its .pulumi/ec2-pods-origin; for what a copy or an earlier place of the folder created, add --any-origin. It is safe if one backend has all stacks of the project. Otherwise, check with "pulumi whoami --verbose" that you are logged in to the right backend.',
    "- Objects younger than --older-than, because an update in progress may not have saved them yet. This doesn't apply to a stack that no longer exists.",
    '- Claims that have storage and aren\'t in use by an orphan, because retainOnDelete, deleteOnTermination: false and "pulumi state delete" leave them on purpose. Delete them with kubectl.',
    "- Instances, policies, claims without storage and load balancers that an update may have saved once, for the same reason and because they may have been moved to another project, unless you add --include-saved. A policy is one that a killed update left only if the state says that its creation never finished.",
    "- VolumeSnapshots that an update saved, for the same reason. Delete them with kubectl.",
    "- Policies without which a remaining Pod would be open.",
    "Name any context that isn't recognizably local, with --context or in the stack's configuration.",
  ],
  examples: [
    ["List the orphans of the selected stack", "ec2-pods reap"],
    ["Delete them", "ec2-pods reap --yes"],
    [
      "List what a stack left that no longer exists, whichever runner created it",
      "ec2-pods reap --stack pr-7 --any-origin --include-saved",
    ],
  ],
  exitCodes: { 0: "success, with or without orphans", 1: "an error, or an orphan that could not be deleted" },
  async run({ options: values }) {
    const selection = selectionOf(values);
    const project = enterProject(values.cwd ?? ".");
    const name = await findStack(project, values.stack);
    try {
      const result = await reapStack(name, selection, values);
      if (values.json) printJson(result);
      else print(reapText(result, values, name.reference, outputWidth()));
      return reapExitCode(result);
    } catch (error) {
      throw explain(error, { verb: "reap", kind: "Stack", name: name.reference });
    }
  },
});

/** Finds what a stack left in its cluster, and deletes it if the options say so. */
async function reapStack(
  name: StackName,
  selection: ClusterSelection,
  values: Values<typeof options>,
): Promise<ReapResult> {
  const merged = mergeSelections(selection, await readStackSelection(name, selection));
  const cluster = await openStackObjects(merged, ownerHash(name), values.namespace);
  const objects = await cluster.list();
  // Exported after the list, so that the state has all objects of the list that an update has saved.
  const state = await stateOf(name, values.stack !== undefined);
  const criteria = {
    others: new Map<string, StackState>(),
    origins: values["any-origin"] ? undefined : origins(),
    includeSaved: values["include-saved"],
    olderThan: parseDuration(values["older-than"] ?? ""),
    now: await cluster.now(),
  };
  let judgments = judge(objects, state, criteria);
  if (judgments.length > 0) {
    judgments = judge(objects, state, { ...criteria, others: await otherStates(name) });
  }
  const { project, stack } = name;
  const goneFrom = state ? undefined : await backend(name);
  if (values.yes) await deleteOrphans(cluster, judgments);
  return {
    project,
    stack,
    goneFrom,
    namespace: objects.namespace,
    unlisted: objects.unlisted,
    known:
      [objects.pods, objects.policies, objects.claims, objects.snapshots, objects.loadBalancers].flat()
        .length - judgments.length,
    objects: judgments.map(({ finding }) => finding),
  };
}

async function stateOf(name: StackName, wasNamed: boolean): Promise<StackState | undefined> {
  const state = await exportedState(name);
  if (state || wasNamed) return state;
  throw new ExplainedError(
    "the backend no longer has it",
    `If that is right, name it with --stack ${name.reference}`,
  );
}

/** Deletes Pods first: a policy must outlive the Pods that it protects. */
async function deleteOrphans(
  cluster: Awaited<ReturnType<typeof openStackObjects>>,
  judgments: Judgment[],
): Promise<void> {
  const orphans = judgments.filter(isOrphan);
  const attempt = async ({ finding }: Judgment, deletion: Promise<void>) => {
    try {
      await deletion;
      finding.verdict = "deleted";
    } catch (error) {
      if (!(error instanceof ExplainedError)) throw error;
      finding.verdict = "failed";
      finding.why = [error.reason, error.fix].filter(Boolean).join(". ");
    }
  };
  await Promise.all(orphans.map((each) => "pod" in each && attempt(each, cluster.deletePod(each.pod))));
  const parts = orphans.filter((each) => "part" in each);
  await Promise.all(parts.map((each) => attempt(each, cluster.deletePart(each.part))));
  const deleted = parts.filter(({ finding }) => finding.verdict === "deleted");
  await Promise.all(deleted.map((each) => attempt(each, cluster.unserve(each.part))));
  await Promise.all(orphans.map((each) => "claim" in each && attempt(each, cluster.deleteClaim(each.claim))));
  await Promise.all(
    orphans.map((each) => "snapshot" in each && attempt(each, cluster.deleteSnapshot(each.snapshot))),
  );
  const policies = orphans.filter((each) => "policy" in each);
  if (policies.length > 0 && orphans.some((each) => "pod" in each))
    report("waiting for the deleted Pods to end");
  await Promise.all(policies.map((each) => attempt(each, cluster.deletePolicy(each.policy, each.covered))));
}
