import { addressesOf, coversAddresses } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";
import type { Attachment } from "../traffic/grants";
import { contains, everywhere, keyOf, networkPeer } from "../traffic/peers";
import type { Peer } from "../traffic/peers";
import { publicSpace } from "../traffic/world";
import { areCovered, overlapAny, withoutSpans } from "./spans";

/** `maybe` if only the update, or the cluster, will know. */
export type Match = "yes" | "maybe" | "no";

/** Where a member is. */
type Place = Pick<Attachment, "network" | "realm">;

/** Whether the subnet of a member is among these addresses. */
export function isWithin({ network }: Place, addresses: readonly Addresses[]): Match {
  const subnet = network && addressesOf(network.cidrBlock);
  if (!subnet) return privateParts(addresses).some(({ version }) => version === 4) ? "maybe" : "no";
  if (areCovered([subnet], addresses)) return "yes";
  return overlapAny(addresses, subnet) ? "maybe" : "no";
}

export const isInAws = ({ realm }: Place): boolean => realm?.startsWith("aws/") === true;

/** Whether the range of a rule has the address of a member in it. */
export function isInRange(peer: Extract<Peer, { kind: "cidr" | "network" }>, place: Place): Match {
  if (keyOf(peer) === everywhere) return "yes";
  const mayBeIn = (): Match => (privateParts([peer]).length > 0 ? "maybe" : "no");
  const isAws = isInAws(place);
  const subnet = place.network && addressesOf(place.network.cidrBlock);
  if (!place.network || !subnet) return isAws && peer.version === 6 ? "maybe" : mayBeIn();
  if (peer.kind === "network") {
    if (peer.vpcId !== place.network.vpcId) return "no";
    if (contains(peer, networkPeer(place.network))) return "yes";
    return overlapAny([peer], subnet) ? "maybe" : "no";
  }
  // Subnets are known by their ranges of IPv4 alone.
  if (peer.version === 6) return isAws ? "maybe" : mayBeIn();
  if (isAws) return coversAddresses(peer, subnet) ? "yes" : overlapAny([peer], subnet) ? "maybe" : "no";
  // Whether a range has Pods in it depends on the cluster. Those of a declared subnet count as being there.
  if ("vpcCidrBlock" in place.network) return mayBeIn();
  return overlapAny([peer], subnet) ? "maybe" : "no";
}

/** The addresses of the internet. */
export const publicSpans = withoutSpans(publicSpace.ranges, publicSpace.except);

/** What is left without the addresses of the internet. */
const privateParts = (addresses: readonly Addresses[]): Addresses[] => withoutSpans(addresses, publicSpans);
