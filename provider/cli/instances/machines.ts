import { userOfImage, userOfSystem } from "../../access/ssh/account";
import type { Machine } from "../../access/ssh/machine";
import { amiNamed, amiWithId } from "../../image/catalogue";
import { publicIpOf } from "../../instance/network-place";
import type { StoredInstance, StoredKeyPair } from "../stack/stack-state";
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

/** The public keys of the pair that the instance names. Two regions may have pairs of one name. */
export function publicKeysOf(
  { outputs }: Pick<StoredInstance, "outputs">,
  keyPairs: StoredKeyPair[],
): string[] {
  return keyPairs
    .filter(({ keyName, region }) => keyName === outputs.keyName && region === outputs.region)
    .flatMap(({ publicKey }) => publicKey ?? []);
}

/** The user that the instance's AMI has, else its image; undefined if only the image itself says. */
export function userOf(entry: Pick<StoredInstance, "outputs"> | undefined): string | undefined {
  const { ami = "", pod } = entry?.outputs ?? {};
  const system = (amiNamed(ami) ?? amiWithId(ami))?.system;
  return system ? userOfSystem(system) : userOfImage(pod?.image ?? "");
}
