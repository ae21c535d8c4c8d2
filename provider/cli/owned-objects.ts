import { objectPath } from "../cluster/api";
import { connect, openApi } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { List, NetworkPolicy, Pod, SelfSubjectReview } from "../cluster/objects";
import type { ClusterSelection } from "../cluster/target";
import { labelKeys } from "../common/names";
import { removeWithClaims } from "../instance/launch";
import { memberSelector, type OwnedObjects } from "./orphans";

/** How long a policy waits for the Pods that it is for to end. */
const endMilliseconds = 90_000;

/** The Pods and policies of one owner in a cluster. */
export async function openOwned(choice: ClusterSelection, owner: string, only: string | undefined) {
  const cluster = await connect(choice);
  const { api, namespace: own } = await openApi(choice);
  const labelSelector = `${labelKeys.owner}=${owner}`;

  const lists = (namespace: string | undefined) =>
    Promise.all([
      api.get<List<Pod>>(objectPath("pods", namespace), { labelSelector }),
      api.get<List<NetworkPolicy>>(objectPath("networkpolicies", namespace), { labelSelector }),
    ]);
  const members = async (policy: NetworkPolicy): Promise<Pod[]> => {
    const namespace = policy.metadata?.namespace ?? "default";
    const selector = memberSelector(policy);
    const { items } = await api.get<List<Pod>>(
      objectPath("pods", namespace),
      selector ? { labelSelector: selector } : {},
    );
    return items.filter(({ status }) => !["Failed", "Succeeded"].includes(status?.phase ?? ""));
  };

  const untilWithoutMembers = async (policy: NetworkPolicy): Promise<void> => {
    const deadline = Date.now() + endMilliseconds;
    for (;;) {
      const left = await members(policy);
      const stays = Date.now() > deadline ? left[0] : left.find((pod) => !pod.metadata?.deletionTimestamp);
      if (stays) {
        const { namespace = "", name = "" } = stays.metadata ?? {};
        throw new ClusterError(
          `Pod ${namespace}/${name} is still a member and would be open without it`,
          "Run the same command again once it is gone",
        );
      }
      if (left.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };

  return {
    /** Also says which namespace was looked into, where it was one alone. */
    async list(): Promise<OwnedObjects & { namespace?: string }> {
      let namespace = only;
      const [{ items: pods }, { items: policies }] = await lists(only).catch((error: ClusterError) => {
        if (error.status !== 403 || only !== undefined) throw error;
        namespace = own;
        return lists(own);
      });
      const entries = policies.map(async (policy) => [policy, await members(policy)] as const);
      const byPolicy = new Map(await Promise.all(entries));
      return { pods, policies, members: byPolicy, ...(namespace === undefined ? {} : { namespace }) };
    },

    /** The API server's time, as that of creations; this machine's where the server doesn't tell. */
    now: (): Promise<Date> =>
      api.post<SelfSubjectReview>("/apis/authentication.k8s.io/v1/selfsubjectreviews", {}).then(
        ({ metadata }) => new Date(metadata?.creationTimestamp ?? Date.now()),
        () => new Date(),
      ),

    deletePod: (pod: Pod) => removeWithClaims(cluster, pod),

    /** Deletes this very policy; one that closes what no other does only once its last member ended. */
    async deletePolicy(policy: NetworkPolicy, covered: boolean): Promise<void> {
      const { name = "", namespace = "default", uid = "" } = policy.metadata ?? {};
      if (!covered) await untilWithoutMembers(policy);
      const path = objectPath("networkpolicies", namespace, name);
      await api.delete(path, { preconditions: { uid } }).catch((error: ClusterError) => {
        // Gone already; with 409 the name belongs to another policy by now.
        if (error.status !== 404 && error.status !== 409) throw error;
      });
    },
  };
}
