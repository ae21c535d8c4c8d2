import type { Fail } from "../common/errors";
import type { PodNetwork, VpcRange } from "../common/network-labels";
import { show } from "../common/text";
import { isGiven, isUnknown } from "../common/values";
import { defaultSubnets, defaultVpc } from "../network/default-vpc";
import { recordById } from "../record/registry";
import { regionOfZone } from "../region/zones";
import type { InstanceInputs } from "./model";

type Place = Pick<InstanceInputs, "subnetId" | "region" | "availabilityZone" | "pod">;

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
  const { id: own } = defaultVpc(region);
  for (const argument of ["vpcSecurityGroupIds", "securityGroups"]) {
    const ids = args[argument];
    if (!Array.isArray(ids)) continue;
    ids.forEach((id: unknown, index) => {
      const { name, vpcId } = recordById(String(id))?.values ?? {};
      // The stack's default group stands for those of VPCs that other stacks declare; see checkDefaultGroup.
      if (!isGiven(vpcId) || name === "default") return;
      if (network && network.vpcId !== vpcId) {
        const fix = `Use a group of ${network.vpcId}, or a subnet of ${String(vpcId)}`;
        fail(
          `${argument}[${index}]`,
          `is ${show(id)}, a group of ${String(vpcId)}, but the subnet ${String(subnetId)} is in ${network.vpcId}. ${fix}`,
        );
      } else if (!subnetId && vpcId !== own && recordById(String(vpcId))?.kind === "ec2:Vpc") {
        const fix = `Set subnetId to a subnet of ${String(vpcId)}, or use a group of the default VPC`;
        fail(
          `${argument}[${index}]`,
          `is ${show(id)}, a group of ${String(vpcId)}, but an instance without subnetId is in the default VPC, ${own}. ${fix}`,
        );
      }
    });
  }
}

/** Rejects the stack's default group for an instance in another VPC of the program, which has a default group of its own. */
export function checkDefaultGroup(
  groups: unknown,
  { subnetId, region }: Pick<Place, "subnetId" | "region">,
  network: VpcRange | undefined,
  fail: Fail,
): void {
  if (!network || isUnknown(network) || isUnknown(region) || !Array.isArray(groups)) return;
  const vpc = recordById(network.vpcId);
  if (vpc?.kind !== "ec2:Vpc" || vpc.isLookup || vpc.id === defaultVpc(region).id) return;
  const id = groups.find((group: unknown) => recordById(String(group))?.values["name"] === "default");
  if (id === undefined) return;
  const cause = `the instance would get ${show(id)}, the default group of the default VPC, but the subnet ${String(subnetId)} is in ${vpc.id}`;
  fail("vpcSecurityGroupIds", `${cause}. Set it to [vpc.defaultSecurityGroupId] with that Vpc`);
}
