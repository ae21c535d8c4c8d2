import { isUnknown } from "../../../common/values";
import { keyOf } from "../../read/aws/side";
import type { Side } from "../../read/aws/side";
import { defaultGroupType, defaultVpcType, isGroup, isVpc } from "../../read/aws/types";
import type { Resource } from "../../read/resources";

/** The security groups that values of a side name. */
export interface Groups {
  /** Ids of the groups that a value may name; see {@link Side.find}. */
  find(resource: Resource, property: string, value: unknown): string[];
  /** Id of the default group of a VPC, which is the region's default VPC if there is no key. */
  defaultOf(vpc: string | undefined): string;
  /** Id of the group with this name; the name if the preview doesn't have it. */
  named(name: string): string;
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
  const theDefault = [...vpcs].find(([, { type }]) => type === defaultVpcType)?.[0] ?? "";
  const declared = new Map(
    all
      .filter(({ type }) => type === defaultGroupType)
      .map((group) => {
        const [vpc] = side.find(group, "vpcId", side.stateOf(group).inputs["vpcId"], isVpc);
        return [vpc?.key ?? theDefault, keyOf(group)];
      }),
  );
  const idOf = (vpc: Resource | undefined) => {
    const id = vpc && side.stateOf(vpc).outputs["defaultSecurityGroupId"];
    return typeof id === "string" && !isUnknown(id) ? id : undefined;
  };
  const defaultOf = (key = theDefault): string => {
    const vpc = vpcs.get(key);
    return declared.get(key) ?? idOf(vpc) ?? `default group of ${vpc?.name ?? (key || "the default VPC")}`;
  };
  const defaults = new Map([...vpcs].map(([key, vpc]) => [idOf(vpc), defaultOf(key)]));
  const names = new Map(
    all.map((group) => {
      const { inputs, outputs } = side.stateOf(group);
      return [inputs["name"] ?? outputs["name"], keyOf(group)];
    }),
  );
  const networks = new Map(all.map((group) => [keyOf(group), vpcOf(side, group)]));
  return {
    defaultOf,
    named: (name) => names.get(name) ?? name,
    vpcOf: (id) => networks.get(id),
    isDeclared: (id) => networks.has(id),
    find(resource, property, value) {
      // An account can precede the id.
      const id = typeof value === "string" ? value.slice(value.lastIndexOf("/") + 1) : value;
      const found = side.find(resource, property, id, isGroup);
      if (found.length > 0 || !isUnknown(value)) return found.map(({ key }) => defaults.get(key) ?? key);
      const [vpc, ...others] = side.find(resource, property, value, isVpc);
      return vpc && others.length === 0 ? [defaultOf(vpc.key)] : [];
    },
  };
}
