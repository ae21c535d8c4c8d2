import { groupIdOfLabel, policyToken, securityGroupIdPattern } from "../../common/names";
import { isRecord } from "../../common/values";
import { directions } from "../../security-group/network-policy";
import type { Direction } from "../../security-group/network-policy";
import { keyOf } from "./aws/side";
import { isAwsRule, isGroup, isPrefixList, prefixListEntryType } from "./aws/types";
import { partIn, partsOf } from "./preview";
import type { State } from "./preview";
import type { Resource } from "./resources";

/** Names of security groups by id, and of standalone rules by URN. */
export type Names = ReadonlyMap<string, string>;

const prefix = "ec2-pods:index:SecurityGroup";
const standaloneTypes = new Map<string, readonly Direction[]>([
  [`${prefix}IngressRule`, ["ingress"]],
  [`${prefix}EgressRule`, ["egress"]],
  [`${prefix}Rule`, directions],
]);

/** The directions that a standalone rule of this type may have; none for any other type. */
export const standaloneDirections = (type: string): readonly Direction[] => standaloneTypes.get(type) ?? [];

/** URN of the group or standalone rule that a policy belongs to; undefined for any other resource. */
export function ownerOf({ type, old, new: after }: Resource): string | undefined {
  const parent = after?.parent ?? old?.parent ?? "";
  return type === policyToken && isOwner(partsOf(parent).type) ? parent : undefined;
}

/** Whether a policy is that of a group itself, instead of a standalone rule. */
export const isOfGroup = (policy: Resource): boolean => partsOf(ownerOf(policy) ?? "").type === prefix;

const isOwner = (type: string): boolean => type === prefix || standaloneTypes.has(type);

/** Names of the groups and rules of this package, and of the groups and prefix lists of `@pulumi/aws`. */
export function groupNames(resources: Resource[]): Names {
  const names = new Map<string, string>();
  for (const resource of resources) {
    for (const [key, name] of nameOf(resource)) names.set(key, name);
    for (const key of awsKeysOf(resource)) if (key !== undefined) names.set(key, resource.name);
  }
  return names;
}

/** Ids of the security groups that exist before or after the update. Prefix lists aren't among them. */
export const groupsAt = (resources: Resource[], side: "old" | "new"): ReadonlySet<string> =>
  new Set(
    resources.flatMap((resource) => {
      const state = resource[side];
      if (!state) return [];
      if (isGroup(resource.type)) return [keyOf(resource), ...(state.id === undefined ? [] : [state.id])];
      return nameOf(resource).map(([id]) => id);
    }),
  );

function awsKeysOf(resource: Resource): (string | undefined)[] {
  const { urn, type, old, new: after } = resource;
  const ids = isGroup(type) || isPrefixList(type) ? [keyOf(resource), old?.id, after?.id] : [];
  return isAwsRule(type) || isOfList(type) ? [urn, ...ids] : ids;
}

const isOfList = (type: string): boolean => isPrefixList(type) || type === prefixListEntryType;

/** Whether a group is known only by the URN of a rule or of a prefix list, or by its own if its id is secret. */
export const isRule = (group: string): boolean => {
  const { type } = partsOf(group);
  return isAwsRule(type) || isOwner(type) || isOfList(type);
};

function nameOf(resource: Resource): [string, string][] {
  if (standaloneDirections(resource.type).length > 0) return [[resource.urn, resource.name]];
  if (!isOfGroup(resource)) return [];
  const urn = ownerOf(resource) ?? "";
  return [[ownIdOf(resource.new) ?? ownIdOf(resource.old) ?? urn, partsOf(urn).name]];
}

/** Id of the group that a policy is named after; known even if its spec isn't. */
export function groupIdOf(state: State | undefined): string | undefined {
  const metadata = state?.inputs["metadata"];
  const name = isRecord(metadata) && typeof metadata["name"] === "string" ? metadata["name"] : "";
  // Outside of the home namespace, the namespace follows the id.
  const id = name.slice(0, "sg-".length + 17);
  return securityGroupIdPattern.test(id) ? id : undefined;
}

/** Id of the group whose own policy it is: by the name of the policy, which a secret tag hides, or by what it selects. */
export const ownIdOf = (state: State | undefined): string | undefined =>
  groupIdOf(state) ?? selectedBy(state?.inputs["spec"]);

/** Id of the group whose members a policy selects; undefined for a policy of another kind, or if that is unknown. */
export function selectedBy(spec: unknown): string | undefined {
  const [key = "", ...others] = Object.keys(partIn(partIn(partIn(spec)["podSelector"])["matchLabels"]));
  return others.length === 0 ? groupIdOfLabel(key) : undefined;
}
