import { groupIdIn } from "../common/names";
import { canonicalCidr } from "../common/cidr";
import { protocolName } from "./network-policy";

export const peerKeys = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"] as const;

/** One of the rules that EC2 makes of a rule with several sources or destinations. */
export interface Permission {
  /** Path of the source or destination in its rule: `cidrBlocks[0]`. */
  property: string;
  /** The source or destination as the program writes it. */
  peer: string;
  /** Equal for equal protocol, ports and peer, whatever their spelling. */
  permission: string;
}

/** The rules that EC2 makes of this one, one for each source or destination; `groupId` is that of `self`. */
export function permissions(rule: object, groupId: string): Permission[] {
  const { protocol, fromPort, toPort, self, ...peers } = rule as Record<string, unknown>;
  const ports = [protocolName(String(protocol)), fromPort, toPort].join(" ");
  const ofLists = peerKeys.flatMap((key) => {
    const list = peers[key];
    return (Array.isArray(list) ? (list as unknown[]) : []).map((peer, index) => ({
      property: `${key}[${index}]`,
      peer: String(peer),
      permission: `${ports} ${groupIdIn(canonicalCidr(String(peer)))}`,
    }));
  });
  return self === true
    ? [...ofLists, { property: "self", peer: "self", permission: `${ports} ${groupId}` }]
    : ofLists;
}

/** The reason to reject a permission that `holder` already has. */
export const duplicates = (holder: string): string =>
  `is a duplicate: ${holder} has the same peer, protocol and ports, and EC2 rejects that. Remove one of them`;
