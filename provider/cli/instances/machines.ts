import { addressesOf, publicKeysOf, userOf } from "../../access/login";
import type { Machine } from "../../access/ssh/machine";
import { runningPod } from "./find-instance";
import type { InstanceSummary } from "./instance-summary";
import type { LoadedInstances } from "./load-instances";

type Loaded = Pick<LoadedInstances, "selection" | "stored" | "instances" | "keyPairs">;

/** The instance for its SSH server; an error if it doesn't run. */
export function machineOf(loaded: Loaded, instance: InstanceSummary, verb: string): Machine {
  const { selection, instances, stored = [], keyPairs } = loaded;
  const outputsOf = (id: string) => stored.find((entry) => entry.id === id)?.outputs;
  const state = outputsOf(instance.id);
  return {
    name: instance.name,
    id: instance.id,
    pod: { selection, namespace: instance.namespace, pod: runningPod(instance, verb) },
    publicKeys: state ? publicKeysOf(state, keyPairs) : [],
    user: userOf(state),
    addresses: addressesOf(instance.privateIp, state),
    neighbor: (host) => {
      const other = instances.find((each) => addressesOf(each.privateIp, outputsOf(each.id)).includes(host));
      return other?.state === "running" ? machineOf(loaded, other, verb) : undefined;
    },
  };
}
