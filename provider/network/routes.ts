import { parseCidr } from "../common/cidr";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven, isRecord } from "../common/values";
import { idOf, text } from "../record/kind";
import type { RecordKinds, Values } from "../record/kind";
import { recordsOf } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import { cidr } from "./checks";
import { checkId, checkSameVpc, rangesOf, related, siblings, vpcWith } from "./related";

/** Where a route can lead, and the prefixes of the ids of what is there. */
const targets: Readonly<Record<string, readonly string[]>> = {
  carrierGatewayId: ["cagw"],
  coreNetworkArn: ["arn:"],
  egressOnlyGatewayId: ["eigw"],
  gatewayId: ["igw", "vgw", "vpce", "local"],
  localGatewayId: ["lgw"],
  natGatewayId: ["nat"],
  networkInterfaceId: ["eni"],
  odbNetworkArn: ["arn:"],
  transitGatewayId: ["tgw"],
  vpcEndpointId: ["vpce"],
  vpcPeeringConnectionId: ["pcx"],
};

/** The names of a route's destination in a Route and inside of a RouteTable. */
const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const inlineDestinations = ["cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"];

/** Checks one route of a table: one destination, one target, and a target that its VPC has. */
function checkRoute(route: Values, names: readonly string[], vpcId: unknown, at: string, fail: Fail): void {
  const given = (keys: readonly string[]) =>
    keys.filter((key) => route[key] !== undefined && route[key] !== "");
  const [destination, ...more] = given(names);
  if (!destination) fail(`${at}${names[0]}`, `is missing. Set it, ${names.slice(1).join(" or ")}`);
  for (const key of more.filter((other) => isGiven(route[other]) && isGiven(route[destination ?? ""])))
    fail(`${at}${key}`, `conflicts with ${destination}. A route has one destination: remove one`);
  const [target, ...others] = given(Object.keys(targets));
  if (!target) fail(`${at}gatewayId`, "is missing. A route needs a target: set it, natGatewayId or another");
  for (const key of others.filter((other) => isGiven(route[other]) && isGiven(route[target ?? ""])))
    fail(`${at}${key}`, `conflicts with ${target}. A route has one target: remove one`);
  if (target) checkTarget(route, target, vpcId, at, fail);
}

function checkTarget(route: Values, target: string, vpcId: unknown, at: string, fail: Fail): void {
  const value = route[target];
  if (!isGiven(value)) return;
  const prefixes = targets[target] ?? [];
  if (!prefixes.some((prefix) => String(value).startsWith(prefix))) {
    return fail(`${at}${target}`, `is ${show(value)}. Use an id that starts with ${prefixes.join(", ")}`);
  }
  const record = related(route, target);
  if (record?.kind === "ec2:InternetGateway") return checkGateway(record, vpcId, `${at}${target}`, fail);
  if (record?.kind !== "ec2:VpcPeeringConnection") checkSameVpc(`${at}${target}`, vpcId, record, fail);
}

/** EC2 takes a route to an internet gateway only once that is attached to the VPC. */
function checkGateway(gateway: KnownRecord, vpcId: unknown, property: string, fail: Fail): void {
  if (!isGiven(vpcId)) return;
  const attachments = recordsOf("ec2:InternetGatewayAttachment").filter(
    ({ values }) => values["internetGatewayId"] === gateway.id,
  );
  const vpcs = [gateway, ...attachments]
    .map(({ values }) => values["vpcId"])
    .filter((id) => id !== undefined && id !== "");
  // An attachment that this table doesn't depend on may be checked later.
  if (vpcs.length === 0 || vpcs.some((id) => !isGiven(id) || id === vpcId)) return;
  fail(
    property,
    `is ${show(gateway.id)}, which is attached to ${String(vpcs[0])}, not to ${String(vpcId)}. Use that VPC's gateway`,
  );
}

/** The local route, which has precedence: EC2 rejects another one to the same range, or to a part of it by a gateway. */
function checkLocal(destination: unknown, vpc: KnownRecord | undefined, property: string, fail: Fail): void {
  if (!vpc || !isGiven(destination)) return;
  if (rangesOf(vpc).includes(String(destination))) {
    fail(property, `is ${show(destination)}, the VPC's own range, which is always local. Remove the route`);
  }
}

const canonical = (destination: unknown) => parseCidr(String(destination))?.canonical ?? String(destination);

const inlineRoutes = ({ routes }: Values): Values[] => (Array.isArray(routes) ? routes.filter(isRecord) : []);

function checkTable(values: Values, vpcId: unknown, fail: Fail): void {
  const seen = new Map<string, number>();
  inlineRoutes(values).forEach((route, index) => {
    const at = `routes[${index}].`;
    checkRoute(route, inlineDestinations, vpcId, at, fail);
    const block = route["cidrBlock"];
    if (isGiven(block) && block !== "") cidr(4)(block, (_, reason) => fail(`${at}cidrBlock`, reason));
    if (route["gatewayId"] !== "local")
      checkLocal(block, related({ vpcId }, "vpcId"), `${at}cidrBlock`, fail);
    const destination = inlineDestinations
      .map((name) => route[name])
      .find((value) => value !== undefined && value !== "");
    if (!isGiven(destination)) return;
    const first = seen.get(canonical(destination));
    seen.set(canonical(destination), first ?? index);
    if (first !== undefined) {
      fail(
        `routes[${index}]`,
        `has the destination ${show(destination)}, as routes[${first}] has. Remove one`,
      );
    }
  });
}

export const routeKinds: RecordKinds = {
  "ec2:RouteTable": {
    note: "Routes of subnets. They filter nothing here: security groups alone decide who reaches whom.",
    id: "rtb",
    arn: "route-table",
    replaces: ["vpcId"],
    defaults: () => ({ routes: [], propagatingVgws: [] }),
    check: (values, fail) => {
      checkId(values, "vpcId", "vpc", fail);
      checkTable(values, values["vpcId"], fail);
    },
  },
  "ec2:DefaultRouteTable": {
    note: "The main route table of a network, which is always there. Deleting the resource leaves it.",
    id: ({ defaultRouteTableId }) => defaultRouteTableId,
    arn: "route-table",
    replaces: ["defaultRouteTableId"],
    defaults: () => ({ routes: [] }),
    check: (values, fail) => {
      checkId(values, "defaultRouteTableId", "rtb", fail);
      checkTable(values, vpcWith("defaultRouteTableId", values["defaultRouteTableId"])?.id, fail);
    },
    outputs: ({ defaultRouteTableId }) => ({
      vpcId: vpcWith("defaultRouteTableId", defaultRouteTableId)?.id,
    }),
  },
  "ec2:Route": {
    note: "One route of a table. It filters nothing here: security groups alone decide who reaches whom.",
    id: (values) => {
      const [destination = ""] = destinations.filter((key) => values[key] !== undefined);
      return text`r-${values["routeTableId"]}_${values[destination]}`;
    },
    replaces: ["routeTableId", ...destinations],
    checks: { destinationCidrBlock: cidr(4), destinationIpv6CidrBlock: cidr(6) },
    check: (values, fail) => {
      checkId(values, "routeTableId", "rtb", fail);
      const table = related(values, "routeTableId");
      const vpcId = table?.values["vpcId"];
      checkRoute(values, destinations, vpcId, "", fail);
      const key = destinations.find((name) => values[name] !== undefined) ?? "";
      const destination = values[key];
      if (!isGiven(destination)) return;
      checkLocal(destination, related({ vpcId }, "vpcId"), key, fail);
      const same = (other: unknown) => isGiven(other) && canonical(other) === canonical(destination);
      const standalone = recordsOf("ec2:Route").filter(
        (other) =>
          other.values["routeTableId"] === values["routeTableId"] &&
          destinations.some((name) => same(other.values[name])),
      );
      const isInline =
        table &&
        inlineRoutes(table.values).some((route) => inlineDestinations.some((name) => same(route[name])));
      if (standalone.length > 0 || isInline) {
        const holder = isInline ? `an inline route of ${table.id}` : "another Route of this table";
        fail(key, `is ${show(destination)}, the destination of ${holder}. Remove one`);
      }
    },
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
  },
  "ec2:RouteTableAssociation": {
    note: "Gives a subnet its route table.",
    id: "rtbassoc",
    replaces: ["subnetId", "gatewayId"],
    check: (values, fail) => {
      const { gatewayId, subnetId } = values;
      checkId(values, "routeTableId", "rtb", fail);
      checkId(values, "subnetId", "subnet", fail);
      if (subnetId === undefined && gatewayId === undefined) {
        fail("subnetId", "is missing. Set it, or gatewayId");
      }
      if (isGiven(subnetId) && isGiven(gatewayId)) {
        fail("gatewayId", "conflicts with subnetId. Set only one of the two");
      }
      checkSameVpc(
        "subnetId",
        related(values, "routeTableId")?.values["vpcId"],
        related(values, "subnetId"),
        fail,
      );
      const other = siblings("ec2:RouteTableAssociation", values.id, "subnetId", subnetId)[0];
      if (other) {
        fail("subnetId", `is ${show(subnetId)}, which ${other.id} already gives a route table. Remove one`);
      }
    },
  },
  "ec2:MainRouteTableAssociation": {
    note: "Makes a route table the main one of a network.",
    id: "rtbassoc",
    replaces: ["vpcId"],
    check: (values, fail) => {
      checkId(values, "vpcId", "vpc", fail);
      checkId(values, "routeTableId", "rtb", fail);
      checkSameVpc("routeTableId", values["vpcId"], related(values, "routeTableId"), fail);
    },
    outputs: ({ vpcId }) => ({ originalRouteTableId: idOf("rtb", vpcId) }),
  },
};
