import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { keyOf } from "../../read/aws/side";
import type { Side, Target } from "../../read/aws/side";
import {
  addressAssociationType,
  addressType,
  databaseType,
  defaultTableType,
  functionType,
  isGateway,
  isInstance,
  isInterface,
  isLoadBalancer,
  isOwnSubnet,
  isRouteTable,
  isScalingGroup,
  isSubnet,
  isVpc,
  mainTableAssociationType,
  ownVpcType,
  routeType,
  serviceType,
  tableAssociationType,
} from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { vpcOf } from "./groups";
import type { Links } from "./links";
import { valuesNamed, valuesOf } from "./values";

/** Whether a member in these subnets surely has no way from the internet. */
type CutOff = (resource: Resource, subnets: Target[]) => boolean;

/** Finds members that surely have no public address, or no route from an internet gateway to any of their subnets. */
export function cutOffFinder(side: Side, links: Links): CutOff {
  const hasAddress = elasticAddresses(side);
  const hasNoRoute = closedSubnets(side);
  return (resource, subnets) => {
    const cards = links.interfacesOf(resource);
    if ([resource, ...cards].some(({ urn }) => hasAddress.has(urn))) return false;
    const isClosed =
      subnets.length > 0 && subnets.every((each) => each.resource && hasNoRoute(each.resource));
    return isClosed || hasNoAddress(side, links, resource, subnets);
  };
}

/** URNs of the instances and network interfaces with an Elastic IP. */
function elasticAddresses(side: Side): Set<string> {
  const found = new Set<string>();
  const isHolder = (type: string) => isInstance(type) || isInterface(type);
  for (const address of side.ofType((type) => type === addressType || type === addressAssociationType)) {
    const { inputs } = side.stateOf(address);
    for (const property of ["instance", "instanceId", "networkInterface", "networkInterfaceId"]) {
      for (const { resource } of side.find(address, property, inputs[property], isHolder)) {
        if (resource) found.add(resource.urn);
      }
    }
  }
  return found;
}

function hasNoAddress(side: Side, links: Links, resource: Resource, subnets: Target[]): boolean {
  const { inputs, outputs } = side.stateOf(resource);
  const isFalse = (value: unknown) => isAbsent(value) || value === false || value === "false";
  if (resource.type === functionType) return true;
  if (resource.type === databaseType) return isFalse(inputs["publiclyAccessible"]);
  if (isLoadBalancer(resource.type)) return inputs["internal"] === true;
  if (resource.type === serviceType) {
    const network = inputs["networkConfiguration"];
    return isRecord(network) && isFalse(network["assignPublicIp"]);
  }
  if (isInterface(resource.type)) return !hasIpv6(inputs);
  if (!isInstance(resource.type) && !isScalingGroup(resource.type)) return false;
  const own = [resource, ...links.templatesOf(resource)].map((each) => side.stateOf(each).inputs);
  if (own.some(hasIpv6) || !isAbsent(outputs["publicIp"] || undefined)) return false;
  // A network interface that exists before its instance gets no address by itself.
  if (links.interfacesOf(resource).length > 0) return true;
  const wishes = own
    .flatMap((each) => valuesNamed(each, /^associatePublicIpAddress$/))
    .map(({ value }) => value);
  if (wishes.length > 0) return wishes.every((value) => value === false || value === "false");
  return subnets.length > 0 && subnets.every((each) => each.resource && givesNoAddress(side, each.resource));
}

/** IPv6 addresses are public. */
const hasIpv6 = (inputs: Readonly<Record<string, unknown>>): boolean =>
  valuesNamed(inputs, /^ipv6(Address(es|Count)|Prefix(es|Count))$/).some(({ value }) => value !== 0);

function givesNoAddress(side: Side, subnet: Resource): boolean {
  const { inputs } = side.stateOf(subnet);
  const isUnset = (property: string) => isAbsent(inputs[property]) || inputs[property] === false;
  return isOwnSubnet(subnet.type) && isUnset("mapPublicIpOnLaunch") && isUnset("assignIpv6AddressOnCreation");
}

/** Finds subnets whose route table is in the preview, without a route from an internet gateway. */
function closedSubnets(side: Side): (subnet: Resource) => boolean {
  const open = openTables(side);
  const tables = new Map<string, Target[]>();
  for (const association of side.ofType((type) => type === tableAssociationType)) {
    const { inputs } = side.stateOf(association);
    const table = side.find(association, "routeTableId", inputs["routeTableId"], isRouteTable);
    const subnets = side.find(association, "subnetId", inputs["subnetId"], isSubnet);
    for (const { key } of subnets) tables.set(key, [...(tables.get(key) ?? []), ...table]);
  }
  const ownMain = vpcsWithClosedTable(side, open);
  return (subnet) => {
    const own = tables.get(keyOf(subnet));
    if (own) return own.length > 0 && own.every(({ key, resource }) => resource && !open.has(key));
    // The main table of a new VPC has no such route.
    const vpc = vpcOf(side, subnet);
    return isOwnSubnet(subnet.type) && vpc !== undefined && ownMain.has(vpc);
  };
}

const isEverywhere = (value: unknown): boolean =>
  value === "0.0.0.0/0" || value === "::/0" || isUnknown(value);

/** Keys of the route tables with a route from an internet gateway, or with one that only the update will know. */
function openTables(side: Side): Set<string> {
  const open = new Set<string>();
  const leadsOut = (resource: Resource, property: string, value: unknown) =>
    typeof value === "string" &&
    (value.startsWith("igw-") ||
      side.find(resource, property, value, isGateway).some((each) => each.resource));
  for (const table of side.ofType(isRouteTable)) {
    const { inputs } = side.stateOf(table);
    for (const route of valuesOf(inputs["routes"])) {
      if (!isRecord(route)) open.add(keyOf(table));
      else if (["cidrBlock", "ipv6CidrBlock"].some((name) => isEverywhere(route[name]))) {
        if (leadsOut(table, "routes", route["gatewayId"])) open.add(keyOf(table));
      }
    }
  }
  for (const route of side.ofType((type) => type === routeType)) {
    const { inputs } = side.stateOf(route);
    if (!leadsOut(route, "gatewayId", inputs["gatewayId"])) continue;
    for (const { key } of side.find(route, "routeTableId", inputs["routeTableId"], isRouteTable))
      open.add(key);
  }
  return open;
}

/** Keys of the VPCs whose main route table has no route from an internet gateway. */
function vpcsWithClosedTable(side: Side, open: ReadonlySet<string>): Set<string> {
  const vpcs = new Set(side.ofType((type) => type === ownVpcType).map(keyOf));
  const remove = (resource: Resource, property: string) => {
    const value = side.stateOf(resource).inputs[property];
    for (const { key } of side.find(resource, property, value, isVpc)) vpcs.delete(key);
  };
  for (const each of side.ofType((type) => type === mainTableAssociationType)) remove(each, "vpcId");
  for (const each of side.ofType((type) => type === routeType)) remove(each, "routeTableId");
  for (const each of side.ofType((type) => type === defaultTableType)) {
    if (open.has(keyOf(each))) remove(each, "defaultRouteTableId");
  }
  return vpcs;
}
