import type { Fail } from "../common/errors";
import type { PodNetwork, VpcRange } from "../common/network-labels";
import { show } from "../common/text";
import { isGiven, isUnknown, sameValue, unknownValue } from "../common/values";
import { defaultSubnets, defaultVpc } from "../network/default-vpc";
import { recordById } from "../record/registry";
import { regionOfZone } from "../region/zones";
import type { InstanceInputs } from "./model";

type Place = Pick<InstanceInputs, "subnetId" | "region" | "availabilityZone" | "pod">;

/**
 * VPC and range of the subnet that an instance names, as the program declares it.
 *
 * What this run doesn't check is as the state has it. Undefined for a subnet that only AWS or another stack knows, and
 * for an instance that names none, which is in the default subnet of its zone: see {@link networkOf}.
 */
export function subnetNetwork(
  { subnetId, region }: Pick<Place, "subnetId" | "region">,
  olds: Partial<Place>,
): VpcRange | undefined {
  if (isUnknown(subnetId)) return unknownValue as never;
  if (!subnetId) return undefined;
  const { vpcId, cidrBlock } = recordById(subnetId)?.values ?? defaultSubnetOf(subnetId, region) ?? {};
  if (isUnknown(vpcId) || isUnknown(cidrBlock)) return unknownValue as never;
  if (typeof vpcId === "string" && typeof cidrBlock === "string") return { vpcId, cidrBlock };
  return sameValue(olds.subnetId, subnetId) ? olds.pod?.network : undefined;
}

const defaultSubnetOf = (id: string, region: string) =>
  isUnknown(region) ? undefined : defaultSubnets(region).find((subnet) => subnet.id === id);

/** The subnet that an instance is in; undefined if nothing here knows it. */
export function networkOf({ subnetId, availabilityZone: zone, pod }: Place): PodNetwork | undefined {
  const region = regionOfZone(zone);
  const { id, cidrBlock: vpcCidrBlock } = defaultVpc(region);
  const network = subnetId
    ? pod.network
    : defaultSubnets(region).find(({ availabilityZone }) => availabilityZone === zone);
  return network?.vpcId === id ? { ...network, vpcCidrBlock } : network;
}

/** Rejects groups of another VPC than the instance's, as EC2 does. The engine checks groups before their members. */
export function checkGroupVpcs(
  args: Readonly<Record<string, unknown>>,
  { subnetId, region }: Pick<Place, "subnetId" | "region">,
  network: VpcRange | undefined,
  fail: Fail,
): void {
  if (isUnknown(network) || isUnknown(region)) return;
  for (const argument of ["vpcSecurityGroupIds", "securityGroups"]) {
    const ids = args[argument];
    if (!Array.isArray(ids)) continue;
    ids.forEach((id: unknown, index) => {
      const { name, vpcId } = recordById(String(id))?.values ?? {};
      // The stack's default group stands for those of VPCs that other stacks declare.
      if (!isGiven(vpcId) || name === "default") return;
      if (network && network.vpcId !== vpcId) {
        const fix = `Use a group of ${network.vpcId}, or a subnet of ${String(vpcId)}`;
        fail(
          `${argument}[${index}]`,
          `is ${show(id)}, a group of ${String(vpcId)}, but the subnet ${String(subnetId)} is in ${network.vpcId}. ${fix}`,
        );
      } else if (!subnetId && recordById(String(vpcId))?.kind === "ec2:Vpc") {
        const { id: own } = defaultVpc(region);
        const fix = `Set subnetId to a subnet of ${String(vpcId)}, or use a group of the default VPC`;
        fail(
          `${argument}[${index}]`,
          `is ${show(id)}, a group of ${String(vpcId)}, but an instance without subnetId is in the default VPC, ${own}. ${fix}`,
        );
      }
    });
  }
}
