import { addressesOf, keyOfRange, rangesAround } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";
import { groupedBy } from "../../common/lists";
import { memoized } from "../../common/memoized";
import type { VpcRange } from "../../common/network-labels";
import type { Attachment, Firewall, Member } from "./grants";
import { everywhere, keyOf } from "./peers";
import type { Peer } from "./peers";

/** A member of groups. */
export interface Exposed {
  name: string;
  /** Absent if the preview doesn't say it. */
  urn?: string | undefined;
}

/** An end of traffic: its groups, and the keys of all peers that contain it. */
export interface Side {
  groups: readonly string[];
  peers: ReadonlySet<string>;
  /** See {@link Attachment.realm}. */
  realm?: string | undefined;
  /** See {@link Attachment.isPartial}. */
  isPartial?: boolean | undefined;
}

/** Instances that are in the same groups and that the same ranges cover, both before and after. */
export interface Bundle {
  instances: string[];
  before?: Side | undefined;
  after?: Side | undefined;
  /** No instance has a way from the internet. */
  isCutOff: boolean;
  /** Instances that may have a way from the internet. */
  exposed: Exposed[];
  /** Those of them that surely had none before. */
  newlyExposed: Exposed[];
  /** They are several, which reach one another. */
  isMany: boolean;
}

/** Instances by what peers may name them by. Each of `groups` that has no instance gets a bundle of its own. */
export function bundles(
  members: Member[],
  peers: Peer[],
  groups: string[],
  realms: Firewall["realms"] = { before: new Map(), after: new Map() },
): Bundle[] {
  const ranges = new Map(
    peers.flatMap((peer) => (peer.kind === "network" ? [[keyOf(peer), peer] as const] : [])),
  );
  const placeOf = (vpcId: string, range: Addresses) => `${vpcId} ${keyOfRange(range)}`;
  const rangesAt = groupedBy(ranges, ([, range]) => [placeOf(range.vpcId, range)]);
  const coveringOf = memoized(({ vpcId, cidrBlock }: VpcRange) => {
    const own = addressesOf(cidrBlock);
    const around = own ? rangesAround(own) : [];
    return around.flatMap((range) => rangesAt.get(placeOf(vpcId, range)) ?? []).map(([key]) => key);
  });
  const choices = choicesOf(peers);
  const sideOf = (attachment: Attachment | undefined): Side | undefined => {
    if (!attachment) return undefined;
    const ids = [...attachment.groups].sort();
    const covering = attachment.network ? coveringOf(attachment.network) : [];
    const among = ids.flatMap((id) => choices.get(id) ?? []);
    return {
      groups: ids,
      peers: new Set([everywhere, ...ids, ...covering, ...among]),
      realm: attachment.realm,
      isPartial: attachment.isPartial,
    };
  };
  const found = new Map<string, Bundle>();
  for (const { name, urn, isMany = false, ...sides } of members) {
    const [before, after] = [sideOf(sides.before), sideOf(sides.after)];
    const key = JSON.stringify(
      [before, after].map((side) => side && [side.groups, [...side.peers], side.realm, side.isPartial]),
    );
    const bundle = found.get(key) ?? {
      instances: [],
      before,
      after,
      isCutOff: true,
      exposed: [],
      newlyExposed: [],
      isMany: false,
    };
    bundle.isMany = isMany || bundle.instances.length > 0;
    bundle.instances.push(name);
    if ((sides.after ?? sides.before)?.isCutOff !== true) bundle.exposed.push({ name, urn });
    if (sides.before?.isCutOff && sides.after?.isCutOff === false) bundle.newlyExposed.push({ name, urn });
    bundle.isCutOff = bundle.exposed.length === 0;
    found.set(key, bundle);
  }
  const inhabited = new Set(
    members.flatMap(({ before, after }) => [...(before?.groups ?? []), ...(after?.groups ?? [])]),
  );
  const alone = (id: string, when: "before" | "after") =>
    sideOf({ groups: [id], realm: realms[when].get(id) });
  const empty = groups.filter((id) => !inhabited.has(id));
  return [
    ...found.values(),
    ...empty.map((id) => ({
      ...{ instances: [], before: alone(id, "before"), after: alone(id, "after") },
      ...{ isCutOff: false, exposed: [], newlyExposed: [], isMany: false },
    })),
  ];
}

/** Keys of the peers that may be a group, by its id. */
function choicesOf(peers: Peer[]): Map<string, string[]> {
  const choices = new Map(
    peers.flatMap((peer) => (peer.kind === "oneOf" ? [[keyOf(peer), peer] as const] : [])),
  );
  return groupedBy(choices.keys(), (key) => choices.get(key)?.ids ?? []);
}
