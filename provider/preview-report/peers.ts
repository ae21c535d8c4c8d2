import { IPv4, IPv6 } from "ipaddr.js";

import { parseCidr } from "../security-group/cidr";

/** Who is at the other end of a rule. */
export type Peer =
  | { kind: "cidr"; cidr: string }
  | { kind: "group"; id: string }
  /** Known only once the update runs. */
  | { kind: "unknown" };

export const keyOf = (peer: Peer): string =>
  peer.kind === "cidr" ? peer.cidr : peer.kind === "group" ? peer.id : "unknown";

/** Whether everybody is in this range, or half of them, as two halves are the whole. */
export function isWorld(peer: Peer): boolean {
  return peer.kind === "cidr" && /\/[01]$/.test(peer.cidr);
}

/** Whether one of these peers is a part of the other, or the same; 0.0.0.0/0 is every Pod, too. */
export function contains(outer: Peer, inner: Peer): boolean {
  if (outer.kind === "unknown" || inner.kind === "unknown") return false;
  if (outer.kind === "group" || inner.kind === "group") {
    return keyOf(outer) === keyOf(inner) || keyOf(outer) === "0.0.0.0/0";
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
