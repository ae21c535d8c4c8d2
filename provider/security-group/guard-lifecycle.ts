import { connect } from "../cluster/cluster";
import { deletion } from "../cluster/operation";
import type { Cluster } from "../cluster/cluster";
import type { NetworkPolicy, Pod } from "../cluster/objects";
import { configuredSelection, mergeSelections } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import { everywhereOr } from "../cluster/tolerate";
import { explain, ExplainedError } from "../common/errors";
import { labelKeys, memberLabel, memberValue } from "../common/names";
import { isUnknown } from "../common/values";
import { recordById, recordsOf, remember } from "../record/registry";

/** The state that the engine stores of a guard. */
interface GuardState {
  kind: string;
  name: string;
  groupId: string;
  /** Absent in states of older releases. */
  vpcId?: string;
  policyName: string;
  namespace: string;
  /** True if the policy has its own provider, and so its own kubeconfig and context. */
  ownTarget: boolean;
  kubeconfig?: string;
  context?: string;
}

/** The cluster that the stack's configuration names. */
let stackSelection: ClusterSelection = {};

/** Reads the stack's configuration. Synchronous, because concurrent calls don't wait for it. */
export function configure(request: { config: { get(key: string): string | undefined } }): void {
  stackSelection = configuredSelection((key) => request.config.get(key));
}

/** Lets the instances of the group, which the engine checks after its guard, know the VPC of the group. */
export function check(_olds: object, news: GuardState): Promise<{ inputs: GuardState; failures: [] }> {
  const { groupId, name, vpcId, policyName } = news;
  remember(`guard/${policyName}`, { kind: "ec2:SecurityGroup", id: groupId, values: { name, vpcId } });
  return Promise.resolve({ inputs: news, failures: [] });
}

/** A guard of another policy is another guard: the old one is deleted only if its policy is no longer in use. */
export function diff(
  _id: string,
  olds: GuardState,
  news: GuardState,
): Promise<{ changes: boolean; replaces: string[] }> {
  const differs = (key: keyof GuardState) => olds[key] !== news[key] && !isUnknown(news[key]);
  const replaces = (["groupId", "policyName", "namespace"] as const).filter(differs);
  const live = (["kind", "name", "ownTarget", "kubeconfig", "context"] as const).filter(differs);
  return Promise.resolve({ changes: replaces.length + live.length > 0, replaces });
}

export function create(inputs: GuardState): Promise<{ id: string; outs: GuardState }> {
  return Promise.resolve({ id: `${inputs.namespace}/${inputs.policyName}`, outs: inputs });
}

export function update(_id: string, _olds: GuardState, news: GuardState): Promise<{ outs: GuardState }> {
  return Promise.resolve({ outs: news });
}

/** The policies whose deletion was accepted in this run. */
const unguarded = new Set<string>();

/** Rejects the deletion, as EC2 does, while the group has members here or a rule of another group names it. */
async function remove(_id: string, state: GuardState): Promise<void> {
  const { kind, name, groupId, policyName, namespace, ownTarget, kubeconfig, context } = state;
  const selection = ownTarget
    ? mergeSelections({ kubeconfig, context } as ClusterSelection, {})
    : stackSelection;
  const run = async () => {
    const cluster = await connect(selection);
    const [members, references] = await Promise.all([
      cluster.livePods(namespace, `${memberLabel(groupId)}=${memberValue}`),
      isHome(state) ? referencesTo(cluster, state) : [],
    ]);
    const isCovered = members.length > 0 && coveredBy(await cluster.networkPolicies(namespace), state);
    const users = [
      ...(isCovered ? [] : members.map(memberText)),
      // A guard of the group that this run has checked stays: the group only changes its namespace.
      ...(recordById(groupId) ? [] : stoppedMembers(groupId, members)),
      ...references.map(referenceText),
    ];
    if (users.length === 0) return void unguarded.add(`${namespace}/${policyName}`);
    throw new ExplainedError(
      `DependencyViolation: resource ${groupId} has a dependent object: ${users.join("; ")}`,
      users.length > references.length
        ? "Remove the instance from the group or delete it, then run the same command again"
        : "Remove the rule, then run the same command again",
    );
  };
  return deletion(run).catch((error: unknown) => {
    throw explain(error, { verb: "delete", kind, name });
  });
}
export { remove as delete };

/** Whether another policy of the group, which stays, has the same members: only the namespace of the group changes. */
const coveredBy = (policies: NetworkPolicy[], { groupId, policyName, namespace }: GuardState): boolean =>
  [groupId, `${groupId}-${namespace}`]
    .filter((name) => name !== policyName && !unguarded.has(`${namespace}/${name}`))
    .some((name) => policies.some(({ metadata }) => metadata?.name === name));

/** The members of the program that have no Pod here: stopped ones may have none. */
function stoppedMembers(groupId: string, members: Pod[]): string[] {
  const seen = members.map(({ metadata }) => metadata?.labels?.[labelKeys.instanceId]);
  return recordsOf("ec2:Instance")
    .filter(({ id, values: { vpcSecurityGroupIds: ids, instanceState } }) => {
      return Array.isArray(ids) && ids.includes(groupId) && instanceState === "stopped" && !seen.includes(id);
    })
    .map(({ id, values }) => `instance ${id} ("${String(values["name"])}"), which is stopped`);
}

/** True for the policy in the group's own namespace. The others come and go with their members. */
const isHome = ({ groupId, policyName }: GuardState): boolean => policyName === groupId;

async function referencesTo(cluster: Cluster, { groupId, namespace }: GuardState): Promise<NetworkPolicy[]> {
  const lists = await everywhereOr((only) => cluster.networkPolicies(only), [namespace]);
  const policies = lists.flat();
  const hasMoved = policies.some(
    ({ metadata }) => metadata?.name === groupId && metadata.namespace !== namespace,
  );
  if (hasMoved) return [];
  const label = memberLabel(groupId);
  return policies.filter(({ spec }) => {
    const peers = [
      ...(spec?.ingress ?? []).flatMap(({ from }) => from ?? []),
      ...(spec?.egress ?? []).flatMap(({ to }) => to ?? []),
    ];
    const isOfGroup = spec?.podSelector?.matchLabels?.[label] !== undefined;
    return !isOfGroup && peers.some(({ podSelector }) => podSelector?.matchLabels?.[label] !== undefined);
  });
}

const memberText = ({ metadata }: Pod): string => {
  const { name = "", namespace = "" } = metadata ?? {};
  const id = metadata?.labels?.[labelKeys.instanceId];
  const instance = metadata?.labels?.[labelKeys.name] ?? "";
  return `${id ? `instance ${id} ("${instance}"), ` : ""}Pod "${name}" in namespace "${namespace}"`;
};

const referenceText = ({ metadata }: NetworkPolicy): string => {
  const { name = "", namespace = "" } = metadata ?? {};
  const kind = name.startsWith("sgr-") ? "security group rule" : "a rule of security group";
  return `${kind} ${name} ("${metadata?.labels?.[labelKeys.name] ?? ""}") in namespace "${namespace}"`;
};
