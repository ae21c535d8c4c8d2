import { setTimeout as pause } from "node:timers/promises";

import { connect } from "../cluster/cluster";
import type { NetworkPolicy, Pod } from "../cluster/objects";
import { contextOf, identityOf, isRecorded, recordedIdentity } from "../cluster/identity";
import { hasContext, resolveTarget } from "../cluster/kubeconfig";
import { answerOf, deletion } from "../cluster/operation";
import { everywhereOr, unlessStatus } from "../cluster/tolerate";
import { explain, ExplainedError } from "../common/errors";
import { annotationKeys, labelKeys, memberLabel, memberValue } from "../common/names";
import { isOrigin } from "../common/origin";
import { say } from "../common/secrets";
import { defined, isUnknown } from "../common/values";
import { recordById, recordsOf, remember } from "../record/registry";
import { configureStack, selectionOf } from "../record/target";
import { editsOf, editText, isAsDeclared, isSamePolicy, restoring } from "./edited-policy";
import type { Edit, PolicyContent } from "./edited-policy";
import { applyMilliseconds, lastingText, isCopyName, lastingCopies, needlessCopies } from "./policy-copy";
import { currentPolicies, policiesOnce, seenPolicies } from "./seen-policies";

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
  /** Identity of the cluster that the policy was created in; absent in states of older releases. */
  clusterId?: string;
  /** The context that led there. */
  clusterContext?: string;
}

export { configureStack as configure };

/** What the guarded policies are after this run, by name; unknown while a preview can't tell. */
const contents = new Map<string, PolicyContent | string>();

/**
 * Lets the instances of the group, which the engine checks after its guard, know the VPC of the group. The content of the
 * policy, which the state has once already, isn't in that of the guard.
 */
export function check(
  _olds: object,
  { content, ...news }: GuardState & { content?: PolicyContent | string },
): Promise<{ inputs: GuardState; failures: [] }> {
  const { groupId, name, vpcId, policyName } = news;
  if (content !== undefined) contents.set(policyName, content);
  remember(`guard/${policyName}`, { kind: "ec2:SecurityGroup", id: groupId, values: { name, vpcId } });
  return Promise.resolve({ inputs: news, failures: [] });
}

/** A guard of another policy is another guard: the old one is deleted only if its policy is no longer in use. */
export async function diff(
  _id: string,
  olds: GuardState,
  news: GuardState,
): Promise<{ changes: boolean; replaces: string[] }> {
  const elsewhere = await leftCluster(olds);
  if (elsewhere) {
    if (await isChangedElsewhere(olds)) throw explain(elsewhere, { ...news, verb: "update" });
    warnOnce(`${news.kind} "${news.name}": warning: ${elsewhere.reason}. ${elsewhere.fix ?? ""}`);
  }
  const differs = (key: keyof GuardState) => olds[key] !== news[key] && !isUnknown(news[key]);
  const replaces = (["groupId", "policyName", "namespace"] as const).filter(differs);
  const live = (["kind", "name", "ownTarget", "kubeconfig", "context"] as const).filter(differs);
  // An update records the cluster that replaced the one before.
  const isElsewhere = !elsewhere && (await isRecordedNow(olds, news)) === false;
  const isSeen = !elsewhere && replaces.length === 0;
  const edits = isSeen ? await seenEdits(news) : [];
  const isEdited =
    edits.some(({ spec }) => spec) || (isSeen && leftCopies(await seenPolicies(news), news).length > 0);
  return { changes: isElsewhere || isEdited || replaces.length + live.length > 0, replaces };
}

/** A refresh shows what was edited; the next update restores it. */
export async function read(id: string, props: GuardState): Promise<{ id: string; props: GuardState }> {
  await answerOf(async () => {
    if (await leftCluster(props)) return;
    await seenEdits(props);
    const copies = lastingCopies(await seenPolicies(props), props.groupId).filter(isFromHere);
    copies.forEach((copy) => warnOfPolicy(props, lastingText(copy)));
  });
  return { id, props };
}

export const create = async (inputs: GuardState): Promise<{ id: string; outs: GuardState }> => ({
  id: `${inputs.namespace}/${inputs.policyName}`,
  outs: await withCluster(inputs),
});

export const update = async (
  _id: string,
  olds: GuardState,
  news: GuardState,
): Promise<{ outs: GuardState }> => {
  await answerOf(() => restore(news));
  return { outs: await withCluster(news, olds) };
};

/** Undefined for a state of an older release, and while a preview doesn't know where the group is. */
const isRecordedNow = async ({ clusterId }: GuardState, news: GuardState): Promise<boolean | undefined> =>
  clusterId === undefined || isUnknown(news.kubeconfig) || isUnknown(news.context)
    ? undefined
    : isRecorded(clusterId, await identityOf(selectionOf(news)));

async function withCluster(
  inputs: GuardState,
  { clusterId: before, clusterContext: contextBefore }: Partial<GuardState> = {},
): Promise<GuardState> {
  const selection = selectionOf(inputs);
  const identity = await answerOf(() => identityOf(selection, { answersNow: true }));
  const { context: clusterContext } = resolveTarget(selection);
  return identity && clusterContext
    ? { ...inputs, clusterId: recordedIdentity(identity, before), clusterContext }
    : { ...inputs, ...defined({ clusterId: before, clusterContext: contextBefore }) };
}

/**
 * Why the Kubernetes provider doesn't find the policies: it follows the configuration or the current context, wherever they
 * lead. Undefined if it finds them, or if their cluster is gone.
 */
async function leftCluster(state: GuardState): Promise<ExplainedError | undefined> {
  const { clusterId } = state;
  if (clusterId === undefined) return undefined;
  const selection = selectionOf(state);
  if (isRecorded(clusterId, await identityOf(selection)) !== false) return undefined;
  const home = await homeOf(state);
  if (home === undefined) return undefined;
  const now = resolveTarget(selection).context ?? "";
  return new ExplainedError(
    `its NetworkPolicies are in the cluster of context "${home}", and the Kubernetes provider now looks for them in context "${now}"`,
    `Run "pulumi config set kubernetes:context ${home}" before you change or delete them`,
  );
}

/** The context that leads to the recorded cluster, by another name if the recorded one is gone. */
async function homeOf(state: GuardState): Promise<string | undefined> {
  const { clusterId, clusterContext = "" } = state;
  const before = { ...selectionOf(state), context: clusterContext };
  if (!hasContext(before)) return contextOf(clusterId, before);
  return isRecorded(clusterId, await identityOf(before)) ? clusterContext : undefined;
}

/**
 * The edits of the policies that this guard's group has in its namespace, each of which is said. Plugin 2.0.0 compares
 * only what programs say, and would leave them for ever.
 */
async function seenEdits(state: GuardState): Promise<Edit[]> {
  const { policyName } = state;
  const content = contents.get(policyName);
  const edits = editsOf(await seenPolicies(state), state).filter(
    ({ policy }) =>
      policy.metadata?.name !== policyName || typeof content !== "object" || !isAsDeclared(content, policy),
  );
  edits.forEach((edit) => warnOfPolicy(state, editText(edit)));
  return edits;
}

const warnOfPolicy = ({ kind, name }: GuardState, text: string): void =>
  warnOnce(`${kind} "${name}": warning: ${text}`);

const isFromHere = ({ metadata }: NetworkPolicy): boolean =>
  isOrigin(metadata?.annotations?.[annotationKeys.origin]);

/** The copies that a killed update of this backend left, although their policies were made again. */
const leftCopies = (policies: readonly NetworkPolicy[], { groupId }: GuardState): NetworkPolicy[] =>
  needlessCopies(policies, groupId).filter(isFromHere);

/** Restores what was edited, as it is now: an update of the policy itself may have done so. Ends copies that it doesn't need. */
async function restore(state: GuardState): Promise<void> {
  const { kind, name, namespace } = state;
  if ((await seenEdits(state)).length + leftCopies(await seenPolicies(state), state).length === 0) return;
  const cluster = await connect(selectionOf(state));
  const restored = async () => {
    const policies = await currentPolicies(state);
    const copies = leftCopies(policies, state);
    // The update may have made the policies just now.
    if (copies.length > 0) await pause(applyMilliseconds);
    for (const { metadata } of copies) {
      const { name: copyName = "", uid = "", resourceVersion = "" } = metadata ?? {};
      await cluster.deleteObject("networkpolicies", namespace, copyName, { uid, resourceVersion });
    }
    for (const edit of editsOf(policies, state)) {
      const { policy, spec, manager } = edit;
      const query: Record<string, string> = manager ? { fieldManager: manager } : {};
      const policyName = policy.metadata?.name ?? "";
      if (spec) await cluster.patchObject("networkpolicies", namespace, policyName, restoring(edit), query);
    }
    return true;
  };
  try {
    // 409: somebody has changed it in between. 404: somebody has deleted it.
    if (!(await unlessStatus([404, 409], restored()))) await restored();
  } catch (error) {
    throw explain(error, { verb: "update", kind, name });
  }
}

/**
 * Whether an update changes the policy in a cluster that only the current context names. A preview ends by it before
 * anything has changed. A cluster that a setting names is what the user wants.
 */
async function isChangedElsewhere(
  state: GuardState,
  content = contents.get(state.policyName),
): Promise<boolean> {
  const { policyName } = state;
  const { kubeconfig, context } = selectionOf(state);
  if (kubeconfig !== undefined || context !== undefined || content === undefined) return false;
  if (typeof content === "string") return true;
  const policies = await policiesOnce({ ...state, ...defined({ context: await homeOf(state) }) });
  // An update would write where they can't be compared.
  if (!policies) return true;
  const policy = policies.find(({ metadata }) => metadata?.name === policyName);
  return policy !== undefined && !isSamePolicy(content, policy);
}

/**
 * Why the policy of a rule mustn't change to this content, as that of its group mustn't. The program asks once it has
 * declared the policy: a rule has no guard, and that of its group is compared before the rule is declared.
 */
export async function refusalOfRule(
  state: GuardState,
  content: PolicyContent | string,
): Promise<ExplainedError | undefined> {
  const elsewhere = await leftCluster(state);
  return elsewhere && (await isChangedElsewhere(state, content)) ? elsewhere : undefined;
}

/** Why a program mustn't end without a rule that it had in the cluster that the current context has left. */
export async function refusalOfRemoved(
  state: GuardState,
  owner: string,
  declared: ReadonlySet<string>,
): Promise<ExplainedError | undefined> {
  const elsewhere = await leftCluster(state);
  if (!elsewhere) return undefined;
  const policies = await policiesOnce({ ...state, ...defined({ context: await homeOf(state) }) });
  const removed = rulesOf(policies ?? [], state, owner).find(
    ({ metadata }) => !declared.has(metadata?.name ?? ""),
  );
  if (!removed) return undefined;
  const reason = `the program doesn't have ${referenceText(removed)}, which the cluster has, and ${elsewhere.reason}`;
  return new ExplainedError(reason, elsewhere.fix);
}

/** The policies of the standalone rules that the same stack has added to a group. */
const rulesOf = (
  policies: NetworkPolicy[],
  { groupId }: GuardState,
  owner: string | undefined,
): NetworkPolicy[] =>
  policies.filter(
    ({ metadata, spec }) =>
      metadata?.name?.startsWith("sgr-") &&
      metadata.labels?.[labelKeys.owner] === owner &&
      spec?.podSelector?.matchLabels?.[memberLabel(groupId)] !== undefined,
  );

const warned = new Set<string>();

function warnOnce(line: string): void {
  if (!warned.has(line)) say(line);
  warned.add(line);
}

/** The policies whose deletion was accepted in this run. */
const unguarded = new Set<string>();

/** Rejects the deletion, as EC2 does, while the group has members here or a rule of another group names it. */
async function remove(_id: string, state: GuardState): Promise<void> {
  const { kind, name, groupId, policyName, namespace, clusterId } = state;
  const selection = selectionOf(state);
  const run = async () => {
    const elsewhere = await leftCluster(state);
    if (elsewhere) throw elsewhere;
    // The policy went with its cluster.
    if (clusterId !== undefined && isRecorded(clusterId, await identityOf(selection)) === false) return;
    const cluster = await connect(selection);
    const [members, policies] = await Promise.all([
      cluster.livePods(namespace, `${memberLabel(groupId)}=${memberValue}`),
      isHome(state) ? everywhereOr((only) => cluster.networkPolicies(only), [namespace]) : [],
    ]);
    const references = referencesIn(policies.flat(), state);
    const isCovered = members.length > 0 && coveredBy(await cluster.networkPolicies(namespace), state);
    const users = [
      ...(isCovered ? [] : members.map(memberText)),
      // A guard of the group that this run has checked stays: the group only changes its namespace.
      ...(recordById(groupId) ? [] : stoppedMembers(groupId, members)),
      ...references.map(referenceText),
    ];
    if (users.length === 0) {
      nameLeftRules(policies.flat(), state);
      return void unguarded.add(`${namespace}/${policyName}`);
    }
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

/** Rules are deleted before their group, unless their policies were looked for in another cluster. */
function nameLeftRules(policies: NetworkPolicy[], state: GuardState): void {
  const own = policies.find(
    ({ metadata }) => metadata?.name === state.policyName && metadata.namespace === state.namespace,
  );
  const owner = own?.metadata?.labels?.[labelKeys.owner];
  for (const rule of rulesOf(policies, state, owner)) warnOnce(leftText(state, rule));
}

const leftText = ({ kind, name }: GuardState, rule: NetworkPolicy): string =>
  `${kind} "${name}": warning: ${referenceText(rule)} is still there. If no program has it, run "kubectl delete networkpolicy ${rule.metadata?.name ?? ""} --namespace ${rule.metadata?.namespace ?? ""}"`;

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

function referencesIn(policies: NetworkPolicy[], { groupId, namespace }: GuardState): NetworkPolicy[] {
  const hasMoved = policies.some(
    ({ metadata }) => metadata?.name === groupId && metadata.namespace !== namespace,
  );
  if (hasMoved) return [];
  const label = memberLabel(groupId);
  return policies.filter(({ metadata, spec }) => {
    // No program has a copy.
    if (isCopyName(metadata?.name ?? "")) return false;
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
