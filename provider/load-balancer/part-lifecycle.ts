import { runAfterSave } from "../cluster/after-save";
import type { Cluster } from "../cluster/cluster";
import { unlessRefused } from "../cluster/tolerate";
import { explain, ExplainedError } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { savedPatch } from "../common/names";
import { isOrigin, ownOrigin } from "../common/origin";
import { containsUnknown, defined, isGiven, sameValue } from "../common/values";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import type { lifecycleOf } from "../record/lifecycle";
import { recordById } from "../record/registry";
import { attempt, attemptDeletion, checkTarget, locate, withTarget } from "../record/target";
import { inputsBefore, keptInputs } from "./kept-values";
import { deleteKeeper, keptPart, keptParts } from "./keepers";
import { serviceName } from "./names";
import { formerIdsOf, isOurs, toPartSecret } from "./objects";
import type { KeptPart } from "./objects";
import { requireOwners } from "./owners";
import { nameTaken } from "./serving";
import { sync } from "./sync";
import type { Change } from "./sync";
import { isTracked, track } from "./tracked";

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
  /** Refuses what can't be served, before anything changes; `before` is what this state or an earlier try has kept. */
  require?(place: Place, inputs: Values, before?: Values): Promise<void>;
  /** Runs before the part is kept, in place of what the resource of this URN had before. */
  prepare?(place: Place, inputs: Values, before?: Values): Promise<void>;
  /** What the objects show that differs from the state. */
  observed?(place: Place, props: Values): Promise<Raw>;
  /** What a refresh shows of objects that are left without their record, so that they stay in the state. */
  remains?(place: Place, props: Values): Promise<Raw | undefined>;
  /** Why the part may not be deleted; undefined if it may. */
  protection?(props: Values): ExplainedError | undefined;
  /** Deletes what belongs to the part only. */
  remove?(place: Place, props: Values): Promise<void>;
}

/** Another name of the objects of a part, with what is kept there. */
interface FormerPlace extends Place {
  kept: KeptPart | undefined;
}

const idKeys = ["recordId", "loadBalancerArn", "listenerArn", "targetGroupArn"];

/** Ids of the parts that this run has created. */
const createdIds = new Set<string>();

/** Whether a killed run has created a part that no state has. */
const isLeft = ({ id, isPending, origin }: KeptPart): boolean =>
  isPending && !isTracked(id) && !createdIds.has(id) && isOrigin(origin);

/** The ids that others may still name the part by. What a killed run created may be named by either. */
function formerIdIn(before: KeptPart, id: unknown): unknown {
  if (before.id === id) return before.values["formerId"];
  return isLeft(before)
    ? [before.id, ...formerIdsOf(before.values)].filter((each) => each !== id)
    : before.id;
}

/** The ids by which the load balancers that a part changes are found. */
export const changeOf = (values: Values): Change =>
  idKeys.map((key) => values[key]).filter((id): id is string => typeof id === "string" && id !== "");

/**
 * The operations of a load balancer or of one of its parts: a record, a Secret that keeps it in the cluster, and what the
 * load balancers make of all of them.
 */
export function partLifecycle(token: string, records: Operations, hooks: PartHooks = {}) {
  const kind = token.replace("lb:", "");
  const subject = (verb: string, values: Values) => ({
    verb,
    kind,
    name: identityIn(values["__urn"]).name,
  });
  const nameOf = (values: Values): string => serviceName(String(values["__urn"]));
  const placeOf = async (values: Values): Promise<Place> => ({
    ...(await locate(values)),
    name: nameOf(values),
  });
  const shownKeys = (inputs: Values): string[] => Object.keys(hooks.inputs?.(inputs, {}) ?? {});

  /** What is kept for the resource of this URN: by an earlier try, or by the resource that this one replaces. */
  const keptIn = async (place: Place): Promise<KeptPart | undefined> => {
    const { cluster, namespace, name } = place;
    const kept = await keptPart(cluster, place);
    if (kept && !isTracked(kept.id) && !isOrigin(kept.origin)) {
      const keeper = kept.keptIn === "secrets" ? "Secret" : "ConfigMap";
      throw new ExplainedError(
        `${keeper} ${name} already exists: another machine, user or folder created it for a stack of the same name`,
        `Use another namespace, or delete it with "kubectl delete ${keeper.toLowerCase()} ${name} --namespace ${namespace}"`,
      );
    }
    const secret = kept?.keptIn === "secrets" ? undefined : await cluster.object("secrets", namespace, name);
    if (secret && !isOurs(secret)) throw nameTaken(secret, kind);
    return kept;
  };

  /** The other names that the part has or had: an alias, a move and a new name of the stack change its URN. */
  const formerPlaces = async (place: Place, id: string, olds: Values): Promise<FormerPlace[]> => {
    const { cluster, namespace } = place;
    const parts = await keptParts(cluster, namespace);
    const isFree = (name: string) => parts.every((part) => part.name !== name);
    const own = parts.filter((part) => part.kind === token && part.id === id).map(({ name }) => name);
    // A killed update may have deleted what kept it, and not yet what belonged to it.
    const names = new Set([...own, ...[nameOf(olds)].filter(isFree)]);
    return [...names]
      .filter((name) => name !== place.name)
      .map((name) => ({ ...place, name, kept: parts.find((part) => part.name === name) }));
  };

  /** What is kept of the part under its name, or under another one that a killed update gave it. */
  const found = async (place: Place, id: string, props: Values): Promise<KeptPart | undefined> => {
    const kept = await keptPart(place.cluster, place);
    if (kept?.id === id) return kept;
    return (await formerPlaces(place, id, props)).flatMap((former) => former.kept ?? [])[0];
  };

  const keep = async (
    place: Place,
    values: Values,
    before?: KeptPart,
    { isPending = false } = {},
  ): Promise<void> => {
    const { cluster, namespace } = place;
    await hooks.prepare?.(place, values, before?.values);
    const formerId = before && formerIdIn(before, values["recordId"]);
    const secret = toPartSecret(token, { ...values, formerId }, namespace, ownOrigin(), isPending);
    await cluster.apply("secrets", secret);
  };

  /** Leaves what there was before a create that failed: no state has the part, so nothing else would take it back. */
  const undo = async (place: Place, inputs: Values, before: KeptPart | undefined): Promise<void> => {
    const { cluster, namespace } = place;
    if (before) {
      const restored = { ...before.values, recordId: before.id, __urn: inputs["__urn"] };
      await keep(
        place,
        restored,
        { ...before, values: { ...inputs, formerId: before.values["formerId"] } },
        before,
      );
    } else {
      await deleteKeeper(cluster, place);
      await hooks.remove?.(place, inputs);
    }
    await sync(cluster, namespace, changeOf(inputs));
  };

  /** Leaves what there was before an update that failed: the state still has it, so a reverted program changes nothing. */
  const takeBack = async (
    place: Place,
    olds: Values,
    news: Values,
    before: KeptPart | undefined,
  ): Promise<void> => {
    const { cluster, namespace, name } = place;
    const old = { ...place, name: nameOf(olds) };
    const values = inputsBefore(token, olds, before?.values ?? news, shownKeys(news));
    if (old.name !== name) await deleteKeeper(cluster, place);
    await keep(
      old,
      values,
      before && { ...before, values: { ...news, formerId: before.values["formerId"] } },
    );
    await sync(cluster, namespace, changeOf(values));
    if (old.name !== name) await hooks.remove?.(place, news);
  };

  /** Why a change may not replace the part; a change that a preview doesn't know forbids nothing yet. */
  const protectionFrom = (
    olds: Values,
    news: Values,
    replaces: readonly string[],
    isElsewhere: boolean,
  ): ExplainedError | undefined => {
    // A refresh asks for what the next update will do, and has checked nothing. It must not fail.
    const checked = recordById(String(news["recordId"]));
    const isReplaced = replaces.some((key) => !containsUnknown(news[key]));
    if (!isReplaced || !checked) return undefined;
    // What is retained stays as it is, unless the new one has the same objects: then it takes them over.
    if (checked.isRetained && isElsewhere) return undefined;
    // The engine deletes what is replaced as the state has it, whatever the program says now.
    return hooks.protection?.(olds);
  };

  /** What a state surely has loses its mark. */
  const unmark = async (
    { cluster, namespace, name }: Place,
    keeper: KeptPart["keptIn"] = "secrets",
  ): Promise<void> => {
    await unlessRefused(() => cluster.patchObject(keeper, namespace, name, savedPatch));
  };

  const remove = async (place: Place, values: Values): Promise<void> => {
    const { cluster, namespace } = place;
    await deleteKeeper(cluster, place);
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
      track(olds, news);
      const { inputs, failures } = await records.check(olds, news);
      const target = checkTarget(news, olds);
      const all = { ...inputs, ...target.inputs };
      return {
        inputs: { ...all, ...hooks.inputs?.(all, olds) },
        failures: [...failures, ...target.failures],
      };
    },

    async diff(id: string, olds: Values, news: Values, moved?: string) {
      const answer = await records.diff(id, olds, news);
      const others = ["namespace", "context", ...shownKeys(news)].filter(
        (key) => !sameValue(olds[key], news[key]),
      );
      const places = others.filter((key) => ["namespace", "context"].includes(key) && isGiven(olds[key]));
      const replaces = [...(answer.replaces ?? []), ...places, ...(moved ? [moved] : [])];
      const isElsewhere = moved !== undefined || places.length > 0;
      const protection = protectionFrom(olds, news, replaces, isElsewhere);
      if (protection) throw explain(protection, subject("update", news));
      if (others.length === 0)
        return olds["__urn"] === news["__urn"] ? answer : { replaces: answer.replaces };
      // The engine compares inputs only, and what a refresh saw is in the outputs.
      const isDrift = answer.changes === false && !containsUnknown(others.map((key) => news[key]));
      return isDrift ? { changes: true as const, replaces } : { replaces };
    },

    create: (inputs: Values) =>
      attempt(subject("create", inputs), async () => {
        const place = await placeOf(inputs);
        await requireOwners(place, token, inputs);
        const before = await keptIn(place);
        await hooks.require?.(place, inputs, before?.values);
        try {
          await keep(place, inputs, before, { isPending: true });
          const served = await sync(place.cluster, place.namespace, changeOf(inputs));
          await served();
        } catch (error) {
          await undo(place, inputs, before).catch(() => undefined);
          throw error;
        }
        createdIds.add(String(inputs["recordId"]));
        runAfterSave(() => unmark(place));
        return records.create(inputs);
      }),

    update: (id: string, olds: Values, news: Values) =>
      attempt(subject("update", news), async () => {
        const place = await placeOf(news);
        const { cluster, namespace, name } = place;
        await requireOwners(place, token, news);
        const own = await keptIn(place);
        const isAsBefore = own?.id === id && nameOf(olds) === name;
        const former = isAsBefore ? [] : await formerPlaces(place, id, olds);
        const before = own ?? former.find(({ kept }) => kept)?.kept;
        await hooks.require?.(place, news, before?.values ?? olds);
        try {
          // First, so that there are never two of them: both would be served.
          for (const each of former) await deleteKeeper(cluster, each);
          await keep(place, news, before);
          const served = await sync(cluster, namespace, changeOf(news));
          await served();
        } catch (error) {
          await takeBack(place, olds, news, before).catch(() => undefined);
          throw error;
        }
        // Last, so that what serves by the old name does until something serves by the new one.
        for (const each of former) await hooks.remove?.(each, olds);
        return records.update(id, olds, news);
      }),

    read: (id: string, props: Values) =>
      attempt(subject("read", props), async () => {
        if (props["recordId"] === undefined) return records.read(id, props);
        const place = await placeOf(props);
        const kept = await found(place, id, props);
        if (!kept) {
          const isReplaced = (await keptPart(place.cluster, place)) !== undefined;
          const remains = isReplaced ? undefined : await hooks.remains?.(place, props);
          return remains ? { id, props: { ...props, ...remains } } : { id: "" };
        }
        if (kept.isPending) await unmark({ ...place, name: kept.name }, kept.keptIn);
        // The engine compares inputs: those of a killed update must be in the state, or a reverted program changes nothing.
        const inputs = keptInputs(token, kept.values, props);
        const { outs } = inputs ? await records.update(id, props, inputs) : { outs: props };
        const seen = await hooks.observed?.({ ...place, name: kept.name }, outs);
        const all = { ...defined({ clusterId: props["clusterId"] }), ...outs, ...seen };
        return { id, props: all, ...defined({ inputs }) };
      }),

    delete: (id: string, props: Values) =>
      attemptDeletion(subject("delete", props), async () => {
        const place = await placeOf(props);
        const kept = await keptPart(place.cluster, place);
        const left = kept && isLeft(kept) && formerIdsOf(kept.values).includes(id) ? kept : undefined;
        // Its replacement has the same name.
        if (kept && kept.id !== id && !left) return;
        // If nothing is kept, an earlier deletion was interrupted, or an update that gives it another name.
        const former = kept ? [] : await formerPlaces(place, id, props);
        const protection = hooks.protection?.(props);
        const isThere = async () =>
          kept !== undefined ||
          former.length > 0 ||
          // A record may be lost, and its objects go on serving.
          (await hooks.remains?.(place, props)) !== undefined;
        if (protection && (await isThere())) throw protection;
        const leftProtection = left && hooks.protection?.(left.values);
        if (leftProtection) throw leftProtection;
        if (left) await remove(place, { ...left.values, __urn: props["__urn"] });
        for (const each of [place, ...former]) await remove(each, props);
      }),
  };
}
