import { ExplainedError } from "../common/errors";
import { say } from "../common/secrets";
import { jsonOnly } from "../common/values";
import { hasAnswered } from "./api";
import { connect } from "./cluster";
import type { Cluster } from "./cluster";
import { isUnreachable } from "./cluster-error";
import { resolveTarget } from "./kubeconfig";
import { keepUntilDone } from "./run";
import { mergeSelections } from "./target";
import type { ClusterSelection } from "./target";

/** The cluster and the namespace of a resource: as its inputs say, else as the stack's configuration does. */
export async function locate(
  { kubeconfig, context, namespace, ownTarget }: ClusterSelection,
  stack: ClusterSelection,
): Promise<{ cluster: Cluster; namespace: string }> {
  const selection = mergeSelections({ kubeconfig, context, namespace, ownTarget } as ClusterSelection, stack);
  const cluster = await connect(selection);
  return { cluster, namespace: namespace ?? resolveTarget(selection).namespace ?? "default" };
}

/** The answer of an operation to the engine; this process lives until it is there. */
export async function answerOf<T>(run: () => Promise<T>): Promise<T> {
  const result = await keepUntilDone(run());
  return result === undefined ? result : jsonOnly(result);
}

/** The Kubernetes provider has it under this name: one setting is for all objects of a stack. */
const deleteUnreachable = "PULUMI_K8S_DELETE_UNREACHABLE";

/** A deletion. If the user says so, it is done once the cluster is gone. */
export async function deletion(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    if (process.env[deleteUnreachable] === "true" && !hasAnswered(error.reason)) {
      return say(`warning: ${error.reason}. It counts as deleted, because of ${deleteUnreachable}`);
    }
    const fixes = [error.fix, `If the cluster is gone for good, set ${deleteUnreachable}=true`];
    throw new ExplainedError(error.reason, fixes.filter(Boolean).join(". "));
  }
}
