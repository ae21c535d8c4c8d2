import { addressesOf, overlapsCidr } from "../../../common/cidr";
import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { keyOf } from "../../read/aws/side";
import type { Side, Target } from "../../read/aws/side";
import {
  defaultTableType,
  isGateway,
  isOwnSubnet,
  isRouteTable,
  isSubnet,
  isVpc,
  mainTableAssociationType,
  ownVpcType,
  routeType,
  tableAssociationType,
} from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { vpcOf } from "./groups";
import { valuesOf } from "./values";

/** Finds subnets whose route table is in the preview, surely without a route from an internet gateway. */
export function closedSubnets(side: Side): (subnet: Resource) => boolean {
  const isOpen = openTables(side);
  const tables = new Map<string, Target[]>();
  let isUnsure = false;
  for (const association of side.ofType((type) => type === tableAssociationType)) {
    const { inputs } = side.stateOf(association);
    const table = side.find(association, "routeTableId", inputs["routeTableId"], isRouteTable);
    const subnets = side.find(association, "subnetId", inputs["subnetId"], isSubnet);
    if (isUnknown(inputs["subnetId"]) && subnets.length === 0) isUnsure = true;
    const found = table.length > 0 ? table : [{ key: "unknown" }];
    for (const { key } of subnets) tables.set(key, [...(tables.get(key) ?? []), ...found]);
  }
  const closedMain = vpcsWithClosedTable(side, isOpen);
  return (subnet) => {
    const own = tables.get(keyOf(subnet));
    if (own) return own.every(({ resource }) => resource && !isOpen(resource));
    const vpc = vpcOf(side, subnet);
    // What the program only reads may have a table elsewhere.
    const isOwn = isOwnSubnet(subnet.type) && !subnet.isRead;
    return !isUnsure && isOwn && vpc !== undefined && closedMain.has(vpc);
  };
}

/** One route, of a table or of its own. */
type Route = Readonly<Record<string, unknown>>;

/** Targets that may lead to an internet gateway. */
const ways = ["vpcEndpointId", "networkInterfaceId", "instanceId", "carrierGatewayId", "localGatewayId"];

/** Whether a route leads to an internet gateway, or may do so: with any range, as two halves are the world. */
function leadsOut(side: Side, resource: Resource, route: Route, property?: string): boolean {
  if (ways.some((way) => valuesOf(route[way]).length > 0)) return true;
  const gateway = route["gatewayId"];
  if (typeof gateway !== "string") return !isAbsent(gateway);
  if (gateway.startsWith("igw-")) return true;
  // Endpoints of S3 and DynamoDB have prefix lists; those of firewalls have ranges.
  if (gateway.startsWith("vpce-")) return isAbsent(route["destinationPrefixListId"] || undefined);
  const found = side.find(resource, property ?? "gatewayId", gateway, isGateway);
  return isUnknown(gateway) ? true : found.some((each) => each.resource);
}

/** Targets that lead to other VPCs. */
const waysOver = ["vpcPeeringConnectionId", "transitGatewayId", "coreNetworkArn"];

/** Whether a route leads to another VPC: what it leads over may be of another stack. */
export function leadsToOtherVpc(side: Side): boolean {
  const blocks = side.ofType(isVpc).map((vpc) => String(side.stateOf(vpc).inputs["cidrBlock"]));
  // A route to the range of another network, such as a shared one, joins none of these.
  const leadsHere = (route: Route) => {
    const to = String(route["destinationCidrBlock"] ?? route["cidrBlock"]);
    const isKnown = addressesOf(to)?.version === 4;
    return !isKnown || blocks.some((block) => !addressesOf(block) || overlapsCidr(to, block));
  };
  const isOver = (route: unknown) =>
    isRecord(route) && waysOver.some((way) => valuesOf(route[way]).length > 0) && leadsHere(route);
  const routesOf = (table: Resource) => {
    const { inputs, outputs } = side.stateOf(table);
    return valuesOf(inputs["routes"] ?? outputs["routes"]);
  };
  return (
    side.ofType((type) => type === routeType).some((route) => isOver(side.stateOf(route).inputs)) ||
    side.ofType(isRouteTable).some((table) => routesOf(table).some(isOver))
  );
}

/** Finds the route tables with a route from an internet gateway, or with one that only the update will know. */
function openTables(side: Side): (table: Resource) => boolean {
  const open = new Set<string>();
  let isUnsure = false;
  for (const table of side.ofType(isRouteTable)) {
    const { inputs, outputs } = side.stateOf(table);
    const routes = valuesOf(inputs["routes"] ?? outputs["routes"]);
    const isOpen = routes.some((route) => !isRecord(route) || leadsOut(side, table, route, "routes"));
    if (isOpen) open.add(keyOf(table));
  }
  for (const route of side.ofType((type) => type === routeType)) {
    const { inputs } = side.stateOf(route);
    if (!leadsOut(side, route, inputs)) continue;
    const found = side.find(route, "routeTableId", inputs["routeTableId"], isRouteTable);
    const isMain = side
      .find(route, "routeTableId", inputs["routeTableId"], isVpc)
      .some((each) => each.resource);
    if (found.length === 0 && !isMain) isUnsure = true;
    for (const { key } of found) open.add(key);
  }
  return (table) => isUnsure || open.has(keyOf(table));
}

/** Keys of the VPCs whose main route table surely has no route from an internet gateway. */
function vpcsWithClosedTable(side: Side, isOpen: (table: Resource) => boolean): Set<string> {
  const own = side.ofType((type) => type === ownVpcType).filter(({ isRead }) => !isRead);
  const vpcs = new Set(own.map(keyOf));
  const remove = (resource: Resource, property: string) => {
    const value = side.stateOf(resource).inputs[property];
    const found = side.find(resource, property, value, isVpc);
    const isTable = side.find(resource, property, value, isRouteTable).some((each) => each.resource);
    if (isUnknown(value) && found.length === 0 && !isTable) vpcs.clear();
    for (const { key } of found) vpcs.delete(key);
  };
  for (const each of side.ofType((type) => type === mainTableAssociationType)) remove(each, "vpcId");
  for (const each of side.ofType((type) => type === routeType)) remove(each, "routeTableId");
  for (const each of side.ofType((type) => type === defaultTableType)) {
    if (isOpen(each)) remove(each, "defaultRouteTableId");
  }
  return vpcs;
}
