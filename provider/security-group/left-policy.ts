import * as pulumi from "@pulumi/pulumi";

import { connect } from "../cluster/cluster";
import { identityOf } from "../cluster/identity";
import { resolveTarget } from "../cluster/kubeconfig";
import type { NetworkPolicy } from "../cluster/objects";
import type { ClusterSelection } from "../cluster/target";
import { unlessFailed } from "../cluster/tolerate";
import { annotationKeys, hash, labelKeys, ownerHash } from "../common/names";
import { isForeign } from "../common/origin";
import { isRecord, isUnknown } from "../common/values";
import { knownValue } from "../record/known-now";
import { clusterOf, parentTypes, perProgram } from "../record/program";
import { stackSelection } from "./program";

/** The policies of each namespace when this run first asked. */
const seen = perProgram(() => new Map<string, Promise<NetworkPolicy[] | undefined>>());

/** Which resource a policy is, without its project and stack. */
export const policyResource = (owner: pulumi.Resource, logicalName: string): string =>
  hash(`${parentTypes(owner)}::${logicalName}`, 16);

/**
 * Takes over the policy that a killed update made and no state has, which the Kubernetes provider refuses to create again.
 *
 * The engine imports it, and then updates it as the program says. It does neither if its state has the resource. The policy of
 * another resource stays with that, which the engine may be about to delete: a group that moved to another parent.
 */
export const takingOver =
  (resource: string, provider: pulumi.ProviderResource | undefined): pulumi.ResourceTransform =>
  async ({ props, opts }) => {
    const selection = await selectionOf(provider);
    const { name, namespace }: Record<string, unknown> = isRecord(props["metadata"]) ? props["metadata"] : {};
    if (!selection || typeof name !== "string") return undefined;
    const place = namespace ?? selection.namespace ?? resolveTarget(selection).namespace ?? "default";
    if (typeof place !== "string") return undefined;
    const policies = (await policiesIn(selection, place)) ?? [];
    const left = policies.find(
      ({ metadata }) =>
        metadata?.name === name && metadata.annotations?.[annotationKeys.resource] === resource,
    );
    return left && isOfStack(left) ? { props, opts: { ...opts, import: `${place}/${name}` } } : undefined;
  };

/** The cluster of a program's own provider, or of the stack; undefined while a preview doesn't know it. */
async function selectionOf(
  provider: pulumi.ProviderResource | undefined,
): Promise<ClusterSelection | undefined> {
  if (!provider) return stackSelection();
  const known = await knownValue(pulumi.output(clusterOf({}, { provider })));
  return isUnknown(known) ? undefined : (known as ClusterSelection);
}

/** A preview needs no cluster, so one that doesn't answer has none. */
async function policiesIn(
  selection: ClusterSelection,
  namespace: string,
): Promise<NetworkPolicy[] | undefined> {
  const known = seen();
  const key = JSON.stringify([selection, namespace]);
  const read = async () =>
    (await identityOf(selection)) && (await connect(selection)).networkPolicies(namespace);
  const policies = known.get(key) ?? unlessFailed(read());
  known.set(key, policies);
  return policies;
}

/** Another user may have a stack of the same name. */
const isOfStack = ({ metadata }: NetworkPolicy): boolean =>
  metadata?.labels?.[labelKeys.owner] ===
    ownerHash({ project: pulumi.getProject(), stack: pulumi.getStack() }) &&
  !isForeign(metadata.annotations?.[annotationKeys.origin]);
