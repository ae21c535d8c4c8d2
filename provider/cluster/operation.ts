import { jsonOnly } from "../common/values";
import { connect } from "./cluster";
import type { Cluster } from "./cluster";
import { resolveTarget } from "./kubeconfig";
import { keepUntilDone } from "./run";
import { mergeSelections } from "./target";
import type { ClusterSelection } from "./target";

/** The cluster and the namespace of a resource: as its inputs say, else as the stack's configuration does. */
export async function locate(
  { kubeconfig, context, namespace }: ClusterSelection,
  stack: ClusterSelection,
): Promise<{ cluster: Cluster; namespace: string }> {
  const selection = mergeSelections({ kubeconfig, context, namespace }, stack);
  const cluster = await connect(selection);
  return { cluster, namespace: namespace ?? resolveTarget(selection).namespace ?? "default" };
}

/** The answer of an operation to the engine; this process lives until it is there. */
export async function answerOf<T>(run: () => Promise<T>): Promise<T> {
  const result = await keepUntilDone(run());
  return result === undefined ? result : jsonOnly(result);
}
