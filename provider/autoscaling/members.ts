import * as pulumi from "@pulumi/pulumi";

import { defined } from "../common/values";
import { ofGroup } from "../instance/auto-scaling";
import { Ec2Instance } from "../instance/ec2-instance";
import type { Ec2InstanceArgs } from "../instance/ec2-instance-args";
import type { ResourceOptions } from "../security-group/inputs";
import type { GroupArgs } from "./group-args";
import type { Launch } from "./launch";

/** What the instances of a group have in common. */
export interface Membership {
  group: pulumi.Resource;
  groupName: pulumi.Output<string>;
  isNamed: pulumi.Output<boolean>;
  args: GroupArgs;
  launch: Launch;
  options: ResourceOptions;
}

/** Declares the instances of a group. Their names count from 1, so that another number of them leaves others alone. */
export function declareMembers(name: string, count: number, membership: Membership): Ec2Instance[] {
  const { group, launch, options } = membership;
  const required = { parent: group, dependsOn: launch.dependsOn };
  const inherited = defined({ dependsOn: options.dependsOn, retainOnDelete: options.retainOnDelete });
  return Array.from(
    { length: count },
    (_, index) =>
      new Ec2Instance(
        `${name}-${index + 1}`,
        argumentsOf(membership, index),
        pulumi.mergeOptions(inherited as pulumi.CustomResourceOptions, required),
      ),
  );
}

function argumentsOf({ groupName, isNamed, args, launch }: Membership, index: number): Ec2InstanceArgs {
  const { context, kubeconfig, namespace, region } = args;
  const given = {
    ...launch.args,
    subnetId: inTurn(args.vpcZoneIdentifiers, index),
    availabilityZone: inTurn(args.availabilityZones, index),
    tags: args.tags && pulumi.output(args.tags).apply(propagated),
    ...{ context, kubeconfig, namespace, region },
  };
  const own = defined(given) as Ec2InstanceArgs;
  return ofGroup(own, defined({ groupName, isNamed, launchConfiguration: launch.configuration }));
}

/** The item of a list that is the turn of an instance. */
function inTurn(list: GroupArgs["vpcZoneIdentifiers"], index: number): pulumi.Input<string | undefined> {
  const item = <T>(items: readonly T[] | undefined): T | undefined =>
    items?.length ? items[index % items.length] : undefined;
  // The very output of a subnet says more than one that is made of it.
  return Array.isArray(list) ? item(list) : list && pulumi.output(list).apply(item);
}

/** The tags of a group that its instances get. */
const propagated = (
  tags: readonly { key: string; value: string; propagateAtLaunch: boolean }[] | undefined,
): Record<string, string> | undefined =>
  tags &&
  Object.fromEntries(
    tags.filter(({ propagateAtLaunch }) => propagateAtLaunch).map(({ key, value }) => [key, value]),
  );
