import { objectPath } from "../../cluster/api";
import type { ObjectKind } from "../../cluster/api";
import { connect, openApi } from "../../cluster/cluster";
import type {
  Deployment,
  List,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  VolumeSnapshot,
} from "../../cluster/objects";
import type { ClusterSelection } from "../../cluster/target";
import { everywhereOr, unlessStatus } from "../../cluster/tolerate";
import { ExplainedError } from "../../common/errors";
import { labelKeys } from "../../common/names";
import { removeMarked, removeWithClaims } from "../../instance/end";
import { isPending } from "../../instance/pod-status";
import { partSelector, podSelector } from "../../load-balancer/objects";
import { changeOf } from "../../load-balancer/part-lifecycle";
import { sync } from "../../load-balancer/sync";
import { report } from "../output";
import { selfReview } from "../self-review";
import type { StackObject } from "./finding";
import { loadBalancerKinds, partOf } from "./load-balancers";
import type { LoadBalancerObject } from "./load-balancers";
import { memberSelector } from "./orphans";
import type { StackObjects } from "./orphans";
import type { Unlisted } from "./report";
import { lastingClaims } from "./volumes";

/** Milliseconds that a policy waits for its members to end, and a load balancer for its Pods. */
const endMilliseconds = 90_000;

/** The Pods and policies of one stack in a cluster, in all namespaces if `only` names none. */
export async function openStackObjects(selection: ClusterSelection, owner: string, only: string | undefined) {
  const cluster = await connect(selection);
  const { api, namespace: currentNamespace } = await openApi(selection);
  const labelSelector = `${labelKeys.owner}=${owner}`;

  /** The objects of one kind. Who may view the whole cluster may list all kinds but Secrets there. */
  const listKind = async (kind: LoadBalancerObject["kind"], namespace: string | undefined) => {
    const listed = async (only = namespace) => {
      const { items } = await api.get<List<LoadBalancerObject["object"]>>(
        objectPath(loadBalancerKinds[kind], only),
        { labelSelector: `${labelSelector},${partSelector}` },
      );
      return { only, items };
    };
    const others = namespace === undefined ? [currentNamespace] : [];
    const [list] = (await unlessStatus(403, everywhereOr(listed, others))) ?? [];
    const isWhole = list !== undefined && list.only === namespace;
    return {
      parts: (list?.items ?? []).map((object) => ({ kind, object }) as LoadBalancerObject),
      unlisted: isWhole ? [] : [{ kind, namespace: list?.only }],
    };
  };

  const loadBalancersIn = async (namespace?: string) => {
    const kinds = Object.keys(loadBalancerKinds) as LoadBalancerObject["kind"][];
    const lists = await Promise.all(kinds.map((kind) => listKind(kind, namespace)));
    return {
      loadBalancers: lists.flatMap(({ parts }) => parts),
      unlisted: lists.flatMap((each) => each.unlisted),
    };
  };

  const listIn = async (namespace?: string) => {
    const [pods, policies, claims, snapshots] = await Promise.all([
      // The Pods of load balancers belong to Deployments.
      api.get<List<Pod>>(objectPath("pods", namespace), {
        labelSelector: `${labelSelector},!${labelKeys.loadBalancer}`,
      }),
      api.get<List<NetworkPolicy>>(objectPath("networkpolicies", namespace), { labelSelector }),
      // Who may not list claims has no volumes.
      unlessStatus(
        403,
        api.get<List<PersistentVolumeClaim>>(objectPath("persistentvolumeclaims", namespace), {
          labelSelector,
        }),
      ),
      // Nor who may not list snapshots, or whose cluster has none.
      unlessStatus(
        [403, 404],
        api.get<List<VolumeSnapshot>>(objectPath("volumesnapshots", namespace), { labelSelector }),
      ),
    ]);
    return {
      namespace,
      pods: pods.items,
      policies: policies.items,
      claims: lastingClaims(claims?.items ?? [], pods.items),
      snapshots: snapshots?.items ?? [],
      ...(await loadBalancersIn(namespace)),
    };
  };
  const liveMembers = async (policy: NetworkPolicy): Promise<Pod[]> => {
    const namespace = policy.metadata?.namespace ?? "default";
    const selector = memberSelector(policy);
    const { items } = await api.get<List<Pod>>(
      objectPath("pods", namespace),
      selector ? { labelSelector: selector } : {},
    );
    return items.filter(({ status }) => !["Failed", "Succeeded"].includes(status?.phase ?? ""));
  };

  /** Waits until no Pod of a load balancer is left, because policies must outlive its Pods. */
  const untilServesNoMore = async ({ metadata: { namespace = "default", name = "" } = {} }: Deployment) => {
    const deadline = Date.now() + endMilliseconds;
    const pods = () => cluster.pods(namespace, podSelector(name));
    while ((await pods()).length > 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 1000));
  };

  const untilWithoutMembers = async (policy: NetworkPolicy): Promise<void> => {
    const deadline = Date.now() + endMilliseconds;
    for (;;) {
      const members = await liveMembers(policy);
      const staying =
        Date.now() > deadline ? members[0] : members.find((pod) => !pod.metadata?.deletionTimestamp);
      if (staying) {
        const { namespace = "", name = "" } = staying.metadata ?? {};
        throw new ExplainedError(
          `Pod ${namespace}/${name} is still a member and would be open without it`,
          "Run the same command again after the Pod is deleted",
        );
      }
      if (members.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };

  /** Deletes this very object. 409: by now, the name belongs to another one. */
  const deleteThis = async (kind: ObjectKind, { metadata }: StackObject): Promise<void> => {
    const { name = "", namespace = "default", uid = "" } = metadata ?? {};
    await unlessStatus([404, 409], api.delete(objectPath(kind, namespace, name), { preconditions: { uid } }));
  };

  return {
    /** With the namespace that was searched, if it was only one, and the kinds that the user may not list there. */
    async list(): Promise<StackObjects & { namespace: string | undefined; unlisted: Unlisted[] }> {
      const lists =
        only === undefined ? await everywhereOr(listIn, [currentNamespace]) : [await listIn(only)];
      const policies = lists.flatMap((each) => each.policies);
      const entries = policies.map(async (policy) => [policy, await liveMembers(policy)] as const);
      return {
        namespace: lists[0]?.namespace,
        pods: lists.flatMap((each) => each.pods),
        policies,
        claims: lists.flatMap((each) => each.claims),
        snapshots: lists.flatMap((each) => each.snapshots),
        loadBalancers: lists.flatMap((each) => each.loadBalancers),
        unlisted: lists.flatMap((each) => each.unlisted),
        members: new Map(await Promise.all(entries)),
      };
    },

    /** The API server's time, as in creation timestamps; this machine's if the server doesn't say. */
    async now(): Promise<Date> {
      const { creationTimestamp } = (await selfReview(api))?.metadata ?? {};
      return new Date(creationTimestamp ?? Date.now());
    },

    deletePod: (pod: Pod) =>
      isPending(pod) ? removeMarked(cluster, pod, report) : removeWithClaims(cluster, pod),

    /** Deletes this very claim. Kubernetes keeps it until its last Pod has ended. */
    deleteClaim: (claim: PersistentVolumeClaim) => deleteThis("persistentvolumeclaims", claim),

    deleteSnapshot: (snapshot: VolumeSnapshot) => deleteThis("volumesnapshots", snapshot),

    async deletePart({ kind, object }: LoadBalancerObject): Promise<void> {
      await deleteThis(loadBalancerKinds[kind], object);
      if (kind === "Deployment") await untilServesNoMore(object as Deployment);
    },

    /** Takes a deleted part out of the load balancers that stay. */
    async unserve(object: LoadBalancerObject): Promise<void> {
      const part = partOf(object);
      if (part) await sync(cluster, part.namespace, changeOf({ ...part.values, recordId: part.id }));
    },

    /** Deletes this very policy. Unless another covers it, waits until its last member has ended. */
    async deletePolicy(policy: NetworkPolicy, covered: boolean): Promise<void> {
      if (!covered) await untilWithoutMembers(policy);
      await deleteThis("networkpolicies", policy);
    },
  };
}
