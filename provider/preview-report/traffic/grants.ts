import type { VpcRange } from "../../common/network-labels";
import type { Direction } from "../../security-group/network-policy";
import type { Names } from "../read/security-groups";
import { contains, isWorld, keyOf } from "./peers";
import type { Peer } from "./peers";
import { isEmpty, portTexts, subtract } from "./ports";
import type { Ports } from "./ports";

/** What all rules of a group together allow from one peer, or to it. */
export interface Grant {
  /** Id of the group. */
  group: string;
  direction: Direction;
  peer: Peer;
  ports: Ports;
}

/** What rules name of an instance. */
export interface Attachment {
  /** Ids of its groups. */
  groups: string[];
  /** Its subnet; absent if nothing here knows it. */
  network?: VpcRange | undefined;
}

/** An instance. A side is absent while the instance doesn't exist or is stopped. */
export interface Member {
  /** Logical name. */
  name: string;
  before?: Attachment | undefined;
  after?: Attachment | undefined;
}

/** What the groups of a preview allow before and after the update, and the instances in them. */
export interface Firewall {
  before: Grant[];
  after: Grant[];
  members: Member[];
}

/** Traffic that a group newly allows, or no longer allows. */
export interface RuleChange {
  effect: "opens" | "closes";
  direction: Direction;
  /** Name of the group; its id if the preview doesn't have the name. */
  group: string;
  groupId: string;
  /** A range of addresses, the name of a group, or `unknown` if only the update will know. */
  peer: string;
  peerKind: Peer["kind"];
  ports: string[];
  /** Newly allows traffic from anywhere, or from half of all addresses. */
  openToWorld: boolean;
  /** Parts of the peer that are allowed both before and after. */
  except: string[];
  /** Instances in the group. */
  instances: string[];
}

/** What opens and what closes: first what opens to the world, last what closes. */
export function ruleChanges({ before, after, members }: Firewall, names: Names): RuleChange[] {
  const named = (key: string) => names.get(key) ?? key;
  const changesOf = (effect: RuleChange["effect"], from: Grant[], to: Grant[]): RuleChange[] =>
    newlyAllowed(from.filter(isOfRules), to.filter(isOfRules)).map(
      ({ group, direction, peer, ports, except }) => ({
        effect,
        direction,
        group: named(group),
        groupId: group,
        peer: named(keyOf(peer)),
        peerKind: peer.kind,
        ports: portTexts(ports),
        openToWorld: effect === "opens" && direction === "ingress" && isWorld(peer),
        except: except.map((part) => named(keyOf(part))),
        instances: members
          .filter((member) => member[effect === "opens" ? "after" : "before"]?.groups.includes(group))
          .map(({ name }) => name),
      }),
    );
  return [...changesOf("opens", before, after), ...changesOf("closes", after, before)].sort(byImportance);
}

/** The same range of addresses stands for the instances in a range, as rules name it. */
const isOfRules = ({ peer }: Grant): boolean => peer.kind !== "network";

/** What the grants in `after` allow that those in `before` don't, and which parts of it those allow. */
export function newlyAllowed(before: Grant[], after: Grant[]): (Grant & { except: Peer[] })[] {
  return after.flatMap((grant) => {
    const rivals = before.filter(
      ({ group, direction }) => group === grant.group && direction === grant.direction,
    );
    const covering = rivals.filter(({ peer }) => contains(peer, grant.peer));
    const ports = covering.map((rival) => rival.ports).reduce(subtract, grant.ports);
    if (isEmpty(ports)) return [];
    const parts = rivals.filter(
      (rival) => contains(grant.peer, rival.peer) && keyOf(rival.peer) !== keyOf(grant.peer),
    );
    const except = parts.filter((rival) => isEmpty(subtract(ports, rival.ports))).map(({ peer }) => peer);
    return [{ ...grant, ports, except }];
  });
}

function byImportance(a: RuleChange, b: RuleChange): number {
  const rank = ({ openToWorld, effect, direction }: RuleChange) =>
    (openToWorld ? 0 : 4) + (effect === "opens" ? 0 : 2) + (direction === "ingress" ? 0 : 1);
  return rank(a) - rank(b) || a.group.localeCompare(b.group) || a.peer.localeCompare(b.peer);
}
