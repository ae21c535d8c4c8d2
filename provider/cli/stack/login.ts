import type { Login } from "../../access/machine";
import { userOfImage, userOfSystem } from "../../access/ssh/account";
import { amiNamed, amiWithId } from "../../image/catalogue";
import { publicIpOf } from "../../instance/network-place";
import type { StoredInstance, StoredKeyPair } from "./stack-state";

/** Who logs in to an instance, by the stack's state. */
export const loginOf = (entry: StoredInstance, keyPairs: StoredKeyPair[]): Login => ({
  publicKeys: publicKeysOf(entry, keyPairs),
  user: userOf(entry),
  addresses: addressesOf(entry.outputs.privateIp, entry),
});

/** Private and public address, and private name, by which an instance knows itself. */
export const addressesOf = (privateIp: string | undefined, entry: StoredInstance | undefined): string[] =>
  [
    privateIp,
    entry && publicIpOf({ ...entry.outputs, instanceId: entry.id }),
    entry?.outputs.privateDns,
  ].filter((text) => text !== undefined && text !== "") as string[];

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
