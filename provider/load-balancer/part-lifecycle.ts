import type { Cluster } from "../cluster/cluster";
import { ExplainedError } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { isOrigin, ownOrigin } from "../common/origin";
import { containsUnknown, isGiven, sameValue } from "../common/values";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import type { lifecycleOf } from "../record/lifecycle";
import { attempt, attemptDeletion, checkTarget, locate, withTarget } from "../record/target";
import { partIn, toPartMap } from "./objects";
import type { KeptPart } from "./objects";
import { serviceName } from "./names";
import { sync } from "./sync";
import type { Change } from "./sync";

type Raw = Record<string, unknown>;
export type Operations = ReturnType<typeof lifecycleOf>;
type ConfigureRequest = Parameters<Operations["configure"]>[0];

/** The objects of one part. */
export interface Place {
  cluster: Cluster;
  namespace: string;
  /** Name of its objects. */
  name: string;
}

/** What a kind does beyond keeping its record for the load balancers. */
export interface PartHooks {
  configure?(request: ConfigureRequest): void;
  /** Inputs that previews show beside those of the record. */
  inputs?(inputs: Values, olds: Values): Raw;
  /** Runs before the part is kept, in place of what the resource of this URN had before. */
  prepare?(place: Place, inputs: Values, before?: Values): Promise<void>;
  /** What the objects show that differs from the state. */
  observed?(place: Place, props: Values): Promise<Raw>;
  /** Throws if the part is protected from its deletion. */
  refuse?(props: Values): void;
  /** Deletes what belongs to the part only. */
  remove?(place: Place, props: Values): Promise<void>;
}

const idKeys = ["recordId", "loadBalancerArn", "listenerArn", "targetGroupArn"];

/** Ids of the parts that are in the engine's state: whoever runs it may replace and update them. */
const trackedIds = new Set<string>();

/** The ids by which the load balancers that a part changes are found. */
export const changeOf = (values: Values): Change =>
  idKeys.map((key) => values[key]).filter((id): id is string => typeof id === "string" && id !== "");

/**
 * The operations of a load balancer or of one of its parts: a record, a ConfigMap that keeps it in the cluster, and what
 * the load balancers make of all ConfigMaps.
 */
export function partLifecycle(token: string, records: Operations, hooks: PartHooks = {}) {
  const kind = token.replace("lb:", "");
  const subject = (verb: string, values: Values) => ({
    verb,
    kind,
    name: identityIn(values["__urn"]).name,
  });
  const placeOf = async (values: Values): Promise<Place> => ({
    ...(await locate(values)),
    name: serviceName(String(values["__urn"])),
  });
  const extraKeys = (inputs: Values): string[] => [
    "namespace",
    "context",
    ...Object.keys(hooks.inputs?.(inputs, {}) ?? {}),
  ];

  /** What is kept for the resource of this URN: by an earlier try, or by the resource that this one replaces. */
  const keptIn = async ({ cluster, namespace, name }: Place): Promise<KeptPart | undefined> => {
    const existing = await cluster.object("configmaps", namespace, name);
    const kept = existing && partIn(existing);
    if (kept && !trackedIds.has(kept.id) && !isOrigin(kept.origin)) {
      throw new ExplainedError(
        `ConfigMap ${name} already exists: another machine, user or folder created it for a stack of the same name`,
        `Use another namespace, or delete it with "kubectl delete configmap ${name} --namespace ${namespace}"`,
      );
    }
    return kept;
  };

  const keep = async (place: Place, values: Values, before?: KeptPart): Promise<void> => {
    const { cluster, namespace } = place;
    await hooks.prepare?.(place, values, before?.values);
    const formerId = before?.id === values["recordId"] ? before?.values["formerId"] : before?.id;
    await cluster.apply("configmaps", toPartMap(token, { ...values, formerId }, namespace, ownOrigin()));
  };

  /** Leaves what there was before a create that failed: no state has the part, so nothing else would take it back. */
  const undo = async (place: Place, inputs: Values, before: KeptPart | undefined): Promise<void> => {
    const { cluster, namespace, name } = place;
    if (before) {
      const restored = { ...before.values, recordId: before.id, __urn: inputs["__urn"] };
      await keep(place, restored, { ...before, values: inputs });
    } else {
      await cluster.deleteObject("configmaps", namespace, name);
      await hooks.remove?.(place, inputs);
    }
    await sync(cluster, namespace, changeOf(inputs));
  };

  const remove = async (place: Place, values: Values): Promise<void> => {
    const { cluster, namespace, name } = place;
    await cluster.deleteObject("configmaps", namespace, name);
    await sync(cluster, namespace, changeOf(values));
    await hooks.remove?.(place, values);
  };

  const placed = withTarget(records);
  return {
    ...placed,
    configure(request: ConfigureRequest): void {
      placed.configure(request);
      hooks.configure?.(request);
    },

    async check(olds: Values, news: Values): Promise<{ inputs: Raw; failures: InputFailure[] }> {
      if (typeof olds["recordId"] === "string") trackedIds.add(olds["recordId"]);
      const { inputs, failures } = await records.check(olds, news);
      const target = checkTarget(news, olds);
      const all = { ...inputs, ...target.inputs };
      return {
        inputs: { ...all, ...hooks.inputs?.(all, olds) },
        failures: [...failures, ...target.failures],
      };
    },

    async diff(id: string, olds: Values, news: Values) {
      const answer = await records.diff(id, olds, news);
      const others = extraKeys(news).filter((key) => !sameValue(olds[key], news[key]));
      const moved = others.filter((key) => ["namespace", "context"].includes(key) && isGiven(olds[key]));
      if (others.length === 0)
        return olds["__urn"] === news["__urn"] ? answer : { replaces: answer.replaces };
      const replaces = [...(answer.replaces ?? []), ...moved];
      // The engine compares inputs only, and what a refresh saw is in the outputs.
      const isDrift = answer.changes === false && !containsUnknown(others.map((key) => news[key]));
      return isDrift ? { changes: true as const, replaces } : { replaces };
    },

    create: (inputs: Values) =>
      attempt(subject("create", inputs), async () => {
        const place = await placeOf(inputs);
        const before = await keptIn(place);
        try {
          await keep(place, inputs, before);
          const served = await sync(place.cluster, place.namespace, changeOf(inputs));
          await served();
        } catch (error) {
          await undo(place, inputs, before).catch(() => undefined);
          throw error;
        }
        return records.create(inputs);
      }),

    update: (id: string, olds: Values, news: Values) =>
      attempt(subject("update", news), async () => {
        const place = await placeOf(news);
        await keep(place, news, await keptIn(place));
        const served = await sync(place.cluster, place.namespace, changeOf(news));
        await served();
        return records.update(id, olds, news);
      }),

    read: (id: string, props: Values) =>
      attempt(subject("read", props), async () => {
        if (props["recordId"] === undefined) return records.read(id, props);
        const place = await placeOf(props);
        const map = await place.cluster.object("configmaps", place.namespace, place.name);
        if (!map || partIn(map)?.id !== id) return { id: "" };
        return { id, props: { ...props, ...(await hooks.observed?.(place, props)) } };
      }),

    delete: (id: string, props: Values) =>
      attemptDeletion(subject("delete", props), async () => {
        hooks.refuse?.(props);
        const place = await placeOf(props);
        const map = await place.cluster.object("configmaps", place.namespace, place.name);
        // Its replacement has the same name. Without a map, an earlier deletion was interrupted.
        if (!map || partIn(map)?.id === id) await remove(place, props);
      }),
  };
}
