import type { KubeConfig, V1NetworkPolicy, V1Pod } from "@kubernetes/client-node";

import { connect } from "../cluster/cluster";
import { ClusterError, toClusterError } from "../cluster/cluster-error";
import { loadKubeconfig, viewOf } from "../cluster/kubeconfig";
import { chooseTarget, type TargetChoice } from "../cluster/target";
import { removeWithClaims } from "../instance/spawn";
import { labels } from "../names";
import { memberSelector, type OwnedObjects } from "./orphans";

/** How long a policy waits for the Pods that it is for to end. */
const endMilliseconds = 90_000;

/** The Pods and policies of one owner in a cluster. */
export async function openOwned(choice: TargetChoice, owner: string, only: string | undefined) {
  const { AuthenticationV1Api, CoreV1Api, NetworkingV1Api } = await import("@kubernetes/client-node");
  const cluster = await connect(choice);
  const config = (await loadKubeconfig(choice.kubeconfig)) as KubeConfig;
  const { context = "", namespace: own = "default" } = chooseTarget(choice, viewOf(config));
  config.setCurrentContext(context);
  const core = config.makeApiClient(CoreV1Api);
  const networking = config.makeApiClient(NetworkingV1Api);
  const where = `context "${context}" (${config.getCurrentCluster()?.server ?? "no server"})`;
  const call = <T>(request: Promise<T>) =>
    request.catch((error: unknown) => {
      throw toClusterError(error, where);
    });
  const labelSelector = `${labels.owner}=${owner}`;

  const lists = (namespace: string | undefined) =>
    call(
      Promise.all(
        namespace === undefined
          ? [
              core.listPodForAllNamespaces({ labelSelector }),
              networking.listNetworkPolicyForAllNamespaces({ labelSelector }),
            ]
          : [
              core.listNamespacedPod({ namespace, labelSelector }),
              networking.listNamespacedNetworkPolicy({ namespace, labelSelector }),
            ],
      ),
    );
  const members = async (policy: V1NetworkPolicy): Promise<V1Pod[]> => {
    const namespace = policy.metadata?.namespace ?? "default";
    const selector = memberSelector(policy);
    const { items } = await call(
      core.listNamespacedPod({ namespace, ...(selector ? { labelSelector: selector } : {}) }),
    );
    return items.filter(({ status }) => !["Failed", "Succeeded"].includes(status?.phase ?? ""));
  };

  const untilWithoutMembers = async (policy: V1NetworkPolicy): Promise<void> => {
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
      config
        .makeApiClient(AuthenticationV1Api)
        .createSelfSubjectReview({ body: {} })
        .then(
          ({ metadata }) => metadata?.creationTimestamp ?? new Date(),
          () => new Date(),
        ),

    deletePod: (pod: V1Pod) => removeWithClaims(cluster, pod),

    /** Deletes this very policy; one that closes what no other does only once its last member ended. */
    async deletePolicy(policy: V1NetworkPolicy, covered: boolean): Promise<void> {
      const { name = "", namespace = "default", uid = "" } = policy.metadata ?? {};
      if (!covered) await untilWithoutMembers(policy);
      const deletion = networking.deleteNamespacedNetworkPolicy({
        name,
        namespace,
        body: { preconditions: { uid } },
      });
      await call(deletion).catch((error: ClusterError) => {
        // Gone already; with 409 the name belongs to another policy by now.
        if (error.status !== 404 && error.status !== 409) throw error;
      });
    },
  };
}
