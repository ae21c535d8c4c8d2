import { runAfterSave } from "../cluster/after-save";
import type { Cluster } from "../cluster/cluster";
import { isOver } from "../cluster/objects";
import type { PersistentVolumeClaim, Pod } from "../cluster/objects";
import { clusterIn } from "../cluster/target";
import { unlessRefused } from "../cluster/tolerate";
import { ExplainedError } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { annotationKeys, labelKeys, ownerHash } from "../common/names";
import { origins } from "../common/origin";
import { say } from "../common/secrets";
import { containsUnknown, isGiven } from "../common/values";
import {
  attachmentRun,
  detachedPatch,
  mayBeLeft,
  trackedAttachments,
  usesClaim,
} from "../instance/attached-volumes";
import type { VolumeInputs } from "../instance/attached-volumes";
import { shortName } from "../instance/devices";
import { knownInstance, remount } from "../instance/lifecycle";
import { instanceSelector } from "../instance/pod";
import { instanceIdOf } from "../instance/pod-status";
import { takeClaims, trackedIds, usersOf, volumeInUse } from "../instance/volume-users";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import type { lifecycleOf } from "../record/lifecycle";
import { recordById } from "../record/registry";
import { findClaim, volumeNotFound } from "./claims";
import { attempt, attemptDeletion, checkTarget, limit, locate, withTarget } from "../record/target";

type Raw = Record<string, unknown>;
type Operations = ReturnType<typeof lifecycleOf>;

const kind = "VolumeAttachment";

const nameOf = (values: Values): string => identityIn(values["__urn"]).name;
const subject = (verb: string, values: Values) => ({ verb, kind, name: nameOf(values) });
const report = (values: Values, line: string): void => say(`${kind} "${nameOf(values)}": ${line}`);

/** The mark on a claim that says who attaches it. */
const mark = (attachedTo: string, attachment: unknown, device: string) => ({
  metadata: {
    labels: { [labelKeys.attachedTo]: attachedTo },
    annotations: {
      [annotationKeys.attachment]: attachment,
      [annotationKeys.device]: device,
      [annotationKeys.attachmentPending]: attachmentRun,
    },
  },
});

/** Until the engine has saved an attachment, the next run ignores its mark. */
const savedPatch = { metadata: { annotations: { [annotationKeys.attachmentPending]: null } } };

/** The same at once, for an attachment that the state has: a run that was killed left the mark. */
async function unmarkSaved(cluster: Cluster, claim: PersistentVolumeClaim): Promise<void> {
  if (claim.metadata?.annotations?.[annotationKeys.attachmentPending] === undefined) return;
  await unlessRefused(() => cluster.patchClaim(claim, savedPatch));
}

const isAttached = ({ metadata }: PersistentVolumeClaim, id: string, instanceId: string): boolean =>
  metadata?.annotations?.[annotationKeys.attachment] === id &&
  metadata.labels?.[labelKeys.attachedTo] === instanceId;

/** Instances whose second launch was announced, by attachment. */
const announced = new Set<string>();

/**
 * An attachment: a record, and a mark on the claim.
 *
 * The Pod of the instance mounts the claim already if the program declared the attachment together with the instance;
 * otherwise it is re-created.
 */
export function attachmentLifecycle(records: Operations) {
  return {
    ...withTarget(records),

    async check(olds: Values, news: Values): Promise<{ inputs: Raw; failures: InputFailure[] }> {
      if (typeof olds["recordId"] === "string") trackedAttachments.add(olds["recordId"]);
      const { inputs, failures } = await records.check(olds, news);
      const target = checkTarget({ ...news, ...placeIn(inputs) }, olds);
      if (failures.length === 0 && olds["recordId"] === undefined) announce(inputs);
      return { inputs: { ...inputs, ...target.inputs }, failures: [...failures, ...target.failures] };
    },

    async diff(id: string, olds: Values, news: Values) {
      const answer = await records.diff(id, olds, news);
      return answer.changes === false ? answer : { ...answer, deleteBeforeReplace: true };
    },

    create: (inputs: Values) =>
      attempt(subject("create", inputs), async () => {
        await attach(inputs);
        return records.create(inputs);
      }),

    read: (id: string, props: Values) =>
      attempt(subject("read", props), async () => {
        if (props["recordId"] === undefined) return records.read(id, props);
        const { cluster, namespace } = await locate(props);
        const claim = await findClaim(cluster, namespace, String(props["volumeId"]));
        if (!claim || !isAttached(claim, id, String(props["instanceId"]))) return { id: "" };
        await unmarkSaved(cluster, claim);
        return { id, props: { ...props } };
      }),

    delete: (id: string, props: Values) =>
      attemptDeletion(subject("delete", props), async () => {
        if (String(props["skipDestroy"]) === "true") return;
        const { cluster, namespace } = await locate(props);
        const claim = await findClaim(cluster, namespace, String(props["volumeId"]));
        const instanceId = String(props["instanceId"]);
        if (claim && isAttached(claim, id, instanceId)) await cluster.patchClaim(claim, detachedPatch);
        // A killed run may have detached it, and deleted the Pod.
        await remount(instanceId);
      }),
  };
}

/** An attachment is where its volume is, or where its instance is if the program only looks the volume up. */
function placeIn({ volumeId, instanceId }: Values): Values {
  const [volume, instance] = [volumeId, instanceId].map((id) => recordById(String(id))?.values);
  return clusterIn((volume?.["namespace"] ? volume : instance) ?? {});
}

/** Says before it happens that the attachment costs a second launch. */
function announce(inputs: Values): void {
  const { volumeId, instanceId, deviceName } = inputs;
  const instance = recordById(String(instanceId));
  if (!instance || containsUnknown([volumeId, deviceName])) return;
  const { __volumes: sources = [] } = instance.values as VolumeInputs;
  const device = shortName(String(deviceName));
  if (sources.some((source) => shortName(source.deviceName) === device)) return;
  const isRestored = isGiven(recordById(String(volumeId))?.values["snapshotId"]);
  const why = isRestored
    ? "which is launched before its volume is made from a snapshot"
    : "which is launched before the program declares this. Declare it right after the instance, with a plain deviceName and size";
  const line = `re-creates the Pod of ${String(instanceId)}, ${why}`;
  if (!announced.has(nameOf(inputs))) report(inputs, line);
  announced.add(nameOf(inputs));
}

async function attach(inputs: Values): Promise<void> {
  const { cluster, namespace } = await locate(inputs);
  const [volumeId, instanceId] = [String(inputs["volumeId"]), String(inputs["instanceId"])];
  const claim = await findClaim(cluster, namespace, volumeId);
  if (!claim) throw volumeNotFound(volumeId, namespace);
  await refuseOther(cluster, namespace, claim, instanceId);
  const name = claim.metadata?.name ?? "";
  const pods = (await cluster.pods(namespace, instanceSelector(instanceId))).filter((pod) => !isOver(pod));
  const isMounted = pods.some((pod) => usesClaim(pod, name));
  if (!isMounted && !knownInstance(instanceId)) {
    throw new ExplainedError(
      `the program doesn't declare instance ${instanceId}, and only the program that declares it can launch its Pod again`,
      "Declare the VolumeAttachment in that program, with the id output of the instance",
    );
  }
  const device = shortName(String(inputs["deviceName"]));
  await cluster.patchClaim(claim, mark(instanceId, inputs["recordId"], device));
  if (!isMounted) {
    const owner = ownerHash(identityIn(inputs["__urn"]));
    const options = { limit, report: (line: string) => report(inputs, line) };
    const key = knownInstance(instanceId)?.__key;
    await takeClaims(cluster, namespace, { instanceId, owner, key }, [name], options);
    await remount(instanceId);
  }
  runAfterSave(() => cluster.patchClaim(claim, savedPatch));
}

/** Rejects a volume that another attachment has attached to another instance, unless a killed run of this stack did that. */
async function refuseOther(
  cluster: Cluster,
  namespace: string,
  claim: PersistentVolumeClaim,
  instanceId: string,
): Promise<void> {
  const { name = "", labels = {}, annotations = {} } = claim.metadata ?? {};
  const other = labels[labelKeys.attachedTo];
  if (!other || other === instanceId || annotations[annotationKeys.multiAttach]) return;
  if (mayBeLeft(claim, origins()) && trackedIds.has(other)) {
    await cluster.patchClaim(claim, detachedPatch);
    return remount(other);
  }
  const users = await usersOf(cluster, namespace, name);
  // This run already ends what the killed one left of the other instance.
  const ends = (pod: Pod) => mayBeLeft(claim, origins()) && pod.metadata?.deletionTimestamp !== undefined;
  if (users.some((pod) => instanceIdOf(pod) === other && !ends(pod))) {
    throw volumeInUse(labels[labelKeys.volumeId] ?? name, other);
  }
}
