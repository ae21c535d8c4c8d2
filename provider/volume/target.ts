import { type Cluster, connect } from "../cluster/cluster";
import { resolveTarget } from "../cluster/kubeconfig";
import { followRun, keepUntilDone } from "../cluster/run";
import { type ClusterSelection, configuredSelection, mergeSelections } from "../cluster/target";
import { explain, type InputFailure } from "../common/errors";
import { defined, jsonOnly } from "../common/values";
import type { Values } from "../record/kind";

type Raw = Record<string, unknown>;

/** The cluster that the stack's configuration names. */
let stackSelection: ClusterSelection = {};

/** Reads the stack's configuration. Synchronous, because concurrent calls don't wait for it. */
export function configureTarget(request: { config: { get(key: string): string | undefined } }): void {
  followRun();
  stackSelection = configuredSelection((key) => request.config.get(key));
}

/** The cluster of a resource as its inputs show it, with the failure if nothing may be created there. */
export function checkTarget(news: Values, olds: Values): { inputs: Raw; failures: InputFailure[] } {
  const target = resolveTarget(mergeSelections(news as ClusterSelection, stackSelection));
  const { error } = target;
  return {
    inputs: defined({
      namespace: news["namespace"] ?? target.namespace ?? olds["namespace"],
      context: news["context"] ?? target.context ?? olds["context"],
      kubeconfig: news["kubeconfig"],
    }),
    failures: error
      ? [{ property: "context", reason: [error.reason, error.fix].filter(Boolean).join(". ") }]
      : [],
  };
}

/** The cluster of a resource, by its inputs. */
export async function locate(inputs: Values): Promise<{ cluster: Cluster; namespace: string }> {
  const { kubeconfig, context, namespace } = inputs as ClusterSelection;
  const selection = mergeSelections({ kubeconfig, context, namespace } as ClusterSelection, stackSelection);
  const cluster = await connect(selection);
  return { cluster, namespace: namespace ?? resolveTarget(selection).namespace ?? "default" };
}

/** Runs one operation; an explained error becomes one whole message. */
export async function attempt<T>(
  subject: { verb: string; kind: string; name: string },
  run: () => Promise<T>,
): Promise<T> {
  try {
    const result = await keepUntilDone(run());
    return result === undefined ? result : jsonOnly(result);
  } catch (error) {
    throw explain(error, subject);
  }
}

/** Milliseconds that one operation may wait. */
export const limit = 90_000;
