import { type Cluster, connect } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { NetworkPolicy, Pod } from "../cluster/objects";
import { type ClusterSelection, configuredSelection, mergeSelections } from "../cluster/target";
import { errorMessage } from "../common/errors";
import { labelKeys, memberLabel, memberValue } from "../common/names";
import { isUnknown } from "../common/values";

/** What the engine stores of a guard. */
interface GuardState {
  kind: string;
  name: string;
  groupId: string;
  policyName: string;
  namespace: string;
  ownTarget: boolean;
  kubeconfig?: string;
  context?: string;
}

let target: ClusterSelection = {};

/** Takes the stack's configuration; synchronous, because concurrent calls don't wait for it. */
export function configure(request: { config: { get(key: string): string | undefined } }): void {
  target = configuredSelection((key) => request.config.get(key));
}

/** Another policy to guard is another guard: the old one goes only when nobody needs what it guards. */
export const diff = (
  _id: string,
  olds: GuardState,
  news: GuardState,
): Promise<{ changes: boolean; replaces: string[] }> => {
  const differs = (key: keyof GuardState) => olds[key] !== news[key] && !isUnknown(news[key]);
  const replaces = (["groupId", "policyName", "namespace"] as const).filter(differs);
  const live = (["kind", "name", "ownTarget", "kubeconfig", "context"] as const).filter(differs);
  return Promise.resolve({ changes: replaces.length + live.length > 0, replaces });
};

export const create = (inputs: GuardState): Promise<{ id: string; outs: GuardState }> =>
  Promise.resolve({ id: `${inputs.namespace}/${inputs.policyName}`, outs: inputs });

export const update = (_id: string, _olds: GuardState, news: GuardState): Promise<{ outs: GuardState }> =>
  Promise.resolve({ outs: news });

/** Refuses as EC2 does while the group has members here, or while a rule of another group means it. */
const remove = async (_id: string, state: GuardState): Promise<void> => {
  const { kind, name, groupId, namespace, ownTarget, kubeconfig, context } = state;
  const choice = ownTarget ? mergeSelections({ kubeconfig, context } as ClusterSelection, {}) : target;
  try {
    const cluster = await connect(choice);
    const [members, references] = await Promise.all([
      cluster.livePods(namespace, `${memberLabel(groupId)}=${memberValue}`),
      isHome(state) ? referencesTo(cluster, state) : [],
    ]);
    const users = [...members.map(memberText), ...references.map(referenceText)];
    if (users.length === 0) return;
    throw new ClusterError(
      `DependencyViolation: resource ${groupId} has a dependent object: ${users.join("; ")}`,
      members.length > 0
        ? "Take the instance out of the group, or delete it, and run the same command again"
        : "Remove the rule, and run the same command again",
    );
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const { reason: cause, fix } = error;
    const message = errorMessage({ verb: "delete", kind, name, cause, ...(fix ? { fix } : {}) });
    throw Object.assign(new Error(message), { stack: message });
  }
};
export { remove as delete };

/** The policy in the group's own namespace stands for the group; those in others come and go with their members. */
const isHome = ({ groupId, policyName }: GuardState): boolean => policyName === groupId;

async function referencesTo(cluster: Cluster, { groupId, namespace }: GuardState): Promise<NetworkPolicy[]> {
  const policies = await cluster.networkPolicies().catch((error: unknown) => {
    // Who may look into one namespace only is told what there is to see.
    if (error instanceof ClusterError && error.status === 403) return cluster.networkPolicies(namespace);
    throw error;
  });
  const moved = policies.some(
    ({ metadata }) => metadata?.name === groupId && metadata.namespace !== namespace,
  );
  if (moved) return [];
  const label = memberLabel(groupId);
  return policies.filter(({ spec }) => {
    const peers = [
      ...(spec?.ingress ?? []).flatMap(({ from }) => from ?? []),
      ...(spec?.egress ?? []).flatMap(({ to }) => to ?? []),
    ];
    const itsOwn = spec?.podSelector?.matchLabels?.[label] !== undefined;
    return !itsOwn && peers.some(({ podSelector }) => podSelector?.matchLabels?.[label] !== undefined);
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
