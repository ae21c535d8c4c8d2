import type * as pulumi from "@pulumi/pulumi";

import type { GroupVpc } from "../common/network-labels";
import { defaultVpc } from "../network/default-vpc";
import { mapped, outputOf } from "../record/known-now";
import { needsVpc } from "./network-policy";
import type { Rule } from "./network-policy";

/** The VPC of a group: the region's default one if the group names none. */
export const groupVpc = (
  vpcId: pulumi.Input<string | undefined>,
  region: pulumi.Input<string>,
): pulumi.Output<GroupVpc> => outputOf(groupVpcNow(vpcId, region));

/** The same, as a value if the program knows it. */
export const groupVpcNow = (
  vpcId: pulumi.Input<string | undefined>,
  region: pulumi.Input<string>,
): pulumi.Input<GroupVpc> =>
  mapped({ given: vpcId, name: region }, ({ given, name }): GroupVpc => {
    const { id, cidrBlock } = defaultVpc(name);
    return given && given !== id ? { vpcId: given } : { vpcId: id, cidrBlock };
  });

/** The VPC, if one of the rules means the Pods in a part of it: a preview may know the policy, but not the VPC. */
export const vpcIfNeeded = (
  vpc: pulumi.Input<GroupVpc> | undefined,
  rules: Rule[],
): pulumi.Input<GroupVpc | undefined> => (vpc && needsVpc(rules) ? vpc : undefined);
