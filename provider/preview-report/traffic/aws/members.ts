import { groupedBy } from "../../../common/lists";
import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { keyOf, unknownsAmong } from "../../read/aws/side";
import type { Facts, Target, Unknowns } from "../../read/aws/side";
import { isInstance, isMachine, isMember, isSubnet, isTemplate, isVpc } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import type { Attachment } from "../grants";
import { cutOffFinder } from "./cut-off";
import { vpcOf } from "./groups";
import { linksOf } from "./links";
import type { Links } from "./links";
import { placeOf } from "./rules";
import type { Context } from "./rules";
import { tagFinder } from "./tags";
import { groupNames, hidesBlock, valuesNamed, valuesOf } from "./values";
import type { Found as FoundValue } from "./values";
import { mayLaunchOther } from "./versions";

/** A resource in groups on one side. */
export interface AwsAttachment extends Attachment {
  /** The preview doesn't say all of its groups. */
  isPartial: boolean;
}

/** Other types have groups of their own services by this name. */
const groupNamesOfTemplate = new RegExp(`${groupNames.source}|^securityGroupNames$`, "i");
/** Blocks that have groups. */
const groupBlocks =
  /^((awsV|v)pc(Config|Configuration|Options)|network(Config|Configuration|Interfaces)|computeResources|brokerNodeGroupInfo|ec2(Attributes|Config)|kafkaClusters|workspaceCreationProperties)$/;
const subnetNames = /^(subnets|subnetIds?|vpcZoneIdentifiers)$/;

/** The resources in groups on one side, by their URN. */
export function attachmentsOf(context: Context): Map<string, AwsAttachment> {
  const { side, groups } = context;
  const links = linksOf(side);
  const isCutOff = cutOffFinder(side, links);
  const tagsOf = tagFinder(side, links);
  const vpcs = new Map(side.ofType(isVpc).map((vpc) => [keyOf(vpc), vpc]));
  const found = new Map<string, AwsAttachment>();
  for (const resource of side.resources) {
    if (!isMember(resource.type) || links.isAttached(resource)) continue;
    const subnets = [resource, ...links.interfacesOf(resource)].flatMap((each) => subnetsOf(context, each));
    const own = groupsOfMember(context, links, resource);
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
      tags: tagsOf(resource),
    });
  }
  return found;
}

function subnetsOf(
  { side }: Context,
  resource: Resource,
  { inputs }: Pick<Facts, "inputs"> = side.stateOf(resource),
): Target[] {
  return valuesNamed(inputs, subnetNames).flatMap(({ property, value }) => {
    const found = side.find(resource, property, value, isSubnet);
    return found.length > 0 ? found : [{ key: "unknown" }];
  });
}

const subnetVpcs = ({ side }: Context, subnets: Target[]): (string | undefined)[] =>
  subnets.map(({ resource }) => resource && vpcOf(side, resource));

/** The subnet of a member, or the VPC of one that has several: a rule covers it if it covers that. */
function networkOf(
  context: Context,
  subnets: Target[],
  vpcs: ReadonlyMap<string, Resource>,
  vpcId: string | undefined,
): Attachment["network"] {
  const [subnet, ...others] = subnets;
  const isOne = others.every(({ key }) => key === subnet?.key);
  const place = subnet?.resource && isOne ? subnet.resource : vpcs.get(vpcId ?? "");
  const cidrBlock = place && context.side.stateOf(place).inputs["cidrBlock"];
  return vpcId !== undefined && typeof cidrBlock === "string" && !isUnknown(cidrBlock)
    ? { vpcId: placeOf(context, vpcId), cidrBlock }
    : undefined;
}

/** Ids of groups, and whether there are others that the preview doesn't say. */
interface Found {
  ids: Set<string>;
  isPartial: boolean;
}

function groupsOfMember(context: Context, links: Links, resource: Resource): Found {
  const interfaces = links.interfacesOf(resource);
  const attachments = [resource, ...interfaces].flatMap((part) => links.groupAttachmentsOf(part));
  const others = links.otherInterfacesOf(resource);
  // All groups of an instance are those of its network interfaces. Its outputs have those of the primary one.
  const isCovered = links.ownInterfacesOf(resource).length > 0 && !others.some(({ isPrimary }) => isPrimary);
  const parts = [
    ...(isCovered ? [] : [ownGroups(context, links, resource)]),
    ...interfaces.map((each) => ownGroups(context, links, each)),
    ...attachments.map((each) => groupsIn(context, each)),
  ];
  return {
    ids: new Set(parts.flatMap(({ ids }) => [...ids])),
    isPartial:
      parts.some(({ isPartial }) => isPartial) ||
      others.some(({ isPrimary }) => !isPrimary) ||
      [resource, ...interfaces].some((part) => links.mayHaveMore(part)),
  };
}

/** The groups that EC2 gives a machine, or one of its network interfaces, at first. */
function ownGroups(context: Context, links: Links, resource: Resource): Found {
  const { inputs, outputs } = context.side.stateOf(resource);
  const own = groupsIn(context, resource);
  for (const specification of valuesOf(inputs["launchSpecifications"])) {
    const part = { launchSpecifications: [specification] };
    if (!isRecord(specification)) own.isPartial = true;
    else if (valuesNamed(part, groupNames).length === 0)
      addDefault(context, resource, subnetsOf(context, resource, { inputs: part }), own);
  }
  if (!isEmpty(own)) return own;
  const computed = outputs["vpcSecurityGroupIds"] ?? outputs["securityGroups"] ?? outputs["securityGroupIds"];
  if (Array.isArray(computed) && computed.length > 0 && computed.every(isKnownText)) {
    for (const id of computed) addAll(own, context.groups.find(resource, "vpcSecurityGroupIds", id));
    return own;
  }
  const subnets = subnetsOf(context, resource);
  for (const template of links.templatesOf(resource)) {
    const its = groupsIn(context, template);
    // Its network interface has groups of its own.
    if (namesInterface(context, template) || hidesGroups(context, template)) its.isPartial = true;
    for (const block of interfacesWithoutGroups(context, template)) {
      const inBlock = subnetsOf(context, template, { inputs: { networkInterfaces: [block] } });
      addDefault(context, resource, inBlock.length > 0 ? inBlock : subnets, its);
    }
    if (isEmpty(its)) addDefault(context, resource, subnets, its);
    if (mayLaunchOther(context.side, links, resource, template, givingGroups)) its.isPartial = true;
    for (const id of its.ids) own.ids.add(id);
    own.isPartial ||= its.isPartial;
  }
  const others = links.otherInterfacesOf(resource);
  if (links.namesOtherTemplate(resource) || others.length > 0 || hidesGroups(context, resource))
    own.isPartial = true;
  if (isEmpty(own)) addDefault(context, resource, subnets, own);
  return own;
}

/** Properties of templates. */
const givingGroups = ["vpcSecurityGroupIds", "securityGroupNames", "networkInterfaces"];

const isKnownText = (value: unknown): boolean => typeof value === "string" && !isUnknown(value);

const hidesGroups = ({ side }: Context, resource: Resource): boolean =>
  hidesBlock(side.stateOf(resource).inputs, groupBlocks);

const namesInterface = ({ side }: Context, template: Resource): boolean =>
  valuesNamed(side.stateOf(template).inputs, /^networkInterfaceId$/).length > 0;

/** The network interfaces that a template makes and that name no group: EC2 takes groups for all of them only without these. */
const interfacesWithoutGroups = ({ side }: Context, template: Resource): Record<string, unknown>[] =>
  valuesOf(side.stateOf(template).inputs["networkInterfaces"])
    .filter(isRecord)
    .filter((block) => isAbsent(block["networkInterfaceId"]) && valuesNamed(block, groupNames).length === 0);

/** EC2 puts a machine that names no group into the default group of its VPC. */
function addDefault(context: Context, resource: Resource, subnets: Target[], found: Found): void {
  if (!isMachine(resource.type)) return;
  const [subnet] = subnets;
  const [vpc = subnet && `the VPC of ${subnet.key}`] = subnetVpcs(context, subnets);
  if (subnet?.key === "unknown") found.isPartial = true;
  else found.ids.add(context.groups.defaultOf(resource, vpc));
}

const isEmpty = ({ ids, isPartial }: Found): boolean => ids.size === 0 && !isPartial;

function addAll(found: Found, ids: string[]): void {
  if (ids.length === 0) found.isPartial = true;
  for (const id of ids) found.ids.add(id);
}

function groupsIn(context: Context, resource: Resource): Found {
  const found: Found = { ids: new Set(), isPartial: false };
  addGroups(context, resource, found);
  return found;
}

/** The groups that arguments name. Those of instances are names or ids in `securityGroups`. */
function addGroups({ side, groups }: Context, resource: Resource, found: Found): void {
  const { inputs, marked } = side.stateOf(resource);
  const names = isTemplate(resource.type) ? groupNamesOfTemplate : groupNames;
  const byProperty = groupedBy(valuesNamed(marked, names), ({ property }) => [property]);
  const hiddenIn = new Map(
    [...byProperty].map(([property, all]) => [property, unknownsAmong(all.map(({ value }) => value))]),
  );
  for (const { property, value, isWhole } of valuesNamed(inputs, names).flatMap(separated)) {
    const hidden = hiddenIn.get(property) ?? { count: 0, secrets: 0 };
    const unknowns = hidden.count + hidden.secrets;
    const isName =
      property === "securityGroupNames" || (isInstance(resource.type) && property === "securityGroups");
    const named =
      isName && typeof value === "string" && !isUnknown(value) ? groups.named(resource, value) : undefined;
    const ids = named === undefined ? groups.find(resource, property, value) : [named];
    // As many unknown ids as groups, or more: each group is one of them. Fewer may be any.
    addAll(found, ids.length > 1 && unknowns < ids.length ? [] : ids);
    if (isUnknown(value) && groups.mayNameOther(resource, property, { ...hidden, isWhole }))
      found.isPartial = true;
  }
  const attached = inputs["securityGroupId"];
  if (isAbsent(attached)) return;
  const ids = groups.find(resource, "securityGroupId", attached);
  addAll(found, ids.length > 1 ? [] : ids);
  if (isUnknown(attached) && groups.mayNameOther(resource, "securityGroupId", one)) found.isPartial = true;
}

/** EMR has ids in one text. No name of a group starts like an id. */
const separated = (found: FoundValue): FoundValue[] =>
  typeof found.value === "string" && found.value.startsWith("sg-")
    ? found.value.split(/\s*,\s*/).map((value) => ({ ...found, value }))
    : [found];

const one: Unknowns = { count: 1, secrets: 0, isWhole: true };
