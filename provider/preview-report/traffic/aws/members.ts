import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { keyOf } from "../../read/aws/side";
import type { Target } from "../../read/aws/side";
import { isInstance, isInterface, isMember, isScalingGroup, isSubnet, isVpc } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import type { Attachment } from "../grants";
import { cutOffFinder } from "./cut-off";
import { vpcOf } from "./groups";
import { linksOf } from "./links";
import type { Links } from "./links";
import type { Context } from "./rules";
import { valuesNamed } from "./values";

/** A resource in groups on one side. */
export interface AwsAttachment extends Attachment {
  /** The preview doesn't say all of its groups. */
  isPartial: boolean;
}

const groupNames = /^(vpc)?securityGroup(s|Ids|IdLists)$/i;
const subnetNames = /^(subnets|subnetIds?|vpcZoneIdentifiers)$/;

/** The resources in groups on one side, by their URN. */
export function attachmentsOf(context: Context): Map<string, AwsAttachment> {
  const { side, groups } = context;
  const links = linksOf(side);
  const isCutOff = cutOffFinder(side, links);
  const vpcs = new Map(side.ofType(isVpc).map((vpc) => [keyOf(vpc), vpc]));
  const found = new Map<string, AwsAttachment>();
  for (const resource of side.resources) {
    if (!isMember(resource.type) || links.isAttached(resource)) continue;
    const subnets = [resource, ...links.interfacesOf(resource)].flatMap((each) => subnetsOf(context, each));
    const own = groupsOfMember(context, links, resource, subnets);
    if (own.ids.size === 0 && !own.isPartial) continue;
    const vpc = [...subnetVpcs(context, subnets), ...[...own.ids].map((id) => groups.vpcOf(id))].find(
      Boolean,
    );
    found.set(resource.urn, {
      groups: [...own.ids],
      network: networkOf(context, subnets, vpcs, vpc),
      realm: vpc,
      isCutOff: isCutOff(resource, subnets),
      isPartial: own.isPartial,
      tags: tagsIn(side.stateOf(resource).inputs),
    });
  }
  return found;
}

/** The tags of a resource; an auto scaling group has them as a list. */
function tagsIn({ tags = {}, tagsAll = tags }: Readonly<Record<string, unknown>>): Attachment["tags"] {
  if (!Array.isArray(tagsAll)) return isRecord(tagsAll) ? tagsAll : undefined;
  return Object.fromEntries(
    tagsAll.filter(isRecord).flatMap(({ key, value }) => (typeof key === "string" ? [[key, value]] : [])),
  );
}

function subnetsOf({ side }: Context, resource: Resource): Target[] {
  return valuesNamed(side.stateOf(resource).inputs, subnetNames).flatMap(({ property, value }) => {
    const found = side.find(resource, property, value, isSubnet);
    return found.length > 0 ? found : [{ key: "unknown" }];
  });
}

const subnetVpcs = ({ side }: Context, subnets: Target[]): (string | undefined)[] =>
  subnets.map(({ resource }) => resource && vpcOf(side, resource));

/** The subnet of a member, or the VPC of one that has several: a rule covers it if it covers that. */
function networkOf(
  { side }: Context,
  subnets: Target[],
  vpcs: ReadonlyMap<string, Resource>,
  vpcId: string | undefined,
): Attachment["network"] {
  const [subnet, ...others] = subnets;
  const place = subnet?.resource && others.length === 0 ? subnet.resource : vpcs.get(vpcId ?? "");
  const cidrBlock = place && side.stateOf(place).inputs["cidrBlock"];
  return vpcId !== undefined && typeof cidrBlock === "string" && !isUnknown(cidrBlock)
    ? { vpcId, cidrBlock }
    : undefined;
}

/** Ids of groups, and whether there are others that the preview doesn't say. */
interface Found {
  ids: Set<string>;
  isPartial: boolean;
}

function groupsOfMember(context: Context, links: Links, resource: Resource, subnets: Target[]): Found {
  const found: Found = { ids: new Set(), isPartial: false };
  for (const each of [resource, ...links.ownInterfacesOf(resource)]) addGroups(context, each, found);
  if (isEmpty(found)) for (const template of links.templatesOf(resource)) addGroups(context, template, found);
  const isAlwaysInGroup = [isInstance, isInterface, isScalingGroup].some((is) => is(resource.type));
  if (isEmpty(found) && isAlwaysInGroup) addDefault(context, links, resource, subnets, found);
  const interfaces = links.interfacesOf(resource);
  const attachments = [resource, ...interfaces].flatMap((part) => links.groupAttachmentsOf(part));
  for (const each of [...interfaces, ...attachments]) addGroups(context, each, found);
  return found;
}

/** EC2 puts what names no group into the default group of its VPC. */
function addDefault(
  context: Context,
  links: Links,
  resource: Resource,
  subnets: Target[],
  found: Found,
): void {
  const { side, groups } = context;
  const { outputs } = side.stateOf(resource);
  const computed = outputs["vpcSecurityGroupIds"] ?? outputs["securityGroups"];
  if (Array.isArray(computed) && computed.length > 0 && !computed.some(isUnknown)) {
    for (const id of computed) addAll(found, groups.find(resource, "vpcSecurityGroupIds", id));
    return;
  }
  const [subnet] = subnets;
  const [vpc = subnet && `the VPC of ${subnet.key}`] = subnetVpcs(context, subnets);
  if (subnet?.key === "unknown" || links.hasOtherTemplate(resource)) found.isPartial = true;
  else found.ids.add(groups.defaultOf(resource, vpc));
}

const isEmpty = ({ ids, isPartial }: Found): boolean => ids.size === 0 && !isPartial;

function addAll(found: Found, ids: string[]): void {
  if (ids.length === 0) found.isPartial = true;
  for (const id of ids) found.ids.add(id);
}

/** The groups that arguments name. Those of instances are names or ids in `securityGroups`. */
function addGroups({ side, groups }: Context, resource: Resource, found: Found): void {
  const { inputs } = side.stateOf(resource);
  const all = valuesNamed(inputs, groupNames);
  for (const { property, value } of all) {
    const unknowns = all.filter((each) => each.property === property && isUnknown(each.value)).length;
    const isName = isInstance(resource.type) && property === "securityGroups";
    const named =
      isName && typeof value === "string" && !isUnknown(value) ? groups.named(resource, value) : undefined;
    const ids = named === undefined ? groups.find(resource, property, value) : [named];
    // As many unknown ids as groups: each is one of them. Fewer may be any.
    addAll(found, ids.length > 1 && unknowns !== ids.length ? [] : ids);
  }
  const attached = inputs["securityGroupId"];
  if (isAbsent(attached)) return;
  const ids = groups.find(resource, "securityGroupId", attached);
  addAll(found, ids.length > 1 ? [] : ids);
}
