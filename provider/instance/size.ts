import type { Pod, ResourceRequirements } from "../cluster/objects";
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

const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity as a number: Kubernetes shortens what it is given, so that 1024Mi comes back as 1Gi. */
export function amountOf(quantity: string): number {
  const [, count = "", unit = ""] = /^([\d.]+)(\w*)$/.exec(quantity) ?? [];
  return Number(count) * (units[unit] ?? 1);
}

/** Whether the inputs reserve room that a Pod can give back while it exists. */
const reserves = (inputs: InstanceInputs): boolean =>
  !sameValue(inputs.pod.resources.requests ?? nothing, nothing) && qosOf(inputs) === "Burstable";

/** What the instance has while it is stopped: it reserves nothing. */
export const sizeWhileOff = (inputs: InstanceInputs): ResourceRequirements =>
  reserves(inputs) ? { ...inputs.pod.resources, requests: nothing } : inputs.pod.resources;
