import { connect } from "../cluster/cluster";
import { identityOf } from "../cluster/identity";
import type { NetworkPolicy } from "../cluster/objects";
import { unlessFailed } from "../cluster/tolerate";
import { isUnknown } from "../common/values";
import { selectionOf } from "../record/target";

/** Where a guard looks for policies. */
interface Place {
  namespace: string;
  kubeconfig?: string;
  context?: string;
}

/** The policies in a namespace, read once for all guards of a run; undefined if that failed. */
const seen = new Map<string, Promise<NetworkPolicy[] | undefined>>();

/** None if this run can't see them: a preview needs no cluster. */
export async function seenPolicies(place: Place): Promise<NetworkPolicy[]> {
  const { namespace, kubeconfig, context } = place;
  if ([namespace, kubeconfig, context].some(isUnknown)) return [];
  return (await identityOf(selectionOf(place))) ? ((await policiesOnce(place)) ?? []) : [];
}

export async function policiesOnce(place: Place): Promise<NetworkPolicy[] | undefined> {
  const key = JSON.stringify([selectionOf(place), process.env["KUBECONFIG"], place.namespace]);
  const policies = seen.get(key) ?? unlessFailed(currentPolicies(place));
  seen.set(key, policies);
  const found = await policies;
  // The next guard asks again.
  if (!found) seen.delete(key);
  return found;
}

/** The policies as they are now. */
export const currentPolicies = async (place: Place): Promise<NetworkPolicy[]> =>
  (await connect(selectionOf(place))).networkPolicies(place.namespace);
