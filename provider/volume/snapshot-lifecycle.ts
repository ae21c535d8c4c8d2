import type { Cluster } from "../cluster/cluster";
import type { VolumeSnapshot } from "../cluster/objects";
import { runAfterSave } from "../cluster/run";
import type { InputFailure } from "../common/errors";
import { annotationKeys, labelKeys, ownerLabels, volumeKey } from "../common/names";
import { origin } from "../common/origin";
import { defined } from "../common/values";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import type { lifecycleOf } from "../record/lifecycle";
import { recordById } from "../record/registry";
import { attempt, checkTarget, configureTarget, locate } from "../record/target";
import {
  deleteSnapshot,
  sizeOfSnapshot,
  snapshotClass,
  snapshotNotFound,
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
    [annotationKeys.origin]: origin(),
    [annotationKeys.tags]: JSON.stringify(values["tagsAll"] ?? {}),
    [annotationKeys.description]: String(values["description"] ?? ""),
  },
});

/** Until the engine has saved a snapshot, the next run deletes it: that of a killed run is in no state. */
const savedPatch = { metadata: { annotations: { [annotationKeys.launchPending]: null } } };

function toSnapshot(values: Values, namespace: string, claim: string, className?: string): VolumeSnapshot {
  const { labels, annotations } = metadataOf(values);
  return {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshot",
    metadata: {
      // Nobody else has this id, so no other object has this name.
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
    ...records,
    configure(request: Parameters<Operations["configure"]>[0]): void {
      records.configure(request);
      configureTarget(request);
    },

    async check(olds: Values, news: Values): Promise<{ inputs: Raw; failures: InputFailure[] }> {
      if (typeof olds["recordId"] === "string") tracked.add(olds["recordId"]);
      const { inputs, failures } = await records.check(olds, news);
      const target = checkTarget({ ...news, ...placeIn(inputs) }, olds);
      return { inputs: { ...inputs, ...target.inputs }, failures: [...failures, ...target.failures] };
    },

    create: (inputs: Values) =>
      attempt(subject("create", inputs), async () => {
        const { cluster, namespace } = await locate(inputs);
        const name = String(inputs["recordId"]);
        const report = (line: string) => console.log(`${kind} "${nameOf(inputs)}": ${line}`);
        const claim = await storedClaim(cluster, namespace, String(inputs["volumeId"]), report);
        const className = await snapshotClass(cluster, claim);
        await removeLeft(cluster, namespace, inputs);
        await cluster.apply(objects, toSnapshot(inputs, namespace, claim.metadata?.name ?? "", className));
        const snapshot = await untilSnapshotReady(cluster, namespace, name).catch(async (error: unknown) => {
          await cluster.deleteObject(objects, namespace, name);
          throw error;
        });
        runAfterSave(() => cluster.patchObject(objects, namespace, name, savedPatch));
        const { id, outs } = await records.create(inputs);
        return { id, outs: { ...outs, volumeSize: inputs["volumeSize"] ?? sizeOfSnapshot(snapshot) } };
      }),

    update: (id: string, olds: Values, news: Values) =>
      attempt(subject("update", news), async () => {
        const { cluster, namespace } = await locate(news);
        const { labels, annotations } = metadataOf(news);
        const saved = { ...annotations, [annotationKeys.launchPending]: null };
        await cluster.patchObject(objects, namespace, id, { metadata: { labels, annotations: saved } });
        return records.update(id, olds, news);
      }),

    read: (id: string, props: Values) =>
      attempt(subject("read", props), async () => {
        const { cluster, namespace } = await locate(props);
        const snapshot = await cluster.object(objects, namespace, id);
        const isLookup = props["recordId"] === undefined;
        if (!snapshot && !isLookup) return { id: "" };
        if (!snapshot) throw snapshotNotFound(id, namespace);
        if (!isLookup) return { id, props: { ...props } };
        const { annotations } = snapshot.metadata;
        const seen = defined({
          volumeId: sourceVolumeOf(snapshot),
          volumeSize: sizeOfSnapshot(snapshot),
          description: annotations?.[annotationKeys.description] || undefined,
          tags: JSON.parse(annotations?.[annotationKeys.tags] ?? "{}") as unknown,
        });
        const answer = await records.read(id, { ...seen, ...props });
        return { id, props: { ...seen, ...answer.props, namespace } };
      }),

    delete: (id: string, props: Values) =>
      attempt(subject("delete", props), async () => {
        const { cluster, namespace } = await locate(props);
        await deleteSnapshot(cluster, namespace, id);
      }),
  };
}

/** A snapshot is where its volume is. */
function placeIn({ volumeId }: Values): Values {
  const { namespace, context, kubeconfig } = recordById(String(volumeId))?.values ?? {};
  return defined({ namespace, context, kubeconfig });
}

/** Deletes what killed runs of this user's stack left of this snapshot. */
async function removeLeft(cluster: Cluster, namespace: string, inputs: Values): Promise<void> {
  const own = await cluster.listObjects(objects, namespace, `${labelKeys.snapshotKey}=${keyOf(inputs)}`);
  const left = own.filter(
    ({ metadata: { name = "", annotations = {} } }) =>
      annotations[annotationKeys.launchPending] !== undefined &&
      annotations[annotationKeys.origin] === origin() &&
      !tracked.has(name),
  );
  await Promise.all(left.map(({ metadata }) => deleteSnapshot(cluster, namespace, metadata.name ?? "")));
}
