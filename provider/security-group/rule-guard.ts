import type { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";

import { resolveTarget } from "../cluster/kubeconfig";
import { ownerHash } from "../common/names";
import { programError } from "../record/failure";
import { knownValue } from "../record/known-now";
import { perProgram } from "../record/program";
import type { PolicyContent } from "./edited-policy";
import { refusalOfRemoved, refusalOfRule } from "./guard-lifecycle";
import { contentOf } from "./security-group-guard";
import type { SecurityGroupGuard } from "./security-group-guard";

/**
 * Ends the program if it changes the policy of a rule, but the current context has left the cluster that the guard of the
 * group recorded. A new rule isn't a change.
 */
export function guardRule(
  { kind, name, objectName }: { kind: string; name: string; objectName: string },
  policy: NetworkPolicy,
  { clusterId, clusterContext }: SecurityGroupGuard,
): void {
  if (!clusterId || !clusterContext) return;
  pulumi
    .all([clusterId, clusterContext, policy.id, policy.metadata.namespace])
    .apply(async ([id, context, , namespace]) => {
      // Nearly always. No cluster is asked.
      if (!id || !context || resolveTarget({}).context === context) return;
      const place = { policyName: objectName, namespace, clusterId: id, clusterContext: context };
      const content = (await knownValue(contentOf(policy))) as PolicyContent | string;
      const refusal = await refusalOfRule({ kind, name, groupId: "", ownTarget: false, ...place }, content);
      if (refusal)
        throw programError({ verb: "update", kind, name, cause: refusal.reason, fix: refusal.fix });
    });
}

const ofProgram = perProgram(() => ({ policies: new Set<string>(), checks: [] as (() => Promise<void>)[] }));

/** Notes a policy that the program declares. */
export const notePolicy = (objectName: string): void => void ofProgram().policies.add(objectName);

interface Monitor {
  /** Its last argument is called with the answer. */
  signalAndWaitForShutdown(...call: unknown[]): void;
}

/**
 * Runs checks once the program has declared all, and before the engine deletes what it no longer has: at the end of the
 * process, or when an inline program of the Automation API, whose process goes on, tells the engine that it has ended. A
 * check that fails is an unhandled rejection, by which both fail.
 */
function beforeDeletions(run: () => Promise<unknown>): void {
  let checked: Promise<unknown> | undefined;
  const check = () => (checked ??= run());
  process.once("beforeExit", () => void check());
  const monitor = pulumi.runtime.getMonitor() as unknown as Partial<Monitor> | undefined;
  const tell = monitor?.signalAndWaitForShutdown?.bind(monitor);
  if (!monitor || !tell) return;
  monitor.signalAndWaitForShutdown = (...call) => {
    void check().then(() => tell(...call));
    // The engine isn't told, and the SDK has seen the rejection by then.
    check().catch(() => setImmediate(call.at(-1) as (error: null) => void, null));
  };
}

/**
 * Ends the program, once it has declared all, if it no longer has a rule of a group that the current context has left. The
 * engine deletes nothing of a program that fails.
 */
export function guardRemovedRules(
  { kind, name, groupId, objectName }: { kind: string; name: string; groupId: string; objectName: string },
  policy: NetworkPolicy,
  { clusterId, clusterContext }: SecurityGroupGuard,
): void {
  if (!clusterId || !clusterContext) return;
  const { policies, checks } = ofProgram();
  const owner = ownerHash({ project: pulumi.getProject(), stack: pulumi.getStack() });
  pulumi.all([clusterId, clusterContext, policy.metadata.namespace]).apply(([id, context, namespace]) => {
    if (!id || !context || resolveTarget({}).context === context) return;
    const place = { policyName: objectName, namespace, clusterId: id, clusterContext: context };
    const state = { kind, name, groupId, ownTarget: false, ...place };
    if (checks.length === 0) beforeDeletions(() => Promise.all(checks.map((check) => check())));
    checks.push(async () => {
      const refusal = await refusalOfRemoved(state, owner, policies);
      if (refusal)
        throw programError({ verb: "update", kind, name, cause: refusal.reason, fix: refusal.fix });
    });
  });
}
