import type { Cluster } from "../cluster/cluster";
import { isMarked, mayHaveBeenSaved } from "../cluster/objects";
import type { VolumeSnapshot } from "../cluster/objects";
import { clusterIn } from "../cluster/target";
import { unlessRefused } from "../cluster/tolerate";
import type { InputFailure } from "../common/errors";
import { annotationKeys, labelKeys, ownerLabels, savedPatch, volumeKey } from "../common/names";
import { isOrigin, ownOrigin } from "../common/origin";
import { say } from "../common/secrets";
import { tagsIn } from "../common/tags";
import { containsUnknown, defined } from "../common/values";
import { identityIn, whileUnknown } from "../record/check";
import type { Values } from "../record/kind";
import type { lifecycleOf } from "../record/lifecycle";
import { recordById } from "../record/registry";
import { attempt, attemptDeletion, checkTarget, keptPlace, locate, withTarget } from "../record/target";
import { unmarkOnceSaved, unmarkStored } from "./marks";
import { isLeft } from "./own-claim";
import {
  deleteSnapshot,
  existingSnapshot,
  refuseInUse,
  sizeOfSnapshot,
  snapshotClass,
  snapshotsWith,
  sourceVolumeOf,
  storedClaim,
  untilSnapshotReady,
} from "./snapshots";

type Raw = Record<string, unknown>;
type Operations = ReturnType<typeof lifecycleOf>;

const kind = "Snapshot";
const objects = "volumesnapshots";

/** Ids of the snapshots in the engine's state. */
const tracked = new Set<string>();

const nameOf = (values: Values): string => identityIn(values["__urn"]).name;
const subject = (verb: string, values: Values) => ({ verb, kind, name: nameOf(values) });
const keyOf = (values: Values): string => volumeKey(String(values["__urn"]));

/** What the program says of the snapshot itself. */
const metadataOf = (values: Values) => ({
  labels: {
    ...ownerLabels(identityIn(values["__urn"])),
    [labelKeys.snapshotKey]: keyOf(values),
    [labelKeys.volumeId]: String(values["volumeId"]),
  },
  annotations: {
    [annotationKeys.origin]: ownOrigin(),
    [annotationKeys.tags]: JSON.stringify(values["tagsAll"] ?? {}),
    [annotationKeys.description]: String(values["description"] ?? ""),
  },
});

function toSnapshot(values: Values, namespace: string, claim: string, className?: string): VolumeSnapshot {
  const { labels, annotations } = metadataOf(values);
  return {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshot",
    metadata: {
      // The id is new, so no other object has this name.
      name: String(values["recordId"]),
      namespace,
      labels,
      annotations: { ...annotations, [annotationKeys.launchPending]: "true" },
    },
    spec: {
      source: { persistentVolumeClaimName: claim },
      ...(className !== undefined && { volumeSnapshotClassName: className }),
    },
  };
}

/** A snapshot: a record with a VolumeSnapshot, which later volumes are made from. */
export function snapshotLifecycle(records: Operations) {
  return {
    ...withTarget(records),

    async check(olds: Values, news: Values): Promise<{ inputs: Raw; failures: InputFailure[] }> {
      if (typeof olds["recordId"] === "string") tracked.add(olds["recordId"]);
      const { inputs, failures } = await records.check(olds, news);
      const { namespace, context } = olds["volumeId"] === inputs["volumeId"] ? keptPlace(olds) : {};
      const place = { ...placeIn(inputs), ...defined({ namespace, context }) };
      const target = checkTarget({ ...news, ...place }, olds);
      return { inputs: { ...inputs, ...target.inputs }, failures: [...failures, ...target.failures] };
    },

    async diff(id: string, olds: Values, news: Values) {
      unmarkStored(olds, objects, id);
      // The replacement of the volume must not delete the snapshot first.
      const answer = await records.diff(id, olds, whileUnknown(olds, news, ["volumeId"]));
      const isSame =
        answer.changes === false && olds["__urn"] === news["__urn"] && !containsUnknown(news["volumeId"]);
      return isSame ? answer : { replaces: answer.replaces ?? [] };
    },

    create: (inputs: Values) =>
      attempt(subject("create", inputs), async () => {
        const { cluster, namespace } = await locate(inputs);
        const name = String(inputs["recordId"]);
        const report = (line: string) => say(`${kind} "${nameOf(inputs)}": ${line}`);
        await removeLeft(cluster, namespace, inputs, report);
        const claim = await storedClaim(cluster, namespace, String(inputs["volumeId"]), report);
        const className = await snapshotClass(cluster, claim);
        await cluster.apply(objects, toSnapshot(inputs, namespace, claim.metadata?.name ?? "", className));
        const snapshot = await untilSnapshotReady(cluster, namespace, name).catch(async (error: unknown) => {
          await cluster.deleteObject(objects, namespace, name);
          throw error;
        });
        unmarkOnceSaved(cluster, inputs, objects, { ...snapshot.metadata, namespace, name });
        const { id, outs } = await records.create(inputs);
        const volumeSize = Math.max(Number(inputs["volumeSize"] ?? 0), sizeOfSnapshot(snapshot) ?? 0);
        return { id, outs: { ...outs, volumeSize } };
      }),

    update: (id: string, olds: Values, news: Values) =>
      attempt(subject("update", news), async () => {
        const { cluster, namespace } = await locate(news);
        const { labels, annotations } = metadataOf(news);
        const saved = { ...annotations, [annotationKeys.launchPending]: null };
        await cluster.patchObject(objects, namespace, id, { metadata: { labels, annotations: saved } });
        const { outs } = await records.update(id, olds, news);
        return { outs: { ...outs, volumeSize: olds["volumeSize"] } };
      }),

    read: (id: string, props: Values) =>
      attempt(subject("read", props), async () => {
        const { cluster, namespace } = await locate(props);
        if (props["recordId"] !== undefined) {
          const own = await cluster.object(objects, namespace, id);
          if (own && isMarked(own))
            await unlessRefused(() => cluster.patchObject(objects, namespace, id, savedPatch));
          return own ? { id, props: { ...props } } : { id: "" };
        }
        const snapshot = await existingSnapshot(cluster, namespace, id);
        const { annotations } = snapshot.metadata;
        const seen = defined({
          volumeId: sourceVolumeOf(snapshot),
          volumeSize: sizeOfSnapshot(snapshot),
          description: annotations?.[annotationKeys.description] || undefined,
          tags: tagsIn(annotations?.[annotationKeys.tags]) ?? {},
        });
        const answer = await records.read(id, { ...seen, ...props });
        return { id, props: { ...seen, ...answer.props, namespace } };
      }),

    delete: (id: string, props: Values) =>
      attemptDeletion(subject("delete", props), async () => {
        const { cluster, namespace } = await locate(props);
        await refuseInUse(cluster, namespace, id);
        await deleteSnapshot(cluster, namespace, id);
      }),
  };
}

/** A snapshot is where its volume is. */
const placeIn = ({ volumeId }: Values): Values => clusterIn(recordById(String(volumeId))?.values ?? {});

/** Deletes what killed runs of this user's stack left of this snapshot, unless a state may have had it since. */
async function removeLeft(
  cluster: Cluster,
  namespace: string,
  inputs: Values,
  report: (line: string) => void,
): Promise<void> {
  const own = await snapshotsWith(cluster, namespace, `${labelKeys.snapshotKey}=${keyOf(inputs)}`);
  const now = new Date();
  const left = own.filter(
    (snapshot) =>
      isMarked(snapshot) &&
      isOrigin(snapshot.metadata.annotations?.[annotationKeys.origin]) &&
      !tracked.has(nameIn(snapshot)),
  );
  const lasting = left.filter((snapshot) => mayHaveBeenSaved(snapshot, now));
  for (const name of lasting.map(nameIn))
    report(
      `keeps ${name}, which no state has, because it is older than an hour. If you don't need it, run "kubectl delete volumesnapshot ${name} --namespace ${namespace}"`,
    );
  const unsaved = left.filter((snapshot) => !lasting.includes(snapshot));
  await removeWaiting(cluster, namespace, unsaved.map(nameIn));
  await Promise.all(unsaved.map((snapshot) => deleteSnapshot(cluster, namespace, nameIn(snapshot))));
}

const nameIn = ({ metadata }: VolumeSnapshot): string => metadata.name ?? "";

/** Deletes the claims that killed runs left waiting for the data of these snapshots, which Kubernetes keeps for them. */
async function removeWaiting(cluster: Cluster, namespace: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const waiting = (await cluster.claims(namespace)).filter(
    (claim) =>
      names.includes(claim.spec?.dataSource?.name ?? "") && claim.status?.phase !== "Bound" && isLeft(claim),
  );
  await Promise.all(waiting.map(({ metadata }) => cluster.deleteClaim(namespace, metadata?.name ?? "")));
}
