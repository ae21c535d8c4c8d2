import type { Cluster } from "../cluster/cluster";
import { resolveTarget } from "../cluster/kubeconfig";
import { answerOf, deletion, locate as locateIn } from "../cluster/operation";
import { followRun } from "../cluster/run";
import { configuredSelection, mergeSelections } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import { explain } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { defined, isAbsent, isRecord } from "../common/values";
import type { Values } from "./kind";

type Raw = Record<string, unknown>;

/** The cluster that the stack's configuration names. */
let stackSelection: ClusterSelection = {};

/** What a lifecycle gets to know of the stack's configuration. */
export interface ConfigureRequest {
  config: { get(key: string): string | undefined };
}

/** The operations of a record that also exists in the cluster which the stack's configuration names. */
export const withTarget = <T extends { configure(request: ConfigureRequest): void }>(records: T): T => ({
  ...records,
  // Synchronous, because concurrent calls don't wait for it.
  configure(request: ConfigureRequest): void {
    records.configure(request);
    followRun();
    stackSelection = configuredSelection((key) => request.config.get(key));
  },
});

/**
 * The cluster of a resource as its inputs show it, with the failure if nothing may be created there.
 *
 * A resource stays where it was recorded, unless its arguments or the stack's configuration say otherwise: neither the
 * end of an attachment nor another current context may move it. Only a new one goes to `__place`, which is where its
 * instance is.
 */
export function checkTarget(news: Values, olds: Values): { inputs: Raw; failures: InputFailure[] } {
  const place = isRecord(news["__place"]) ? news["__place"] : {};
  const pick = (key: keyof ClusterSelection): unknown =>
    [news, stackSelection as Values, olds, place].map((level) => level[key]).find(isNamed);
  const named = { namespace: pick("namespace"), context: pick("context"), kubeconfig: pick("kubeconfig") };
  const { error, ...target } = resolveTarget(mergeSelections(named as ClusterSelection, {}));
  const isConfigured = !isNamed(news["kubeconfig"]) && stackSelection.kubeconfig !== undefined;
  return {
    inputs: defined({
      namespace: named.namespace ?? target.namespace,
      context: named.context ?? target.context,
      // That of the stack's configuration is merged in where it is used.
      kubeconfig: isConfigured ? undefined : named.kubeconfig,
    }),
    failures: error
      ? [{ property: "context", reason: [error.reason, error.fix].filter(Boolean).join(". ") }]
      : [],
  };
}

/** The program passes an empty text for what it doesn't name, so that the engine keeps the property secret. */
const isNamed = (value: unknown): boolean => !isAbsent(value) && value !== "";

/** The cluster of a resource, by its inputs. */
export const locate = (inputs: ClusterSelection): Promise<{ cluster: Cluster; namespace: string }> =>
  locateIn({ ...inputs, kubeconfig: inputs.kubeconfig || undefined }, stackSelection);

/** Runs one operation; an explained error becomes one whole message. */
export async function attempt<T>(
  subject: { verb: string; kind: string; name: string },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await answerOf(run);
  } catch (error) {
    throw explain(error, subject);
  }
}

/** Runs one deletion in the same way. */
export const attemptDeletion = (
  subject: { kind: string; name: string },
  run: () => Promise<void>,
): Promise<void> => attempt({ ...subject, verb: "delete" }, () => deletion(run));

/** Milliseconds that one operation may wait. */
export const limit = 90_000;
