import type { Cluster } from "../cluster/cluster";
import { hasContext, resolveTarget } from "../cluster/kubeconfig";
import { answerOf, deletion, locate as locateIn } from "../cluster/operation";
import { followRun } from "../cluster/run";
import { configuredSelection, mergeSelections, withKnownPlace } from "../cluster/target";
import type { ClusterSelection, RecordedPlace } from "../cluster/target";
import { explain } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { defined, isAbsent, isGiven, isRecord, isUnknown } from "../common/values";
import type { Values } from "./kind";

type Raw = Record<string, unknown>;

/** The cluster that the stack's configuration names. */
let stackSelection: ClusterSelection = {};

/** What a lifecycle gets to know of the stack's configuration. */
export interface ConfigureRequest {
  config: { get(key: string): string | undefined };
}

/** The operations of a record, in a process that ends with its engine. */
export const withRun = <T extends { configure(request: ConfigureRequest): void }>(records: T): T => ({
  ...records,
  configure(request: ConfigureRequest): void {
    records.configure(request);
    followRun();
  },
});

/** The operations of a record that also exists in the cluster which the stack's configuration names. */
export const withTarget = <T extends { configure(request: ConfigureRequest): void }>(records: T): T => ({
  ...records,
  // Synchronous, because concurrent calls don't wait for it.
  configure(request: ConfigureRequest): void {
    records.configure(request);
    configureStack(request);
  },
});

/** Reads the stack's configuration. Synchronous, because concurrent calls don't wait for it. */
export function configureStack(request: ConfigureRequest): void {
  followRun();
  stackSelection = configuredSelection((key) => request.config.get(key));
}

/** What inputs and states say of a cluster. */
type Selecting = { readonly [Key in "kubeconfig" | "context" | "ownTarget"]?: unknown };

/** The selection of a resource by its inputs or its state; what they don't name is as the stack's configuration says. */
export const selectionOf = ({ kubeconfig, context, ownTarget }: Selecting): ClusterSelection =>
  mergeSelections(
    { kubeconfig: isNamed(kubeconfig) ? kubeconfig : undefined, context, ownTarget } as ClusterSelection,
    stackSelection,
  );

/**
 * The cluster of a resource as its inputs show it, with the failure if nothing may be created there.
 *
 * A resource stays where it was recorded, unless its arguments or the stack's configuration say otherwise: neither the
 * end of an attachment nor another current context may move it. Only a new one goes to `__place`, which is where its
 * instance is.
 */
export function checkTarget(given: Values, olds: Values): { inputs: Raw; failures: InputFailure[] } {
  const news = withKnownPlace(given, olds);
  const place = placeIn(news, olds);
  const ownTarget = news["ownTarget"] ?? place["ownTarget"];
  const stack = ownTarget ? {} : (stackSelection as Values);
  const pick = (key: keyof ClusterSelection, ...levels: Values[]): unknown =>
    levels.map((level) => level[key]).find(isNamed);
  const recorded = { context: pick("context", olds), namespace: pick("namespace", olds) };
  const named = {
    namespace: pick("namespace", news, stack, olds, place),
    // A recorded one counts only as long as the kubeconfig has it.
    context: pick("context", news, stack, ...(isStillThere(olds) ? [] : [place])),
    kubeconfig: pick("kubeconfig", news, stack, olds, place),
  };
  const { error, ...target } = resolveTarget(named as ClusterSelection, recorded as RecordedPlace);
  const isConfigured = !isNamed(news["kubeconfig"]) && stack["kubeconfig"] !== undefined;
  return {
    inputs: defined({
      namespace: named.namespace ?? target.namespace,
      context: isGiven(named.context) ? named.context : target.context,
      // That of the stack's configuration is merged in where it is used.
      kubeconfig: isConfigured ? undefined : named.kubeconfig,
      ownTarget,
    }),
    failures: error
      ? [{ property: "context", reason: [error.reason, error.fix].filter(Boolean).join(". ") }]
      : [],
  };
}

/** Where a new resource goes. It is unknown as a whole if a part of it is. One that exists doesn't get another Provider. */
function placeIn({ __place: place }: Values, olds: Values): Values {
  const { namespace, ownTarget } = olds;
  const isNew = isAbsent(namespace);
  if (isUnknown(place))
    return isNew ? { namespace: place, context: place, kubeconfig: place } : { ownTarget };
  return isRecord(place) && (isNew || !place["ownTarget"] || ownTarget) ? place : {};
}

const isStillThere = (olds: Values): boolean => isNamed(keptPlace(olds)["context"]);

/** Where a resource was recorded, without a context that its kubeconfig no longer has. */
export function keptPlace({ namespace, context, kubeconfig, ownTarget }: Values): Values {
  return defined({
    namespace,
    context: hasContext(selectionOf({ kubeconfig, context, ownTarget })) ? context : undefined,
  });
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
