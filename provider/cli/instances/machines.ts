import type { Machine } from "../../access/ssh/machine";
import { addressesOf, publicKeysOf, userOf } from "../stack/login";
import { runningPod } from "./find-instance";
import type { InstanceSummary } from "./instance-summary";
import type { LoadedInstances } from "./load-instances";

type Loaded = Pick<LoadedInstances, "selection" | "stored" | "instances" | "keyPairs">;

/** The instance for its SSH server; an error if it doesn't run. */
export function machineOf(loaded: Loaded, instance: InstanceSummary, verb: string): Machine {
  const { selection, instances, stored = [], keyPairs } = loaded;
  const entry = stored.find(({ id }) => id === instance.id);
  return {
    name: instance.name,
    id: instance.id,
    pod: { selection, namespace: instance.namespace, pod: runningPod(instance, verb) },
    publicKeys: entry ? publicKeysOf(entry, keyPairs) : [],
    user: userOf(entry),
    addresses: addressesOf(instance.privateIp, entry),
    neighbor: (host) => {
      const other = instances.find((each) =>
        addressesOf(
          each.privateIp,
          stored.find(({ id }) => id === each.id),
        ).includes(host),
      );
      return other?.state === "running" ? machineOf(loaded, other, verb) : undefined;
    },
  };
}
