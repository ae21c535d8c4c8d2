import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import type { Side, Target } from "../../read/aws/side";
import {
  addressAssociationType,
  addressType,
  databaseType,
  functionType,
  isInstance,
  isInterface,
  isLoadBalancer,
  isOwnSubnet,
  isScalingGroup,
  serviceType,
} from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import type { Links } from "./links";
import { closedSubnets } from "./routes";
import { valuesNamed, valuesOf } from "./values";

/** Whether a member in these subnets surely has no way from the internet. */
type CutOff = (resource: Resource, subnets: Target[]) => boolean;

/**
 * Finds members that surely have no public address, or no route from an internet gateway to any of their subnets.
 *
 * What the preview doesn't say may be either.
 */
export function cutOffFinder(side: Side, links: Links): CutOff {
  const addresses = elasticAddresses(side);
  const hasNoRoute = closedSubnets(side);
  return (resource, subnets) => {
    const cards = links.interfacesOf(resource);
    if ([resource, ...cards].some(({ urn }) => addresses.holders.has(urn))) return false;
    const isClosed =
      subnets.length > 0 && subnets.every((each) => each.resource && hasNoRoute(each.resource));
    return isClosed || (!addresses.isUnsure && hasNoAddress(side, links, resource, subnets));
  };
}

const isHolder = (type: string): boolean => isInstance(type) || isInterface(type);

/** URNs of the instances and network interfaces with an Elastic IP, and whether others may have one. */
function elasticAddresses(side: Side): { holders: Set<string>; isUnsure: boolean } {
  const holders = new Set<string>();
  let isUnsure = false;
  for (const address of side.ofType((type) => type === addressType || type === addressAssociationType)) {
    const { inputs } = side.stateOf(address);
    for (const property of ["instance", "instanceId", "networkInterface", "networkInterfaceId"]) {
      const found = side.find(address, property, inputs[property], isHolder);
      if (isUnknown(inputs[property]) && found.length === 0) isUnsure = true;
      for (const { resource } of found) if (resource) holders.add(resource.urn);
    }
  }
  return { holders, isUnsure };
}

const isFalse = (value: unknown): boolean => isAbsent(value) || value === false || value === "false";

function hasNoAddress(side: Side, links: Links, resource: Resource, subnets: Target[]): boolean {
  const { inputs } = side.stateOf(resource);
  if (resource.type === functionType) return true;
  if (resource.type === databaseType) return isFalse(inputs["publiclyAccessible"]);
  if (isLoadBalancer(resource.type)) return inputs["internal"] === true;
  if (resource.type === serviceType) {
    const network = inputs["networkConfiguration"];
    return isRecord(network) && isFalse(network["assignPublicIp"]);
  }
  const isMachine = isHolder(resource.type) || isScalingGroup(resource.type);
  return isMachine && hasNoIpv6(side, links, resource, subnets) && hasNoIpv4(side, links, resource, subnets);
}

function hasNoIpv6(side: Side, links: Links, resource: Resource, subnets: Target[]): boolean {
  const parts = [resource, ...links.interfacesOf(resource), ...links.templatesOf(resource)];
  return !parts.some((each) => hasIpv6(side.stateOf(each).inputs)) && doNot(side, subnets, ipv6OfSubnet);
}

function hasNoIpv4(side: Side, links: Links, resource: Resource, subnets: Target[]): boolean {
  // A network interface gets no address by itself.
  if (isInterface(resource.type)) return true;
  const { inputs, outputs } = side.stateOf(resource);
  if (!isAbsent(outputs["publicIp"] || undefined)) return false;
  const primary = ["networkInterfaces", "primaryNetworkInterface"].flatMap((property) =>
    valuesOf(inputs[property]),
  );
  if (isInstance(resource.type) && primary.length > 0) {
    return links.interfacesOf(resource).length >= primary.length;
  }
  const wishes = [resource, ...links.templatesOf(resource)]
    .flatMap((each) => valuesNamed(side.stateOf(each).inputs, /^associatePublicIpAddress$/))
    .map(({ value }) => value);
  if (wishes.length > 0) return wishes.every((value) => value === false || value === "false");
  return doNot(side, subnets, "mapPublicIpOnLaunch");
}

const ipv6OfSubnet = "assignIpv6AddressOnCreation";

/** Whether the preview has all subnets, and none of them gives such addresses. */
const doNot = (side: Side, subnets: Target[], property: string): boolean =>
  subnets.length > 0 &&
  subnets.every(
    ({ resource }) =>
      resource && isOwnSubnet(resource.type) && isFalse(side.stateOf(resource).inputs[property]),
  );

/** IPv6 addresses are public. */
const hasIpv6 = (inputs: Readonly<Record<string, unknown>>): boolean =>
  valuesNamed(inputs, /^ipv6(Address(es|Count)|Prefix(es|Count))$/).some(({ value }) => value !== 0);
