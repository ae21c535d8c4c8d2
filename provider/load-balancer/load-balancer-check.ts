import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven, isUnknown } from "../common/values";
import { defaultSubnets } from "../network/default-vpc";
import { checkId, checkSameVpc } from "../network/related";
import type { Facts, Values } from "../record/kind";
import { recordById, recordsOf } from "../record/registry";
import { blocksIn, itemsIn } from "./blocks";

interface NamedSubnet {
  path: string;
  id: unknown;
}

/** The subnets that the arguments name, with their paths. */
const namedSubnets = ({ subnets, subnetMappings }: Values): NamedSubnet[] => [
  ...itemsIn(subnets).map((id, index) => ({ path: `subnets[${index}]`, id })),
  ...blocksIn(subnetMappings, "subnetMappings").map(({ path, fields }) => ({
    path: `${path}.subnetId`,
    id: fields["subnetId"],
  })),
];

/** A subnet that the program declares, or a default one. */
const subnetWith = (id: unknown, region: unknown): Values | undefined =>
  recordById(String(id))?.values ?? defaultSubnets(String(region)).find((subnet) => subnet.id === id);

/** The VPC of a load balancer, which its subnets say; undefined if they don't. */
export function vpcOf(values: Values, { region, olds }: Pick<Facts, "region" | "olds">): unknown {
  const [first] = namedSubnets(values);
  if (!first) return olds["vpcId"];
  return isUnknown(first.id) ? first.id : (subnetWith(first.id, region)?.["vpcId"] ?? olds["vpcId"]);
}

export const subnetIdsOf = (values: Values): unknown[] => namedSubnets(values).map(({ id }) => id);

export function checkLoadBalancer(values: Values & { id: unknown }, fail: Fail, facts: Facts): void {
  const { loadBalancerType, idleTimeout, securityGroups } = values;
  if (values["subnets"] !== undefined && values["subnetMappings"] !== undefined) {
    fail("subnetMappings", "conflicts with subnets. Set only one of the two");
  }
  if (!facts.isLookup) checkSubnets(values, fail, facts);
  const vpcId = vpcOf(values, facts);
  itemsIn(securityGroups).forEach((id, index) => {
    const path = `securityGroups[${index}]`;
    checkId({ [path]: id }, path, "sg", fail);
    if (isGiven(id)) checkSameVpc(path, vpcId, recordById(String(id)), fail);
  });
  if (loadBalancerType === "network" && isGiven(values["connectionLogs"])) {
    fail("connectionLogs", 'isn\'t there for a load balancer of type "network". Remove it');
  }
  if (isGiven(idleTimeout) && (Number(idleTimeout) < 1 || Number(idleTimeout) > 4000)) {
    fail("idleTimeout", `is ${show(idleTimeout)}. Use whole seconds from 1 to 4000`);
  }
  checkOwnName("lb:LoadBalancer", values, fail);
}

function checkSubnets(values: Values, fail: Fail, { region }: Facts): void {
  const isList = (key: string) => Array.isArray(values[key]) || values[key] === undefined;
  const named = namedSubnets(values);
  // A list that a preview doesn't know can have any number of items.
  if (!isList("subnets") || !isList("subnetMappings")) return;
  if (named.length === 0) {
    return fail("subnets", "is missing, and so is subnetMappings. Name at least one subnet");
  }
  const zones = new Map<unknown, NamedSubnet>();
  let vpcId: unknown;
  let areAllKnown = true;
  for (const subnet of named) {
    const { path, id } = subnet;
    checkId({ [path]: id }, path, "subnet", fail);
    const found = isUnknown(id) || isUnknown(region) ? undefined : subnetWith(id, region);
    const zone = found?.["availabilityZone"];
    areAllKnown &&= isGiven(zone);
    if (!found) continue;
    vpcId ??= found["vpcId"];
    checkSameVpc(path, vpcId, { kind: "ec2:Subnet", id: String(id), values: found }, fail);
    if (!isGiven(zone)) continue;
    const other = zones.get(zone);
    if (other && other.id !== id) {
      fail(
        path,
        `is ${show(id)} in ${String(zone)}, as ${show(other.id)} is. A load balancer has one subnet of each zone; remove one of the two`,
      );
    }
    zones.set(zone, subnet);
  }
  if (values["loadBalancerType"] !== "application") return;
  if (new Set(named.map(({ id }) => id)).size < 2 && named.every(({ id }) => !isUnknown(id))) {
    return fail(
      "subnets",
      `has ${show(named[0]?.id)} alone; an application load balancer needs two subnets in two availability zones. Add one in another zone`,
    );
  }
  if (areAllKnown && zones.size < 2) {
    fail(
      "subnets",
      `are all in ${[...zones.keys()].join(", ")}; an application load balancer needs two availability zones. Add a subnet of another zone`,
    );
  }
}

/** Reports a second resource of a kind with the same name, which is unique in a region. */
export function checkOwnName(kind: string, values: Values & { id: unknown }, fail: Fail): void {
  const { name, region } = values;
  if (!isGiven(name)) return;
  const isTaken = recordsOf(kind).some(
    (other) =>
      other.id !== values.id &&
      !other.isLookup &&
      other.values["name"] === name &&
      other.values["region"] === region,
  );
  if (isTaken) {
    fail("name", `is ${show(name)}, which another ${kind.split(":")[1] ?? ""} has. Choose another name`);
  }
}
