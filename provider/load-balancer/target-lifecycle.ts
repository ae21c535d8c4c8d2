import { identityOf, isRecorded, recordedIdentity } from "../cluster/identity";
import type { Service } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { annotationKeys, labelKeys } from "../common/names";
import { isOrigin, ownOrigin } from "../common/origin";
import { isUnknown, unknownValue } from "../common/values";
import { namespaceOfInstance } from "../instance/looked-up";
import { instanceSelector } from "../instance/pod";
import type { Values } from "../record/kind";
import { recordById } from "../record/registry";
import { selectionOf } from "../record/target";
import { hostOf } from "./names";
import { isOurs, toTargetService } from "./objects";
import { partLifecycle } from "./part-lifecycle";
import type { Operations, Place } from "./part-lifecycle";
import { nameTaken } from "./serving";

const isInstance = (targetId: unknown): boolean => /^i-/.test(String(targetId));

/**
 * Whether a Service is that of an attachment which the state has, or which an earlier try left: also one of another user that
 * was killed when it gave it the target that is wanted now.
 */
function isOwn(service: Service, recorded: Values, wanted = recorded): boolean {
  const { metadata: { annotations = {} } = {}, spec } = service;
  const id = spec?.selector?.[labelKeys.instanceId];
  const isRecorded = isInstance(recorded["targetId"]) && isInstance(id);
  const isKnown = isRecorded && [recorded["targetId"], wanted["targetId"]].includes(id);
  return isOurs(service) && (isKnown || isOrigin(annotations[annotationKeys.origin]));
}

const serviceOf = ({ cluster, name }: Place, { targetNamespace }: Values): Promise<Service | undefined> =>
  cluster.object("services", String(targetNamespace), name);

async function removeService(place: Place, recorded: Values): Promise<void> {
  if (!isInstance(recorded["targetId"])) return;
  const service = await serviceOf(place, recorded);
  if (!service || !isOwn(service, recorded)) return;
  await place.cluster.deleteObject("services", String(recorded["targetNamespace"]), place.name);
}

/** Whether two contexts are names of one cluster. */
async function isSameCluster(one: Values, other: Values): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((values) => identityOf(selectionOf(values))));
  return first !== undefined && isRecorded(recordedIdentity(first), second) === true;
}

/** Refuses an instance that this run doesn't know to be where the Service would look for it. */
async function requirePod({ cluster }: Place, inputs: Values): Promise<void> {
  const [id, namespace, context] = ["targetId", "targetNamespace", "context"].map((key) =>
    String(inputs[key]),
  ) as [string, string, string];
  const declared = recordById(id)?.values;
  const other = declared?.["context"];
  // A declared instance may be stopped and have no Pod.
  if (declared && (other === undefined || other === context || (await isSameCluster(declared, inputs))))
    return;
  if ((await cluster.pods(namespace, instanceSelector(id))).length > 0) return;
  throw declared === undefined
    ? new ExplainedError(
        `InvalidTarget: No Pod in namespace "${namespace}" belongs to instance '${id}', which this update doesn't include`,
        "Look it up with ec2.Instance.get, which takes its namespace. If it is stopped, start it",
      )
    : new ExplainedError(
        `InvalidTarget: No Pod in namespace "${namespace}" of context "${context}" belongs to instance '${id}', which is in context "${String(other)}"`,
        "Declare the attachment with the Kubernetes Provider of the instance",
      );
}

/** Leaves a Service alone that somebody else has given this name. */
async function requireName(place: Place, inputs: Values, recorded: Values): Promise<void> {
  const service = await serviceOf(place, inputs);
  if (service && !isOwn(service, recorded, inputs)) throw nameTaken(service, "attachment");
}

/** A target. That an instance has is a name, which stays when its Pod is launched again with another address. */
export const targetLifecycle = (records: Operations) =>
  partLifecycle("lb:TargetGroupAttachment", records, {
    inputs({ targetId, namespace, __urn }, olds) {
      if (isUnknown(targetId)) return { host: unknownValue };
      if (!isInstance(targetId)) return { host: targetId };
      // Of an instance that this run doesn't know, because of --target, the state knows where it is.
      const known = olds["targetId"] === targetId ? olds["targetNamespace"] : undefined;
      const targetNamespace = namespaceOfInstance(String(targetId)) ?? known ?? namespace;
      return { targetNamespace, host: hostOf(__urn, targetNamespace) };
    },
    async require(place, inputs, before) {
      if (!isInstance(inputs["targetId"])) return;
      await requireName(place, inputs, before ?? {});
      if (before?.["targetId"] !== inputs["targetId"]) await requirePod(place, inputs);
    },
    async prepare(place, inputs, before = {}) {
      const isSame =
        isInstance(inputs["targetId"]) && before["targetNamespace"] === inputs["targetNamespace"];
      if (!isSame) await removeService(place, before);
      if (!isInstance(inputs["targetId"])) return;
      await place.cluster.apply(
        "services",
        toTargetService(inputs, String(inputs["targetNamespace"]), ownOrigin()),
      );
    },
    async observed(place, props) {
      if (!isInstance(props["targetId"])) return {};
      const service = await serviceOf(place, props);
      return service && isOwn(service, props) ? {} : { host: "" };
    },
    async remains(place, props) {
      const service = isInstance(props["targetId"]) ? await serviceOf(place, props) : undefined;
      return service && isOwn(service, props) ? { host: "" } : undefined;
    },
    remove: removeService,
  });
