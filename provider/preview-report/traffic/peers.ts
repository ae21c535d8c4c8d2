import { IPv4, IPv6 } from "ipaddr.js";

import { parseCidr } from "../../common/cidr";
import { coversRange } from "../../common/network-labels";
import type { VpcRange } from "../../common/network-labels";

/** The other end of a rule. */
export type Peer =
  | { kind: "cidr"; cidr: string }
  | { kind: "group"; id: string }
  /** The instances in a range of a VPC. A peer with the same range accompanies it. */
  | ({ kind: "network" } & VpcRange)
  /** Known only once the update runs. */
  | { kind: "unknown" };

export function keyOf(peer: Peer): string {
  switch (peer.kind) {
    case "cidr":
      return peer.cidr;
    case "group":
      return peer.id;
    case "network":
      return `${peer.cidrBlock} in ${peer.vpcId}`;
    case "unknown":
      return "unknown";
  }
}

/** Whether the range is all addresses or half of them: two halves make the whole. */
export const isWorld = (peer: Peer): boolean => peer.kind === "cidr" && /\/[01]$/.test(peer.cidr);

/** Whether `inner` equals `outer` or is a part of it. 0.0.0.0/0 also contains every Pod. */
export function contains(outer: Peer, inner: Peer): boolean {
  if (outer.kind === "unknown" || inner.kind === "unknown") return false;
  if (outer.kind === "network" && inner.kind === "network") return coversRange(outer, inner);
  if (outer.kind !== "cidr" || inner.kind !== "cidr") {
    return keyOf(outer) === keyOf(inner) || (keyOf(outer) === "0.0.0.0/0" && inner.kind !== "cidr");
  }
  const [range, part] = [parseCidr(outer.cidr), parseCidr(inner.cidr)];
  if (!range || !part) return outer.cidr === inner.cidr;
  const lengthOf = ({ cidr }: { cidr: string }) => Number(cidr.split("/")[1]);
  if (range.version !== part.version || lengthOf(inner) < lengthOf(outer)) return false;
  return range.version === 4
    ? IPv4.parse(addressOf(inner.cidr)).match(IPv4.parseCIDR(outer.cidr))
    : IPv6.parse(addressOf(inner.cidr)).match(IPv6.parseCIDR(outer.cidr));
}

const addressOf = (cidr: string): string => cidr.split("/")[0] ?? "";
