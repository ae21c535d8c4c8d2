import { groupedBy } from "../../../common/lists";
import { isUnknown, unknownValue } from "../../../common/values";
import { keyOf } from "../../read/aws/side";
import type { Side, Unknowns } from "../../read/aws/side";
import {
  defaultGroupType,
  defaultVpcType,
  givesNeither,
  isGroup,
  isPrefixList,
  isVpc,
} from "../../read/aws/types";
import type { Resource } from "../../read/resources";

/** The security groups that values of a side name. */
export interface Groups {
  /** Ids of the groups that a value may name; see {@link Side.find}. */
  find(resource: Resource, property: string, value: unknown): string[];
  /** Whether unknown values may also name other groups than those that it finds; see {@link Side.mayNameOther}. */
  mayNameOther(resource: Resource, property: string, unknowns: Unknowns): boolean;
  /** The default groups of VPCs that they may name, if they may name no other than those. */
  defaultsBeside(resource: Resource, property: string, unknowns: Unknowns): string[];
  /** Id of the default group of a VPC, which is the default VPC of the resource's region if there is no key. */
  defaultOf(resource: Resource, vpc: string | undefined): string;
  /** Id of the group with this name in the default VPC; undefined if the preview doesn't have it. */
  named(resource: Resource, name: string): string | undefined;
  /** Key of the VPC of a group; undefined if the preview doesn't say. */
  vpcOf(id: string): string | undefined;
  isDeclared(id: string): boolean;
}

/** Key of the VPC that a group, a subnet or a route table is in; undefined if it is the default one or unknown. */
export function vpcOf(side: Side, resource: Resource): string | undefined {
  const { inputs, outputs } = side.stateOf(resource);
  const [target, ...others] = side.find(resource, "vpcId", inputs["vpcId"] ?? outputs["vpcId"], isVpc);
  return others.length === 0 ? target?.key : undefined;
}

export function groupsOf(side: Side): Groups {
  const all = side.ofType(isGroup);
  const vpcs = new Map(side.ofType(isVpc).map((vpc) => [keyOf(vpc), vpc]));
  const defaultVpcs = new Map(
    side.ofType((type) => type === defaultVpcType).map((vpc) => [side.regionOf(vpc), keyOf(vpc)]),
  );
  const defaultVpcOf = (resource: Resource) => {
    const region = side.regionOf(resource);
    return defaultVpcs.get(region) ?? `the default VPC${region && ` of ${region}`}`;
  };
  const declared = new Map(
    all
      .filter(({ type }) => type === defaultGroupType)
      .map((group) => {
        const [vpc] = side.find(group, "vpcId", side.stateOf(group).inputs["vpcId"], isVpc);
        return [vpc?.key ?? defaultVpcOf(group), keyOf(group)];
      }),
  );
  const idOf = (vpc: Resource | undefined) => {
    const id = vpc && side.stateOf(vpc).outputs["defaultSecurityGroupId"];
    return typeof id === "string" && !isUnknown(id) ? id : undefined;
  };
  const defaultIn = (key: string): string => {
    const vpc = vpcs.get(key);
    return declared.get(key) ?? idOf(vpc) ?? `default group of ${vpc?.name ?? key}`;
  };
  const defaults = new Map([...vpcs].map(([key, vpc]) => [idOf(vpc), defaultIn(key)]));
  const networks = new Map(all.map((group) => [keyOf(group), vpcOf(side, group)]));
  const byName = groupedBy(all, (group) => {
    const { inputs, outputs } = side.stateOf(group);
    return [inputs["name"] ?? outputs["name"]].filter((name) => !isUnknown(name));
  });
  return {
    defaultOf: (resource, vpc = defaultVpcOf(resource)) => defaultIn(vpc),
    named(resource, name) {
      if (name === "default") return defaultIn(defaultVpcOf(resource));
      const isHere = (group: Resource) => side.regionOf(group) === side.regionOf(resource);
      const isDefault = (group: Resource) =>
        [undefined, defaultVpcOf(group)].includes(networks.get(keyOf(group)));
      const same = byName.get(name)?.filter(isHere) ?? [];
      const found = same.find(isDefault) ?? same[0];
      return found && keyOf(found);
    },
    vpcOf: (id) => networks.get(id),
    isDeclared: (id) => networks.has(id),
    mayNameOther(resource, property, unknowns) {
      const isFound = side.find(resource, property, unknownValue, isGroup).length > 0;
      // Much else of a VPC may be in the property.
      const all = isFound ? unknowns : { ...unknowns, count: Infinity };
      return side.mayNameOther(resource, property, all, {
        is: isFound ? isGroup : isVpc,
        isNoSource: (type) => givesNeither(type) || isPrefixList(type),
      });
    },
    defaultsBeside(resource, property, unknowns) {
      const isNoSource = (type: string) => givesNeither(type) || isPrefixList(type) || isVpc(type);
      return unknowns.isWhole || side.mayNameOther(resource, property, unknowns, { is: isGroup, isNoSource })
        ? []
        : side.find(resource, property, unknownValue, isVpc).map(({ key }) => defaultIn(key));
    },
    find(resource, property, value) {
      // An account can precede the id.
      const id = typeof value === "string" ? value.slice(value.lastIndexOf("/") + 1) : value;
      const found = side.find(resource, property, id, isGroup);
      if (found.length > 0 || !isUnknown(value)) return found.map(({ key }) => defaults.get(key) ?? key);
      const [vpc, ...others] = side.find(resource, property, value, isVpc);
      return vpc && others.length === 0 ? [defaultIn(vpc.key)] : [];
    },
  };
}
