import * as pulumi from "@pulumi/pulumi";

import type { InputFailure } from "../common/errors";
import { groupIdIn } from "../common/names";
import { mapped } from "../record/known-now";
import { claimPermissions, GroupPolicies, programGroups, specWithWarnings } from "./group-policies";
import type { GroupRecord } from "./group-policies";
import { vpcIfNeeded } from "./group-vpc";
import { rejectInputs, warn } from "./inputs";
import type { ResourceOptions } from "./inputs";
import { directions, members, toRulePolicySpec } from "./network-policy";
import type { Direction, Rule } from "./network-policy";
import { permissions } from "./permissions";
import type { Permission } from "./permissions";

/** A resource that is one rule of a group, with a policy of its own. */
interface RuleResource {
  kind: string;
  name: string;
  /** Name of the policy. */
  id: string;
  /** The argument that names the group. */
  securityGroupId: pulumi.Input<string>;
  /** Id of the group that the rule belongs to. */
  groupId: pulumi.Output<string>;
  direction: pulumi.Input<Direction>;
  rule: pulumi.Output<Rule>;
  annotations: pulumi.Output<Record<string, string>>;
  namespace?: pulumi.Output<string> | "" | undefined;
  dependsOn: ResourceOptions["dependsOn"];
  /** The argument behind a path in the rule. */
  argumentAt: (path: string) => string;
}

/** Declares the policy of a rule, which adds to the policy of its group. */
export function declareRule(
  owner: pulumi.ComponentResource,
  resource: RuleResource,
): { urn: pulumi.Output<string>; namespace: pulumi.Output<string> } {
  const { kind, name, id, groupId, direction, rule, annotations, namespace, dependsOn } = resource;
  const groups = programGroups();
  const translated = pulumi.all([groupId, direction, rule]).apply(([ownGroupId, ownDirection, ownRule]) => {
    const group = groups.get(ownGroupId);
    const claims = permissions(ownRule, ownGroupId);
    rejectInputs(kind, name, conflicts(group, ownDirection, claims, resource));
    warnOfInlineRules(owner, kind, ownDirection, group);
    return mapped(vpcIfNeeded(group?.vpc, [ownRule]), (vpc) => {
      const translation = toRulePolicySpec({ groupId: ownGroupId, vpc }, ownDirection, ownRule);
      const parts = translation.untranslatable.map(({ path, reason }) => ({
        path: resource.argumentAt(path),
        reason,
      }));
      return specWithWarnings(owner, kind, { ...translation, untranslatable: parts });
    });
  });
  const keys = typeof direction === "string" ? [direction] : directions;
  // Key by key: a preview that doesn't know the peer still says whose rule it is.
  const spec = {
    podSelector: groupId.apply(members),
    policyTypes: pulumi.output(direction).apply((own) => [own === "ingress" ? "Ingress" : "Egress"]),
    ...Object.fromEntries(keys.map((key) => [key, translated.apply((values) => values[key])])),
  };
  const declaration = { kind, name, objectName: id, spec, annotations, namespace, dependsOn };
  const group = groupNamedBy(resource.securityGroupId);
  // Not once the id is known, which a preview may not know: it would show a policy that stays as deleted.
  const policies = new GroupPolicies(owner, declaration, group?.policies ?? groupId);
  groupId.apply((ownGroupId) => {
    const own = groups.get(ownGroupId);
    if (own === group) return;
    if ((group && !group.policies.isPlacedAs(own?.policies)) || own?.policies.takeIn(policies) === false) {
      rejectInputs(kind, name, [{ property: "securityGroupId", reason: isTooLate(ownGroupId) }]);
    }
  });
  return { urn: policies.anchor.urn, namespace: policies.namespace };
}

const isTooLate = (id: string): string =>
  `is ${id}, but isn't the output of that group itself, so its cluster is known too late. Pass it: securityGroupId: group.id`;

/** The group whose id this is, or the only group that the value is made of. */
function groupNamedBy(securityGroupId: pulumi.Input<string>): GroupRecord | undefined {
  const groups = programGroups();
  if (typeof securityGroupId === "string") return groups.get(groupIdIn(securityGroupId));
  if (!pulumi.Output.isInstance(securityGroupId)) return undefined;
  const sources = (securityGroupId as unknown as { resources(): Set<pulumi.Resource> }).resources();
  const found = [...groups.values()].filter(({ policies }) => sources.has(policies.anchor));
  return found.length === 1 ? found[0] : undefined;
}

function warnOfInlineRules(
  owner: pulumi.Resource,
  kind: string,
  direction: Direction,
  group: GroupRecord | undefined,
): void {
  if (!group?.inline.has(direction)) return;
  warn(owner, {
    kind,
    verb: "combine",
    cause: `SecurityGroup "${group.name}" has inline ${direction} rules; in AWS, each update of the group would revoke this rule`,
    fix: `Use either inline rules or standalone rules for ${direction}`,
  });
}

/** Why the rule can't be added to this group, if the program declares the group. */
function conflicts(
  group: GroupRecord | undefined,
  direction: Direction,
  claims: Permission[],
  { id, namespace, argumentAt }: RuleResource,
): InputFailure[] {
  if (!group) return [];
  const claimsByArgument = claims.map((claim) => ({ ...claim, property: argumentAt(claim.property) }));
  const reason = `is set, but the rule is created in the namespace of SecurityGroup "${group.name}". Remove it`;
  return [
    ...claimPermissions(group, direction, claimsByArgument, `the rule ${id}`),
    ...(namespace === undefined ? [] : [{ property: "namespace", reason }]),
  ];
}
