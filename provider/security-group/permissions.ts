import { groupIdIn } from "../common/names";
import { canonicalCidr } from "./cidr";
import { protocolName } from "./network-policy";

export const sourceKeys = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"] as const;

/** One of the rules that EC2 makes of a rule with several sources. */
export interface Permission {
  /** Path of the source in its rule: `cidrBlocks[0]`. */
  property: string;
  /** Equal for equal protocol, ports and source, whatever their spelling. */
  permission: string;
}

/** The rules that EC2 makes of this one, one for each source; `groupId` is the source of `self`. */
export function permissions(rule: object, groupId: string): Permission[] {
  const { protocol, fromPort, toPort, self, ...sources } = rule as Record<string, unknown>;
  const ports = [protocolName(String(protocol)), fromPort, toPort].join(" ");
  const ofLists = sourceKeys.flatMap((key) => {
    const list = sources[key];
    return (Array.isArray(list) ? (list as unknown[]) : []).map((source, index) => ({
      property: `${key}[${index}]`,
      permission: `${ports} ${groupIdIn(canonicalCidr(String(source)))}`,
    }));
  });
  return self === true ? [...ofLists, { property: "self", permission: `${ports} ${groupId}` }] : ofLists;
}

/** The reason to reject a permission that `holder` already has. */
export const duplicates = (holder: string): string =>
  `is a duplicate: ${holder} has the same source, protocol and ports, and EC2 rejects that. Remove one of them`;
