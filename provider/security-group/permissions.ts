import { groupIdIn } from "../common/names";
import { canonicalCidr } from "./cidr";
import { protocolName } from "./network-policy";

export const sourceKeys = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"] as const;

/** One of the rules that EC2 makes of a rule with several sources. */
export interface Permission {
  /** Path of the source below its rule: `cidrBlocks[0]`. */
  property: string;
  /** The same text for the same protocol, ports and source, whatever their spelling. */
  permission: string;
}

/** The rules that EC2 holds for this one, one for each source; `self` is what stands for the group itself. */
export function permissions(rule: object, self: string): Permission[] {
  const { protocol, fromPort, toPort, ...sources } = rule as Record<string, unknown>;
  const ports = [protocolName(String(protocol)), fromPort, toPort].join(" ");
  const listed = sourceKeys.flatMap((key) => {
    const list: unknown = sources[key];
    return (Array.isArray(list) ? (list as unknown[]) : []).map((source, place) => ({
      property: `${key}[${place}]`,
      permission: `${ports} ${groupIdIn(canonicalCidr(String(source)))}`,
    }));
  });
  return sources["self"] === true
    ? [...listed, { property: "self", permission: `${ports} ${self}` }]
    : listed;
}
