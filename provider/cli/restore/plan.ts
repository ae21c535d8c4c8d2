import type { NetworkPolicy } from "../../cluster/objects";
import type { Deployment, StoredResource } from "../../common/deployment";
import { guardToken, policyToken, securityGroupId, securityGroupRuleId } from "../../common/names";
import type { Identity } from "../../common/names";
import { isDefaultProvider, parseUrn } from "../../common/urn";
import { isCopyName } from "../../security-group/policy-copy";
import type { Criteria } from "../reap/finding";
import { judgePolicies } from "../reap/orphans";
import { readState } from "../stack/stack-state";

/** A policy in the cluster that the state doesn't have. */
export interface LostPolicy {
  namespace: string;
  name: string;
  verdict: "lost" | "restored" | "left";
  why: string;
  /** Absent if it is left. */
  import?: Imported;
}

/** A resource that `pulumi import` adds to the state. */
export interface Imported {
  type: string;
  name: string;
  id: string;
  parent: string;
  /** Absent for the default one, which follows the stack's configuration. */
  provider?: string | undefined;
}

type Names = Pick<Identity, "project" | "stack">;

/** Name of the policy in the home namespace, by the type of the resource that declares it. */
const policyNames: Readonly<Record<string, (identity: Identity) => string>> = {
  "ec2-pods:index:SecurityGroup": securityGroupId,
  "ec2-pods:index:SecurityGroupEgressRule": (identity) => securityGroupRuleId(identity, "egress"),
  "ec2-pods:index:SecurityGroupIngressRule": (identity) => securityGroupRuleId(identity, "ingress"),
  "ec2-pods:index:SecurityGroupRule": (identity) => securityGroupRuleId(identity, "rule"),
};

/** Groups and rules by the name of their policy. */
type Owners = ReadonlyMap<string, StoredResource>;

/** The policies that a stack's state doesn't have, and how to bring them back. */
export function lostPolicies(
  found: readonly NetworkPolicy[],
  deployment: Deployment,
  names: Names,
  criteria: Pick<Criteria, "others" | "origins" | "now">,
): LostPolicy[] {
  const resources = (deployment.resources ?? []).filter((resource) => !resource.delete);
  const owners: Owners = new Map(
    resources.flatMap((owner) => {
      const policyName = policyNames[owner.type ?? ""]?.({ ...names, name: nameOf(owner) });
      return policyName === undefined ? [] : [[policyName, owner]];
    }),
  );
  const findings = judgePolicies(found, readState(deployment, names), {
    ...criteria,
    includeSaved: true,
    olderThan: 0,
  });
  return findings.map(({ finding: { namespace, name, verdict, why } }) => {
    const left = (reason: string): LostPolicy => ({ namespace, name, verdict: "left", why: reason });
    if (verdict !== "orphan") return left(why);
    if (isCopyName(name)) return left("a killed update has copied a policy to it");
    const home = owners.get(name);
    const owner = home ?? owners.get(name.slice(0, -`-${namespace}`.length));
    if (!owner) return left("the state doesn't have its group or rule");
    const providers = providersOf(owner, owners, resources);
    const [provider] = providers;
    if (providers.length !== 1) {
      const choice = providers.map((each) => (each ? `"${nameOf(each)}"` : "the default one")).join(" or ");
      return left(`its Kubernetes provider ${choice ? `may be ${choice}` : "isn't in the state"}`);
    }
    return {
      namespace,
      name,
      verdict: "lost",
      why: `the state has its ${(owner.type ?? "").replace(/.*:/, "")} "${nameOf(owner)}"`,
      import: {
        type: policyToken,
        name: home ? nameOf(owner) : `${nameOf(owner)}/${namespace}`,
        id: `${namespace}/${name}`,
        parent: owner.urn ?? "",
        provider: provider?.urn,
      },
    };
  });
}

/** The Kubernetes providers that the policies of a group or a rule may have; undefined for the default one. */
function providersOf(
  owner: StoredResource,
  owners: Owners,
  resources: StoredResource[],
): (StoredResource | undefined)[] {
  const providers = resources.filter(
    (each) => each.type === "pulumi:providers:kubernetes" && !isDefaultProvider(nameOf(each)),
  );
  // Rules have no guard. Those of a group have its provider.
  const group = owners.get(String(owner.outputs?.["securityGroupId"])) ?? owner;
  const guard = resources.find(({ type, parent }) => type === guardToken && parent === group.urn);
  const { ownTarget, context } = guard?.inputs ?? {};
  if (ownTarget === true) {
    return providers.filter((each) => !isOwn(each) && each.inputs?.["context"] === context);
  }
  return guard ? [providers.find(isOwn)] : [...providers, undefined];
}

/** Whether it is the provider for a cluster that only `ec2-pods:*` names. */
const isOwn = (provider: StoredResource): boolean => nameOf(provider) === "ec2-pods";

const nameOf = ({ urn = "" }: StoredResource): string => parseUrn(urn).name;
