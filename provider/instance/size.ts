import type { Pod, ResourceRequirements } from "../cluster/objects";
import { amountOf } from "../common/quantity";
import { sameValue } from "../common/values";
import { qosOf } from "./effects";
import type { InstanceInputs } from "./model";
import { containerIn } from "./pod";

const nothing = { cpu: "0", memory: "0" };

/** What the Pod's spec gives its instance. */
export const sizeOf = (pod: Pod): ResourceRequirements => containerIn(pod)?.resources ?? {};

/** Whether the Pod has these resources; what the cluster added to them, as a LimitRange does, counts as well. */
export function hasSize(pod: Pod, wanted: ResourceRequirements): boolean {
  const size = sizeOf(pod);
  // Kubernetes shortens what it is given: 1024Mi comes back as 1Gi.
  const has = (kind: "limits" | "requests") =>
    Object.entries(wanted[kind] ?? {}).every(
      ([name, quantity]) => amountOf(size[kind]?.[name] ?? "0") === amountOf(quantity),
    );
  return has("limits") && has("requests");
}

/** True while the kubelet has yet to give the Pod what its spec says. */
export const isResizing = ({ status }: Pod): boolean =>
  (status?.conditions ?? []).some(
    ({ type, status: is }) => is === "True" && ["PodResizePending", "PodResizeInProgress"].includes(type),
  );

/** Whether the inputs reserve room that a Pod can give back while it exists. */
const reserves = (inputs: InstanceInputs): boolean =>
  !sameValue(inputs.pod.resources.requests ?? nothing, nothing) && qosOf(inputs) === "Burstable";

/** What the instance has while it is stopped: it reserves nothing. */
export const sizeWhileOff = (inputs: InstanceInputs): ResourceRequirements =>
  reserves(inputs) ? { ...inputs.pod.resources, requests: nothing } : inputs.pod.resources;
