import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { isMade } from "../../read/aws/side";
import type { Facts, Side, Target } from "../../read/aws/side";
import {
  addressAssociationType,
  addressType,
  databaseType,
  functionType,
  isHolder,
  isInstance,
  isInterface,
  isLoadBalancer,
  isOwnSubnet,
  isScalingGroup,
  serviceType,
  spotRequestType,
} from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { withoutSecrets } from "../../read/secrets";
import type { Links } from "./links";
import { closedSubnets } from "./routes";
import { valuesNamed, valuesOf } from "./values";
import { mayLaunchOther } from "./versions";

/** Whether a member in these subnets surely has no way from the internet; undefined if an unknown value may give it one. */
type CutOff = (resource: Resource, subnets: Target[]) => boolean | undefined;

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
    if (isClosed) return true;
    if (!hasNoAddress(side, links, resource, subnets)) return false;
    if (!isMachine(resource.type)) return true;
    // The preview would say the id of a holder that exists, unless that is a secret or found by a look-up.
    if (addresses.isUnsure) return [resource, ...cards].some(isMade) ? false : undefined;
    return mayGiveOther(side, links, resource) ? undefined : true;
  };
}

const isMachine = (type: string): boolean => isHolder(type) || isScalingGroup(type);

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
  if (!isMachine(resource.type)) return false;
  const launch = launchOf(side, resource);
  return (
    hasNoIpv6(side, links, resource, subnets, launch) && hasNoIpv4(side, links, resource, subnets, launch)
  );
}

/** Whether a version of a template that the preview doesn't have may give a machine an address. */
const mayGiveOther = (side: Side, links: Links, resource: Resource): boolean =>
  !staysOn(side, resource) &&
  links
    .templatesOf(resource)
    .some((template) => mayLaunchOther(side, links, resource, template, ["networkInterfaces"]));

/** Whether a machine stays as it was launched before. A spot request may launch another one. */
const staysOn = (side: Side, machine: Resource): boolean =>
  side.when === "new" &&
  isHolder(machine.type) &&
  machine.type !== spotRequestType &&
  machine.old !== undefined &&
  !isMade(machine);

/** The arguments of what a machine is launched by. */
type Launch = (part: Resource) => Facts["inputs"];

/** A machine that stays keeps what its subnet and its template said before. */
function launchOf(side: Side, machine: Resource): Launch {
  const stays = staysOn(side, machine);
  return (part) =>
    stays && part.old && !part.isRead
      ? (withoutSecrets(part.old.inputs) as Facts["inputs"])
      : side.stateOf(part).inputs;
}

function hasNoIpv6(side: Side, links: Links, resource: Resource, subnets: Target[], launch: Launch): boolean {
  const own = [resource, ...links.interfacesOf(resource)].map(side.stateOf);
  const all = [...own.map(({ inputs }) => inputs), ...links.templatesOf(resource).map(launch)];
  // The subnet may have given them at launch. Those of a new machine are unknown.
  const isGiven = own.some(({ outputs: { ipv6Addresses: list } }) => Array.isArray(list) && list.length > 0);
  return !isGiven && !all.some(hasIpv6) && doNot(subnets, ipv6OfSubnet, launch);
}

function hasNoIpv4(side: Side, links: Links, resource: Resource, subnets: Target[], launch: Launch): boolean {
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
  const wishes = [inputs, ...links.templatesOf(resource).map(launch)]
    .flatMap((each) => valuesNamed(each, /^associatePublicIpAddress$/))
    .map(({ value }) => value);
  if (wishes.length > 0) return wishes.every((value) => value === false || value === "false");
  return doNot(subnets, "mapPublicIpOnLaunch", launch);
}

const ipv6OfSubnet = "assignIpv6AddressOnCreation";

/** Whether the preview has all subnets, and none of them gives such addresses. */
const doNot = (subnets: Target[], property: string, launch: Launch): boolean =>
  subnets.length > 0 &&
  subnets.every(
    ({ resource }) => resource && isOwnSubnet(resource.type) && isFalse(launch(resource)[property]),
  );

/** IPv6 addresses are public. */
const hasIpv6 = (inputs: Readonly<Record<string, unknown>>): boolean =>
  valuesNamed(inputs, /^ipv6(Address(es|Count)|Prefix(es|Count))$/).some(({ value }) => value !== 0);
