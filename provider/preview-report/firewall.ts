import { instanceToken, securityGroupIdPattern } from "../common/names";
import { isUnknown } from "../common/values";
import {
  type Direction,
  members as membersOf,
  type NetworkPolicySpec,
} from "../security-group/network-policy";
import type { Names } from "./fields";
import { type Grant, grantsOf, newlyAllowed } from "./grants";
import { isWorld, keyOf, type Peer } from "./peers";
import { describe } from "./ports";
import { partsOf, type State } from "./preview";
import { bundles, type Member, type Reach, reachability } from "./reachability";
import type { Resource } from "./resources";

/** One thing that a group lets through from now on, or no longer. */
export interface RuleChange {
  effect: "opens" | "closes";
  direction: Direction;
  /** Name of the group, or its id where the preview doesn't have the name. */
  group: string;
  groupId: string;
  /** A range of addresses, the name of a group, or `unknown` for what only the update will know. */
  peer: string;
  peerKind: Peer["kind"];
  ports: string[];
  /** Everybody, or half of everybody, is let in. */
  openToWorld: boolean;
  /** Smaller peers that are let through before as after. */
  except: string[];
  /** Instances that the rule holds for. */
  instances: string[];
}

/** The groups of a preview, with what they allow. */
export interface Firewall {
  names: Names;
  rules: RuleChange[];
  reach: Reach[];
}

const policyType = /^kubernetes:networking\.k8s\.io\/v1:NetworkPolicy$/;
const ownerType = /^ec2-pods:index:SecurityGroup(IngressRule|EgressRule)?$/;

/** URN of the group or rule that a policy belongs to; undefined for another resource. */
export function ownerOf({ type, old, new: after }: Resource): string | undefined {
  const parent = after?.parent ?? old?.parent ?? "";
  return policyType.test(type) && ownerType.test(partsOf(parent).type) ? parent : undefined;
}

export function firewallOf(resources: Resource[]): Firewall {
  const policies = resources.filter((resource) => ownerOf(resource) !== undefined);
  const names = new Map(policies.flatMap(nameOf));
  const specs = (side: "old" | "new") => policies.flatMap((policy) => specOf(policy[side]) ?? []);
  const [before, after] = [grantsOf(specs("old")), grantsOf(specs("new"))];
  const members = resources.filter(({ type }) => type === instanceToken).map(memberOf);
  const changed = [
    ...newlyAllowed(before, after).map((grant) => ({ ...grant, effect: "opens" as const })),
    ...newlyAllowed(after, before).map((grant) => ({ ...grant, effect: "closes" as const })),
  ];
  const all = bundles(members, [...new Set(changed.map(({ group }) => group))]);
  return {
    names,
    rules: changed.map((grant) => ruleChange(grant, names, members)).sort(byImportance),
    reach: reachability(before, after, all),
  };
}

/** The name of a group by its id, which its policy has for a name. */
function nameOf(policy: Resource): [string, string][] {
  const owner = partsOf(ownerOf(policy) ?? "");
  const id = groupIdOf(policy.new ?? policy.old);
  return id && owner.type.endsWith(":SecurityGroup") ? [[id, owner.name]] : [];
}

/** As the policy's name has it, also where the spec isn't known yet: in other namespaces, the namespace follows it. */
function groupIdOf(state: State | undefined): string | undefined {
  const { name } = (state?.inputs["metadata"] ?? {}) as { name?: unknown };
  const id = String(name).slice(0, "sg-".length + 17);
  return securityGroupIdPattern.test(id) ? id : undefined;
}

function specOf(state: State | undefined): NetworkPolicySpec | undefined {
  const spec = state?.inputs["spec"];
  const id = groupIdOf(state);
  if (!isUnknown(spec)) return spec as NetworkPolicySpec | undefined;
  // A rule that stands alone doesn't have its group in its name.
  const hidden = { ingress: spec, egress: spec } as unknown as NetworkPolicySpec;
  return id ? { ...hidden, podSelector: membersOf(id) } : undefined;
}

function memberOf({ name, old, new: after }: Resource): Member {
  const groups = (state: State | undefined) => {
    const { vpcSecurityGroupIds: ids, instanceState } = state?.inputs ?? {};
    return Array.isArray(ids) && instanceState !== "stopped" ? ids.map(String) : undefined;
  };
  const [before, now] = [groups(old), groups(after)];
  return { name, ...(before ? { before } : {}), ...(now ? { after: now } : {}) };
}

function ruleChange(
  { effect, group, direction, peer, ports, except }: Grant & { effect: RuleChange["effect"]; except: Peer[] },
  names: Names,
  members: Member[],
): RuleChange {
  const side = effect === "opens" ? "after" : "before";
  const named = (key: string) => names.get(key) ?? key;
  return {
    effect,
    direction,
    group: named(group),
    groupId: group,
    peer: named(keyOf(peer)),
    peerKind: peer.kind,
    ports: describe(ports),
    openToWorld: effect === "opens" && direction === "ingress" && isWorld(peer),
    except: except.map((part) => named(keyOf(part))),
    instances: members.filter((member) => member[side]?.includes(group)).map(({ name }) => name),
  };
}

/** What opens to everybody first, what closes last. */
function byImportance(a: RuleChange, b: RuleChange): number {
  const rank = ({ openToWorld, effect, direction }: RuleChange) =>
    (openToWorld ? 0 : 4) + (effect === "opens" ? 0 : 2) + (direction === "ingress" ? 0 : 1);
  return rank(a) - rank(b) || a.group.localeCompare(b.group) || a.peer.localeCompare(b.peer);
}
