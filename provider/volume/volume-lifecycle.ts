import type { Cluster } from "../cluster/cluster";
import { isMarked } from "../cluster/objects";
import { unlessRefused } from "../cluster/tolerate";
import { ExplainedError } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { annotationKeys, labelKeys, ownerHash, savedPatch, volumeKey } from "../common/names";
import { say } from "../common/secrets";
import { tagsIn } from "../common/tags";
import { containsUnknown, isGiven } from "../common/values";
import { volumeClaimName } from "../instance/attached-volumes";
import type { VolumeInputs } from "../instance/attached-volumes";
import { instanceIdOf } from "../instance/pod-status";
import { usersOf, volumeInUse } from "../instance/volume-users";
import { identityIn, whileUnknown } from "../record/check";
import type { Values } from "../record/kind";
import type { lifecycleOf } from "../record/lifecycle";
import { recordById, recordsOf, remember } from "../record/registry";
import { findClaim, volumeIdOf, volumeNotFound } from "./claims";
import { refuseGrowth, sizeOf } from "./growth";
import { ownSize, withSize } from "./kinds";
import { unmarkOnceSaved, unmarkStored } from "./marks";
import { claimForNew, claimForSaved, claimOf, remountUsers, trackedUrns, untilFree } from "./own-claim";
import { restoredSize } from "./snapshots";
import { attempt, attemptDeletion, checkTarget, locate, withTarget } from "../record/target";

type Raw = Record<string, unknown>;
type Operations = ReturnType<typeof lifecycleOf>;

const kind = "Volume";
const token = "ebs:Volume";

const subject = (verb: string, values: Values) => ({ verb, kind, name: identityIn(values["__urn"]).name });

/** A volume: a record with a claim. An instance that is launched before it may have created the claim. */
export function volumeLifecycle(records: Operations) {
  /** Whether a change may replace the volume. One of its place, and a value that a preview doesn't know, may not; "diff" knows. */
  const mayReplace = async (olds: Values, news: Values): Promise<boolean> => {
    const { replaces = [] } = await records.diff("", olds, news);
    return (
      replaces.length > 0 || ["namespace", "context", "kubeconfig"].some((key) => olds[key] !== news[key])
    );
  };

  return {
    ...withTarget(records),

    async check(olds: Values, news: Values): Promise<{ inputs: Raw; failures: InputFailure[] }> {
      const urn = String(news["__urn"]);
      if (typeof olds["recordId"] === "string") trackedUrns.set(olds["recordId"], urn);
      const { inputs, failures } = await records.check(olds, news);
      const target = checkTarget(news, olds);
      const claim = olds["claim"] ?? volumeClaimName(volumeKey(urn));
      const [old, size] = [Number(olds["size"] ?? 0), ownSize(inputs)];
      const all = { ...inputs, ...target.inputs, claim };
      const isRetained = news["__retained"] === true;
      remember(urn, { kind: token, id: String(inputs["recordId"]), values: all, isRetained });
      const isShrunk = Number(size) < old && !(await mayReplace(olds, all));
      const shrunk = {
        property: "size",
        reason: `is ${String(size)}, but the volume has ${old} GiB, and New size cannot be smaller than existing size (InvalidParameterValue). Set it to at least ${old}`,
      };
      return {
        inputs: all,
        failures: [...failures, ...target.failures, ...(isShrunk ? [shrunk] : []), ...sharedClaim(all)],
      };
    },

    async diff(id: string, olds: Values, news: Values, moved?: string) {
      // A killed run without checkpoints may have made the claim of this name for the volume that replaces this one.
      unmarkStored(
        olds,
        "persistentvolumeclaims",
        claimOf(olds),
        (labels) => labels[labelKeys.volumeId] === id,
      );
      // They come from an instance and from a snapshot, whose replacement alone must not cost the data.
      const known = whileUnknown(olds, news, ["availabilityZone", "snapshotId"]);
      const answer = await records.diff(id, olds, withSize(known, olds["size"]));
      const replaces = [
        ...(answer.replaces ?? []),
        ...["namespace", "context"].filter((key) => isGiven(news[key]) && olds[key] !== news[key]),
        ...(moved ? [moved] : []),
      ];
      const isSame =
        answer.changes === false &&
        replaces.length === 0 &&
        olds["__urn"] === news["__urn"] &&
        !containsUnknown(news);
      await attempt(subject("update", news), async () => {
        if (replaces.length === 0) return checkSize(olds, withSize(news, olds["size"]));
        if (!moved) refuseRetained(id, olds, news, replaces);
        announce(news);
      });
      return isSame ? { changes: false as const } : { replaces };
    },

    create: (inputs: Values) =>
      attempt(subject("create", inputs), async () => {
        const { cluster, namespace } = await locate(inputs);
        await untilFree(cluster, namespace, inputs);
        const whole = await sized(cluster, namespace, inputs);
        const { metadata } = await claimForNew(cluster, namespace, whole);
        unmarkOnceSaved(cluster, inputs, "persistentvolumeclaims", { ...metadata, namespace });
        const { id, outs } = await records.create(whole);
        return { id, outs: { ...outs, createTime: new Date().toISOString() } };
      }),

    update: (id: string, olds: Values, news: Values) =>
      attempt(subject("update", news), async () => {
        const { cluster, namespace } = await locate(news);
        const whole = withSize(news, olds["size"]);
        if (Number(whole["size"]) < Number(olds["size"])) throw shrunken(olds["size"]);
        await claimForSaved(cluster, namespace, whole);
        const { outs } = await records.update(id, olds, whole);
        return { outs: { ...outs, createTime: olds["createTime"] } };
      }),

    read: (id: string, props: Values) =>
      attempt(subject("read", props), async () => {
        const { cluster, namespace } = await locate(props);
        const claim = await findClaim(cluster, namespace, id);
        const isLookup = props["recordId"] === undefined;
        if (!claim && !isLookup) return { id: "" };
        if (!claim) throw volumeNotFound(id, namespace);
        const { name, annotations } = claim.metadata ?? {};
        if (!isLookup && isMarked(claim)) await unlessRefused(() => cluster.patchClaim(claim, savedPatch));
        const seen = {
          availabilityZone: annotations?.[annotationKeys.availabilityZone],
          tags: tagsIn(annotations?.[annotationKeys.tags]) ?? {},
          ...props,
          claim: name,
          namespace,
          size: sizeOf(claim) ?? props["size"],
        };
        const answer = await records.read(id, seen);
        const found = { ...seen, ...answer.props, claim: name, namespace };
        // What is made of it is where it is.
        if (isLookup) remember(String(props["__urn"]), { kind: token, id, values: found, isLookup });
        return { id, props: found };
      }),

    delete: (id: string, props: Values) =>
      attemptDeletion(subject("delete", props), async () => {
        const { cluster, namespace } = await locate(props);
        const claim = await cluster.claim(namespace, claimOf(props));
        // Another volume has the claim by now, if the engine replaced this one without deleting it first.
        if (!claim || volumeIdOf(claim) !== id) return;
        const users = await usersOf(cluster, namespace, claimOf(props));
        // The engine has deleted the attachments of this stack before.
        const owner = ownerHash(identityIn(props["__urn"]));
        const holder = users.find(({ metadata }) => metadata?.labels?.[labelKeys.owner] !== owner);
        if (holder) throw volumeInUse(id, instanceIdOf(holder) ?? "");
        await checkReplacement(id, props);
        await cluster.deleteClaim(namespace, claimOf(props));
        // An instance that is deleted in the same run still mounts it: Kubernetes then deletes the claim with the Pod.
        await remountUsers(cluster, namespace, claimOf(props));
      }),
  };
}

/** Volumes whose replacement was announced, by URN. */
const announced = new Set<string>();

/** Says before it happens which Pods the replacement of a volume re-creates, as far as this run knows their instances. */
function announce(values: Values): void {
  const urn = String(values["__urn"]);
  if (announced.has(urn)) return;
  const users = recordsOf("ec2:Instance").filter((instance) => {
    const { attachedVolumes = {} } = instance.values as VolumeInputs;
    return Object.values(attachedVolumes).includes(claimOf(values));
  });
  for (const { id } of users) {
    announced.add(urn);
    say(`${kind} "${identityIn(urn).name}": its replacement re-creates the Pod of ${id}`);
  }
}

/** A volume that was renamed keeps its claim, which a new volume of its old name would have too. */
function sharedClaim(values: Values): InputFailure[] {
  const isNew = ({ id }: { id: string }): boolean => !trackedUrns.has(id);
  const self = { id: String(values["recordId"]), values };
  const other = recordsOf(token).find(
    (each) =>
      !each.isLookup &&
      each.values["__urn"] !== values["__urn"] &&
      ["claim", "namespace", "context"].every((key) => each.values[key] === values[key]),
  );
  const added = [self, other].find((each) => each && isNew(each));
  if (!other || !added) return [];
  const [name, holder] = [added, added === self ? other : self].map(
    (each) => identityIn(each.values["__urn"]).name,
  );
  return [
    {
      property: "claim",
      reason: `is ${String(values["claim"])}, which holds the data of Volume "${String(holder)}", whose name was "${String(name)}" before. Give the new Volume "${String(name)}" another logical name`,
    },
  ];
}

/** The volume with its size, which can be that of its snapshot. */
async function sized(cluster: Cluster, namespace: string, inputs: Values): Promise<Values> {
  const { snapshotId } = inputs;
  if (!isGiven(snapshotId)) return inputs;
  return withSize(inputs, await restoredSize(cluster, namespace, String(snapshotId), ownSize(inputs)));
}

/** EC2's words for a size that a volume has had, which "check" can't know if a snapshot gave it. */
const shrunken = (size: unknown): ExplainedError =>
  new ExplainedError(
    `InvalidParameterValue: New size cannot be smaller than existing size: ${String(size)} GiB`,
    `Set size to at least ${String(size)}`,
  );

/** Keeps the data of a retained volume out of the one that replaces it, which would have its claim. */
function refuseRetained(id: string, olds: Values, news: Values, replaces: readonly string[]): void {
  const isElsewhere = ["namespace", "context"].some((key) => olds[key] !== news[key]);
  const isKnown = replaces.some((key) => !containsUnknown(news[key]));
  // A refresh asks without a check before, and must not fail.
  if (isElsewhere || !isKnown || !recordById(String(news["recordId"]))?.isRetained) return;
  throw new ExplainedError(
    `${replaces.join(", ")} ${replaces.length > 1 ? "replace" : "replaces"} ${id}, which retainOnDelete keeps, and the new volume would have the same claim ${claimOf(olds)}`,
    `Give the new volume another logical name. To delete the data of the old one, remove retainOnDelete and run "pulumi up" first`,
  );
}

/** Refuses a size that the claim can't get before anything else of the update happens. */
async function checkSize(olds: Values, news: Values): Promise<void> {
  const place = [news["namespace"], news["context"], news["kubeconfig"]];
  const growth = Number(news["size"]) - Number(olds["size"]);
  if (!growth || containsUnknown(place)) return;
  // A refresh asks without a check before, and must not fail.
  if (!recordById(String(news["recordId"]))) return;
  if (growth < 0) throw shrunken(olds["size"]);
  const { cluster, namespace } = await locate(news);
  await refuseGrowth(cluster, namespace, claimOf(news), Number(news["size"]));
}

/** Keeps a volume whose replacement can't be made: its data would be lost for nothing. */
async function checkReplacement(id: string, { __urn }: Values): Promise<void> {
  const next = recordsOf(token).find((other) => other.id !== id && other.values["__urn"] === __urn)?.values;
  if (!next) return;
  const { cluster, namespace } = await locate(next);
  await sized(cluster, namespace, next);
}
