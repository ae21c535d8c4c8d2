import { networking } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { resolveTarget } from "../cluster/kubeconfig";
import { type ClusterSelection, mergeSelections } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import { annotationKeys, ownerLabels, securityGroupId } from "../common/names";
import { origin } from "../common/origin";
import {
  type Direction,
  groupAnnotationKeys,
  type NetworkPolicySpec,
  type Translation,
} from "./network-policy";
import { configuredProvider, currentProgram, stackSelection, warn } from "./program";
import { SecurityGroupGuard } from "./security-group-guard";

const policyToken = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** What the program knows of a group by its id. */
export interface GroupRecord {
  name: string;
  policies: GroupPolicies;
  /** Who has each permission of the group, by direction and permission. */
  permissions: Map<string, string>;
  /** Directions whose rules are arguments of the group itself. */
  inline: Set<Direction>;
}

interface Declaration {
  kind: string;
  /** Logical name of the resource that owns the policies. */
  name: string;
  /** Name of the policy in the home namespace; in others the namespace follows. */
  objectName: string;
  spec: pulumi.Output<NetworkPolicySpec>;
  annotations: pulumi.Input<Record<string, string>>;
  namespace?: pulumi.Input<string> | undefined;
  dependsOn?: pulumi.ResourceOptions["dependsOn"] | undefined;
  /** Id of the group, whose policies then go only when nobody needs them any more. */
  guarded?: string;
}

/** The NetworkPolicies of a group or a rule: one in its home namespace, and one in each other that has members. */
export class GroupPolicies {
  readonly home: networking.v1.NetworkPolicy;
  /** What a user of the group has to wait for, and which goes only after the user. */
  readonly anchor: pulumi.Resource;
  private readonly provider: pulumi.ProviderResource | undefined;
  private readonly inherited: pulumi.ProviderResource | undefined;
  private readonly askedHome: pulumi.Output<string | undefined>;
  private readonly elsewhere = new Map<string, pulumi.Resource>();
  private readonly followers: ((namespace: string) => void)[] = [];

  constructor(
    private readonly owner: pulumi.ComponentResource,
    private readonly declaration: Declaration,
    /** Policies that these are beside of, in the same cluster and namespaces. */
    beside?: GroupPolicies,
  ) {
    this.inherited = owner.getProvider(policyToken) ?? beside?.inherited;
    this.provider = this.inherited ?? configuredProvider();
    const namespace = declaration.namespace ?? beside?.declaration.namespace;
    // An explicit provider has a namespace of its own; only the default one follows the configuration.
    this.askedHome = pulumi.output(
      namespace ?? (this.inherited ? argumentOf(this.inherited, "namespace") : stackSelection().namespace),
    );
    [this.home, this.anchor] = this.declare(
      pulumi.resourceName(owner),
      declaration.objectName,
      namespace ?? (this.inherited ? undefined : stackSelection().namespace),
    );
    beside?.follow((place) => this.coverElsewhere(place));
  }

  /** Sees to it that members where this choice leads are covered, and answers with what they have to wait for. */
  cover(choice: ClusterSelection): pulumi.Output<pulumi.Resource> {
    return this.askedHome.apply(async (home) => {
      if (choice.namespace === home) return this.anchor;
      const place = choice.namespace ?? (await resolveTarget(choice)).namespace ?? "default";
      return place === home ? this.anchor : this.coverElsewhere(place);
    });
  }

  private coverElsewhere(place: string): pulumi.Resource {
    const known = this.elsewhere.get(place);
    if (known) return known;
    const logicalName = `${pulumi.resourceName(this.owner)}/${place}`;
    const [, anchor] = this.declare(logicalName, `${this.declaration.objectName}-${place}`, place);
    this.elsewhere.set(place, anchor);
    this.followers.forEach((follow) => follow(place));
    return anchor;
  }

  /** Tells of the namespaces beside the home that are covered, those that are already and those to come. */
  private follow(follower: (namespace: string) => void): void {
    this.followers.push(follower);
    for (const place of this.elsewhere.keys()) follower(place);
  }

  private declare(
    logicalName: string,
    objectName: string,
    namespace: pulumi.Input<string> | undefined,
  ): [networking.v1.NetworkPolicy, pulumi.Resource] {
    const { kind, name, spec, annotations, dependsOn, guarded } = this.declaration;
    const options = { parent: this.owner, ...(dependsOn ? { dependsOn } : {}) };
    const policy = new networking.v1.NetworkPolicy(
      logicalName,
      {
        metadata: {
          name: objectName,
          namespace,
          labels: ownerLabels({ project: pulumi.getProject(), stack: pulumi.getStack(), name }),
          annotations: withOrigin(annotations),
        },
        spec,
      },
      {
        ...options,
        // Whoever runs the stack next is another, but didn't make the policy.
        ignoreChanges: [`metadata.annotations["${annotationKeys.origin}"]`],
        ...(this.provider ? { provider: this.provider } : {}),
      },
    );
    if (!guarded) return [policy, policy];
    const guard = new SecurityGroupGuard(
      logicalName,
      {
        kind,
        name,
        groupId: guarded,
        policyName: objectName,
        namespace: policy.metadata.namespace,
        target: this.inherited && {
          kubeconfig: argumentOf(this.inherited, "kubeconfig"),
          context: argumentOf(this.inherited, "context"),
        },
      },
      { parent: this.owner, dependsOn: policy },
    );
    return [policy, guard];
  }
}

/** With keys that a preview knows: the engine can't ignore a change inside what is unknown as a whole. */
function withOrigin(annotations: pulumi.Input<Record<string, string>>): pulumi.Inputs {
  const own = pulumi.output(annotations);
  const entries = groupAnnotationKeys.map((key) => [key, own.apply((all) => all[key])] as const);
  return { ...Object.fromEntries(entries), [annotationKeys.origin]: origin() };
}

/** An argument that a provider was made with; its class doesn't declare all of them as outputs. */
const argumentOf = (
  provider: pulumi.ProviderResource,
  key: string,
): pulumi.Output<string | undefined> | undefined =>
  (provider as unknown as Record<string, pulumi.Output<string | undefined> | undefined>)[key];

/** The spec, after a warning for each part of a rule that it can't say. */
export function specOf(
  owner: pulumi.Resource,
  kind: string,
  { spec, untranslatable }: Translation,
): NetworkPolicySpec {
  for (const { path, reason } of untranslatable) {
    warn(owner, kind, "translate", `${path} ${reason}`, "It stays closed; remove it where that is right");
  }
  return spec;
}

/** Makes the policies of a group and notes it under its id. */
export function declareGroup(
  owner: pulumi.ComponentResource,
  declaration: Omit<Declaration, "kind" | "objectName">,
  inline: Direction[],
): GroupRecord {
  const { name } = declaration;
  const id = groupIdOf(name);
  const policies = new GroupPolicies(owner, {
    ...declaration,
    kind: "SecurityGroup",
    objectName: id,
    guarded: id,
  });
  const record = { name, policies, permissions: new Map<string, string>(), inline: new Set(inline) };
  currentProgram().groups.set(id, record);
  return record;
}

/** Id of the group with this logical name. */
export const groupIdOf = (name: string): string =>
  securityGroupId({ project: pulumi.getProject(), stack: pulumi.getStack(), name });

/** Notes who has a permission of a group, which nobody else may have, as EC2 holds each only once. */
export function claimPermissions(
  { name, permissions }: GroupRecord,
  direction: Direction,
  claims: { property: string; permission: string }[],
  owner: string,
): InputFailure[] {
  return claims.flatMap(({ property, permission }) => {
    const key = `${direction} ${permission}`;
    const first = permissions.get(key);
    permissions.set(key, first ?? owner);
    const reason = `repeats what ${first ?? ""} has for the same protocol and ports of SecurityGroup "${name}"; EC2 refuses that. Remove one of them`;
    return first === undefined || first === owner ? [] : [{ property, reason }];
  });
}

/** What an instance that goes where this choice leads has to wait for: the policies of its groups there. */
export function coverage(
  ids: pulumi.Input<pulumi.Input<string>[] | undefined>,
  { kubeconfig, context, namespace }: Inputs<ClusterSelection>,
): pulumi.Output<pulumi.Resource[]> {
  const { groups } = currentProgram();
  const choice = pulumi
    .output({ kubeconfig, context, namespace })
    .apply((own) => mergeSelections(own as ClusterSelection, stackSelection()));
  return pulumi
    .all([ids, choice])
    .apply(([known, place]) =>
      pulumi.all(
        (known ?? [])
          .map((id) => groups.get(id))
          .flatMap((group) => (group ? [group.policies.cover(place)] : [])),
      ),
    );
}

type Inputs<T> = { [K in keyof T]: pulumi.Input<T[K]> };
