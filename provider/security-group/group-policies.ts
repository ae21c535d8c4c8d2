import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";

import { resolveTarget } from "../cluster/kubeconfig";
import { mergeSelections } from "../cluster/target";
import type { ClusterSelection, ClusterTarget } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import type { Optional } from "../common/inputs";
import { annotationKeys, ownerLabels, policyToken, securityGroupId } from "../common/names";
import type { GroupVpc } from "../common/network-labels";
import { ownOrigin } from "../common/origin";
import { isUnknown } from "../common/values";
import { isKnownNow, knownValue, mapped, outputOf } from "../record/known-now";
import { argumentOf, perProgram } from "../record/program";
import { withShortStacks } from "../record/short-stacks";
import { vpcIfNeeded } from "./group-vpc";
import { rejectInputs, warn } from "./inputs";
import { leftPolicy } from "./left-policy";
import { neverFilteredIn } from "./never-filtered";
import { directions, groupAnnotationKeys, toNetworkPolicySpec } from "./network-policy";
import type { Direction, Rule, Translation } from "./network-policy";
import type { NetworkPolicySpec } from "./policy-spec";
import { duplicates, permissions } from "./permissions";
import type { Permission } from "./permissions";
import { setting, stackProvider, stackSelection } from "./program";
import { guardRemovedRules, guardRule, notePolicy } from "./rule-guard";
import { SecurityGroupGuard } from "./security-group-guard";

/** Lets Pulumi's Kubernetes provider take back what somebody has edited. Without it, every later preview is a conflict. */
const patchForce = "pulumi.com/patchForce";

const newPolicy = (...args: ConstructorParameters<typeof NetworkPolicy>): NetworkPolicy =>
  withShortStacks(() => new NetworkPolicy(...args));

/** A namespace as far as a preview knows it. */
const whereKnown = async (namespace: pulumi.Output<string>): Promise<string | undefined> => {
  const known = await knownValue(namespace);
  return isUnknown(known) ? undefined : (known as string);
};

/** The content of the policies of a group or a rule. */
interface Declaration {
  kind: string;
  /** Logical name of the resource that owns the policies. */
  name: string;
  /** Name of the policy in the home namespace; in another one, the namespace is appended. */
  objectName: string;
  spec: NetworkPolicyArgs["spec"];
  annotations: pulumi.Input<Record<string, string>>;
  namespace?: pulumi.Input<string> | undefined;
  dependsOn?: pulumi.ResourceOptions["dependsOn"] | undefined;
  /** The group whose policies are deleted only if they are no longer in use. */
  guarded?: { groupId: string; vpcId: pulumi.Input<string> };
}

/** The NetworkPolicies of a group or a rule: one in its home namespace, and one in each other namespace with members. */
export class GroupPolicies {
  /** The home namespace, as the policy has it. */
  readonly namespace: pulumi.Output<string>;
  /** What users of the group wait for, and what is deleted only after them. */
  readonly anchor: pulumi.Resource;
  /** The provider that the program sets for the owner or for a component around it. */
  private readonly explicitProvider: pulumi.ProviderResource | undefined;
  private readonly provider: pulumi.ProviderResource | undefined;
  private readonly homeNamespace: pulumi.Output<string | undefined>;
  /** Anchors in other namespaces. */
  private readonly anchors = new Map<string, pulumi.Resource>();
  private readonly followers: GroupPolicies[] = [];
  /** The guard of the group of a rule. */
  private readonly groupGuard: SecurityGroupGuard | undefined;

  constructor(
    private readonly owner: pulumi.ComponentResource,
    private readonly declaration: Declaration,
    /** The policies of the group of a rule, whose cluster and namespaces those of the rule share; else the group's id. */
    group?: GroupPolicies | pulumi.Output<string>,
  ) {
    const own = group instanceof GroupPolicies ? group : undefined;
    this.explicitProvider = owner.getProvider(policyToken) ?? own?.explicitProvider;
    this.provider = this.explicitProvider ?? stackProvider();
    // One with a provider of its own doesn't follow the current context.
    if (!this.explicitProvider) this.groupGuard = own?.anchor as SecurityGroupGuard | undefined;
    const given = declaration.namespace ?? own?.declaration.namespace;
    const isLater = given === undefined && group !== own;
    const namespaceOr = (other: Optional<string>) =>
      isLater ? namespaceOfGroup(group as pulumi.Output<string>, other) : (given ?? other);
    // An explicit provider has its own namespace; only the default one follows the configuration.
    const providerNamespace = this.explicitProvider && argumentOf(this.explicitProvider, "namespace");
    const stackNamespace = this.explicitProvider ? undefined : stackSelection().namespace;
    const home = namespaceOr(providerNamespace ?? stackNamespace);
    this.homeNamespace = outputOf(home);
    // What nothing names is that of the kubeconfig, which may have changed since the group was created.
    const groupNamespace = own && !this.explicitProvider ? whereKnown(own.namespace) : undefined;
    const [policy, anchor] = this.declare(
      pulumi.resourceName(owner),
      declaration.objectName,
      namespaceOr(stackNamespace ?? groupNamespace),
    );
    this.anchor = anchor;
    // One secret tag makes all metadata secret. A namespace that is itself secret stays so.
    const policyNamespace = pulumi.unsecret(policy.metadata.namespace);
    this.namespace = isKnownNow(home)
      ? policyNamespace
      : pulumi.all([policyNamespace, this.homeNamespace]).apply(([name]) => name);
    own?.takeIn(this);
  }

  /** Takes in the policies of a rule: they cover each namespace that these do. False if they lack the provider of these. */
  takeIn(ofRule: GroupPolicies): boolean {
    if (this.explicitProvider && !ofRule.explicitProvider) return false;
    this.followers.push(ofRule);
    for (const namespace of this.anchors.keys()) ofRule.coverNamespace(namespace);
    return true;
  }

  /** Whether policies of a rule would be in the same place with the other group, or with one that the program lacks. */
  isPlacedAs(other: GroupPolicies | undefined): boolean {
    return this.explicitProvider === other?.explicitProvider && this.givenNamespace === other?.givenNamespace;
  }

  /** The namespace that the group itself names. */
  get givenNamespace(): pulumi.Input<string> | undefined {
    return this.declaration.namespace;
  }

  /** Declares the policy that covers members in this cluster and namespace, and returns what they must wait for. */
  cover(selection: ClusterSelection): pulumi.Output<pulumi.Resource> {
    return this.homeNamespace.apply((home) => {
      if (selection.namespace === home) return this.anchor;
      const target: ClusterTarget = selection.namespace ? selection : resolveTarget(selection);
      const { error, namespace = "default" } = target;
      // The check of the instance reports the error.
      return error || namespace === home ? this.anchor : this.coverNamespace(namespace);
    });
  }

  private coverNamespace(namespace: string): pulumi.Resource {
    const existing = this.anchors.get(namespace);
    if (existing) return existing;
    const logicalName = `${pulumi.resourceName(this.owner)}/${namespace}`;
    const [, anchor] = this.declare(logicalName, `${this.declaration.objectName}-${namespace}`, namespace);
    this.anchors.set(namespace, anchor);
    this.followers.forEach((follower) => follower.coverNamespace(namespace));
    return anchor;
  }

  private declare(
    logicalName: string,
    objectName: string,
    namespace: Optional<string>,
  ): [NetworkPolicy, pulumi.Resource] {
    const { kind, name, spec, annotations, dependsOn, guarded } = this.declaration;
    notePolicy(objectName);
    const { owner, explicitProvider } = this;
    const left = leftPolicy({ kind, owner, objectName, namespace, provider: explicitProvider });
    const policy = newPolicy(
      logicalName,
      {
        metadata: {
          name: objectName,
          namespace,
          labels: ownerLabels({ project: pulumi.getProject(), stack: pulumi.getStack(), name }),
          annotations: withOwnAnnotations(annotations),
        },
        spec,
      },
      {
        parent: this.owner,
        ...(left ? { dependsOn: left.before(dependsOn) } : dependsOn && { dependsOn }),
        ignoreChanges: [
          // Another user may run the stack next, or another release, but didn't create the policy.
          ...[annotationKeys.origin, patchForce].map((key) => `metadata.annotations["${key}"]`),
          // One that nothing names is that of the kubeconfig, and stays what it was for the members of the group.
          ...(namespace === undefined && !this.explicitProvider ? ["metadata.namespace"] : []),
        ],
        ...(this.provider && { provider: this.provider }),
      },
    );
    left?.endWith(policy);
    if (this.groupGuard) guardRule({ kind, name, objectName }, policy, this.groupGuard);
    if (!guarded) return [policy, policy];
    const guard = withShortStacks(
      () =>
        new SecurityGroupGuard(
          logicalName,
          {
            kind,
            name,
            ...guarded,
            policyName: objectName,
            policy,
            target: this.explicitProvider && {
              kubeconfig: argumentOf(this.explicitProvider, "kubeconfig"),
              context: argumentOf(this.explicitProvider, "context"),
            },
          },
          this.owner,
        ),
    );
    guardRemovedRules({ kind, name, groupId: guarded.groupId, objectName }, policy, guard);
    return [policy, guard];
  }
}

/** The namespace of the group with this id, if the program declares it and a preview knows the id; else the other one. */
const namespaceOfGroup = (
  id: pulumi.Output<string>,
  other: Optional<string>,
): pulumi.Output<string | undefined> =>
  pulumi
    .output(knownValue(id) as Promise<string>)
    .apply((known) => pulumi.output(programGroups().get(known)?.policies.givenNamespace ?? other));

/** Has all keys even in previews: the engine can't ignore a change of one key if the map is unknown as a whole. */
function withOwnAnnotations(annotations: pulumi.Input<Record<string, string>>): pulumi.Inputs {
  const entries = groupAnnotationKeys.map((key) => [key, mapped(annotations, (all) => all[key])] as const);
  return {
    ...Object.fromEntries(entries),
    [annotationKeys.origin]: ownOrigin(),
    [patchForce]: "true",
  };
}

/** The inline rules of a group. */
export type GroupRules = Record<Direction, Rule[]>;

/** The policy of a group. Only rules whose ranges can mean Pods wait for its VPC. */
export const groupSpec = (
  owner: pulumi.Resource,
  { id, vpc, rules }: { id: string; vpc: pulumi.Input<GroupVpc>; rules: pulumi.Input<GroupRules> },
): pulumi.Input<NetworkPolicySpec> => {
  const unfiltered = unfilteredOf(pulumi.resourceName(owner));
  return mapped(rules, (values) =>
    mapped(vpcIfNeeded(vpc, [...values.ingress, ...values.egress]), (own) =>
      specWithWarnings(
        owner,
        "SecurityGroup",
        toNetworkPolicySpec({ groupId: id, vpc: own }, values, unfiltered),
      ),
    ),
  );
};

/** What no group filters in this stack. */
function unfilteredOf(name: string) {
  const { egress, failures } = neverFilteredIn(setting);
  const rejected = failures.map((reason) => ({ property: "egress", reason }));
  rejectInputs("SecurityGroup", name, rejected);
  return egress;
}

/** The spec, after a warning for each part of a rule that it can't express. */
export function specWithWarnings(
  owner: pulumi.Resource,
  kind: string,
  { spec, untranslatable }: Translation,
): NetworkPolicySpec {
  const fix = "That traffic stays blocked. Remove this part of the rule if you don't need it";
  for (const { path, reason } of untranslatable) {
    warn(owner, { kind, verb: "translate", cause: `${path} ${reason}`, fix });
  }
  return spec;
}

/** A group that this program has declared. */
export interface GroupRecord {
  name: string;
  vpc: pulumi.Input<GroupVpc>;
  ec2Name: pulumi.Output<string>;
  policies: GroupPolicies;
  /** The holder of each permission of the group, by direction and permission. */
  permissions: Map<string, string>;
  /** Directions whose rules are arguments of the group itself. */
  inline: Set<Direction>;
}

/** The groups of the program, by id. */
export const programGroups = perProgram(() => new Map<string, GroupRecord>());

/** Declares the policies of a group, and records the group under its id. */
export function declareGroup(
  owner: pulumi.ComponentResource,
  {
    ec2Name,
    ...declaration
  }: Omit<Declaration, "kind" | "objectName" | "guarded"> & Pick<GroupRecord, "ec2Name">,
  { vpc, inline }: { vpc: pulumi.Input<GroupVpc>; inline: readonly Direction[] },
): GroupRecord {
  const { name } = declaration;
  const id = groupIdOf(name);
  const policies = new GroupPolicies(owner, {
    ...declaration,
    kind: "SecurityGroup",
    objectName: id,
    guarded: { groupId: id, vpcId: mapped(vpc, ({ vpcId }) => vpcId) },
  });
  const record = {
    name,
    ec2Name,
    vpc,
    policies,
    permissions: new Map<string, string>(),
    inline: new Set(inline),
  };
  programGroups().set(id, record);
  return record;
}

/** Id of the group with this logical name. */
export const groupIdOf = (name: string): string =>
  securityGroupId({ project: pulumi.getProject(), stack: pulumi.getStack(), name });

/** Claims permissions of a group for a holder. EC2 has each permission only once, so a second holder is rejected. */
export function claimPermissions(
  { name, permissions: held }: GroupRecord,
  direction: Direction,
  claims: readonly Permission[],
  holder: string,
): InputFailure[] {
  return claims.flatMap(({ property, permission }) => {
    const key = `${direction} ${permission}`;
    const first = held.get(key) ?? holder;
    held.set(key, first);
    return first === holder ? [] : [{ property, reason: duplicates(`${first} of SecurityGroup "${name}"`) }];
  });
}

/** Claims the permissions of inline rules; reports those that a standalone rule already has. */
export const claimInlineRules = (group: GroupRecord, rules: GroupRules): InputFailure[] =>
  directions.flatMap((direction) => {
    const claims = rules[direction].flatMap((rule, index) =>
      permissions(rule, groupIdOf(group.name)).map((claim) => ({
        ...claim,
        property: `${direction}[${index}].${claim.property}`,
      })),
    );
    return claimPermissions(group, direction, claims, "an inline rule");
  });

type Inputs<T> = { [K in keyof T]: pulumi.Input<T[K]> };

/** What an instance in this cluster and namespace must wait for: the policies of its groups there. */
export function coverage(
  ids: pulumi.Input<pulumi.Input<string>[] | undefined>,
  { kubeconfig, context, namespace, ownTarget }: Inputs<ClusterSelection>,
): pulumi.Input<pulumi.Resource>[] {
  const groups = programGroups();
  const place = { kubeconfig, context, namespace, ownTarget };
  const coverOf = ([list, own]: readonly unknown[]) => {
    const target = mergeSelections(own as ClusterSelection, stackSelection());
    // The check of the instance rejects a wrong type.
    const known = Array.isArray(list) ? (list as string[]) : [];
    return known.flatMap((id) => groups.get(id)?.policies.cover(target) ?? []);
  };
  // One by one: a preview that doesn't know one of the ids still shows the policies of the others.
  const lists = Array.isArray(ids) ? ids.map((id) => [id]) : [ids];
  const covers = lists.map((list) => {
    const all = [list, place];
    // Not at once: the program may declare the group later. A promise costs the SDK far less than an output.
    return isKnownNow(all)
      ? Promise.resolve(all).then(coverOf)
      : pulumi.all(all).apply((known) => pulumi.all(coverOf(known)));
  });
  // The SDK waits for lists within the list; mergeOptions would make outputs of a list that isn't known.
  return covers as unknown as pulumi.Input<pulumi.Resource>[];
}
