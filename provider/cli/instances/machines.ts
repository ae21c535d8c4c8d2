import type { Machine } from "../../access/ssh/machine";
import { publicIpOf } from "../../instance/network-place";
import { publicKeysOf, userOf } from "../stack/login";
import type { StoredInstance } from "../stack/stack-state";
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
    addresses: addressesOf(instance, entry),
    neighbor: (host) => {
      const other = instances.find((each) =>
        addressesOf(
          each,
          stored.find(({ id }) => id === each.id),
        ).includes(host),
      );
      return other?.state === "running" ? machineOf(loaded, other, verb) : undefined;
    },
  };
}

/** Private and public address, and private name. */
export const addressesOf = ({ privateIp }: InstanceSummary, entry: StoredInstance | undefined): string[] =>
  [privateIp, entry && publicIpOf(entry.outputs), entry?.outputs.privateDns].filter(
    (text) => text !== undefined && text !== "",
  ) as string[];
