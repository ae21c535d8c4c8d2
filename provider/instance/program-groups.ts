import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import { securityGroupIdPattern } from "../common/names";
import { defaultSecurityGroup, vpcOfSubnet } from "../security-group/default-security-group";
import { programGroups } from "../security-group/group-policies";
import type { Ec2InstanceArgs } from "./ec2-instance-args";
import type { ProgramCluster } from "../record/program";
import type { ProgramNetwork } from "./program-network";

type Ids = Ec2InstanceArgs["vpcSecurityGroupIds"];

/** The groups of an instance, as its inputs have them. */
export interface InstanceGroups {
  vpcSecurityGroupIds?: Ids;
  securityGroups?: Ids;
  /** For an instance whose launch template or network interface brings no groups. */
  defaultSecurityGroups?: Ids;
}

/** The groups that the program names for an instance, or the default group, by their ids. */
export function instanceGroups(
  name: string,
  args: Elsewhere,
  { subnetId }: Pick<ProgramNetwork, "subnetId">,
): InstanceGroups {
  const vpcSecurityGroupIds = unlessEmpty(args.vpcSecurityGroupIds);
  const names = unlessEmpty(args.securityGroups);
  if (vpcSecurityGroupIds ?? names)
    return { vpcSecurityGroupIds, securityGroups: names && idsOf(names, subnetId) };
  // Resources aren't made once the rest is known, which a preview may not know.
  const mayBringGroups = args.launchTemplate ?? args.networkInterfaces ?? args.primaryNetworkInterface;
  if (!mayBringGroups) return { vpcSecurityGroupIds: [defaultGroup(name, args, subnetId)] };
  return isElsewhere(args) ? {} : { defaultSecurityGroups: [defaultSecurityGroup(vpcOfSubnet(subnetId))] };
}

/** The ids of all groups that an instance may join, as far as the program knows them. */
export function groupsToCover(groups: InstanceGroups, { securityGroups }: ProgramNetwork): Ids {
  const isNamed = groups.vpcSecurityGroupIds ?? groups.securityGroups;
  const lists = [
    ...Object.values(groups as Record<string, Ids>).filter((ids) => ids !== undefined),
    ...(isNamed ? [] : (securityGroups as NonNullable<Ids>[])),
  ];
  // Most instances have one list, and each output costs time.
  return lists.length < 2 ? lists[0] : pulumi.all(lists).apply((all) => all.flatMap((ids) => ids ?? []));
}

/** EC2 takes an empty list for an absent one. */
const unlessEmpty = (ids: Ids): Ids => (Array.isArray(ids) && ids.length === 0 ? undefined : ids);

/** The list with the ids of the groups that it names; a name that the program doesn't have stays, for the check. */
function idsOf(names: NonNullable<Ids>, subnetId: unknown): pulumi.Output<string[] | undefined> {
  const byDefault =
    Array.isArray(names) && names.includes("default")
      ? [pulumi.all(["default", defaultSecurityGroup(vpcOfSubnet(subnetId))])]
      : [];
  // The name of a later group may wait for the instance.
  const groups = [...programGroups()];
  return pulumi.output(names).apply((list) => {
    // A wrong type is for the check.
    const isByName = Array.isArray(list) && list.some((item) => !securityGroupIdPattern.test(item));
    const pairs = isByName
      ? [...groups.map(([id, { ec2Name }]) => pulumi.all([ec2Name, id])), ...byDefault]
      : [];
    return pulumi.all(pairs).apply((entries) => {
      const ids = new Map<string, string>(entries);
      return isByName ? list.map((item) => ids.get(item) ?? item) : list;
    });
  });
}

/** The names of these groups in EC2, as far as the program declares them. */
export function groupNames(ids: readonly string[]): pulumi.Output<string[]> {
  const groups = programGroups();
  return pulumi.all(ids.flatMap((id) => groups.get(id)?.ec2Name ?? []));
}

/** The Kubernetes Provider of a component may well be for the stack's own cluster. If it isn't, the creation says so. */
const isElsewhere = ({ context, kubeconfig, ownTarget }: Elsewhere): boolean =>
  !ownTarget && (context !== undefined || kubeconfig !== undefined);

type Elsewhere = Ec2InstanceArgs & Pick<ProgramCluster, "ownTarget">;

/** The default group of the VPC. It is in the stack's cluster, so an instance elsewhere must name its groups. */
function defaultGroup(name: string, args: Elsewhere, subnetId: unknown): pulumi.Output<string> {
  if (!isElsewhere(args)) return defaultSecurityGroup(vpcOfSubnet(subnetId));
  const argument = args.context === undefined ? "kubeconfig" : "context";
  const cause = `vpcSecurityGroupIds is missing, and the default group isn't in the cluster of this instance's ${argument}`;
  const fix = "Name a SecurityGroup that has a kubernetes Provider of that cluster";
  throw new pulumi.RunError(errorMessage({ verb: "create", kind: "Ec2Instance", name, cause, fix }));
}
