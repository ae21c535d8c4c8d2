import type { Pod } from "../cluster/objects";
import { jsonOnly } from "../common/values";
import { toState } from "./model";
import type { InstanceInputs } from "./model";
import { statusOf } from "./pod-status";
import { shortenedState } from "./short-form";

/** Makes the engine keep a resource whose create failed. Without `__provider` nothing could delete it. */
export function withState(failure: Error, inputs: InstanceInputs, pod: Pod): Error {
  const namespace = pod.metadata?.namespace ?? "default";
  const state = toState(inputs, { namespace, ...statusOf(pod), instanceState: "pending" });
  const { __provider } = inputs as unknown as Record<string, unknown>;
  const properties = jsonOnly({ ...shortenedState(state), __provider });
  return Object.assign(failure, { id: inputs.instanceId, properties, reasons: [failure.message] });
}
