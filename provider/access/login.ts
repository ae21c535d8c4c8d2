import { isUnknown } from "../common/values";
import { amiNamed, amiWithId } from "../image/catalogue";
import type { InstanceState } from "../instance/model";
import { publicIpOf } from "../instance/network-place";
import type { Values } from "../record/kind";
import type { Login } from "./machine";
import { userOfImage, userOfSystem } from "./ssh/account";

/** A public key that lets in to the instances that name it. */
export interface KeyPair {
  keyName: string;
  region: string;
  /** Undefined if it is a secret, or if a preview doesn't know it. */
  publicKey: string | undefined;
}

/** A key pair with this id. */
export const toKeyPair = (id: string, { region, publicKey }: Values): KeyPair => ({
  keyName: id,
  region: String(region),
  publicKey: typeof publicKey === "string" && !isUnknown(publicKey) ? publicKey : undefined,
});

/** Who logs in to an instance, by what Pulumi stores of it. */
export const loginOf = (instance: InstanceState, keyPairs: readonly KeyPair[]): Login => ({
  publicKeys: publicKeysOf(instance, keyPairs),
  user: userOf(instance),
  addresses: addressesOf(instance.privateIp, instance),
});

/** Private and public address, and private name, by which an instance knows itself. */
export const addressesOf = (privateIp: string | undefined, instance: InstanceState | undefined): string[] =>
  [privateIp, instance && publicIpOf(instance), instance?.privateDns].filter(
    (text) => text !== undefined && text !== "",
  ) as string[];

/** The public keys of the pair that the instance names. Two regions may have pairs of one name. */
export function publicKeysOf(
  instance: Pick<InstanceState, "keyName" | "region">,
  keyPairs: readonly KeyPair[],
): string[] {
  return keyPairs
    .filter(({ keyName, region }) => keyName === instance.keyName && region === instance.region)
    .flatMap(({ publicKey }) => publicKey ?? []);
}

/** The user that the instance's AMI has, else its image; undefined if only the image itself says. */
export function userOf(instance: Pick<InstanceState, "ami" | "pod"> | undefined): string | undefined {
  const { ami = "", pod } = instance ?? {};
  const system = (amiNamed(ami) ?? amiWithId(ami))?.system;
  return system ? userOfSystem(system) : userOfImage(pod?.image ?? "");
}
