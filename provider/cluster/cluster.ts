import type {
  CoreV1Api,
  V1NetworkPolicy,
  V1PersistentVolumeClaim,
  V1Pod,
  V1Secret,
} from "@kubernetes/client-node";

import { answerOf, ClusterError, toClusterError } from "./cluster-error";
import { readClusterView } from "./cluster-view";
import type { ClusterView } from "./cni";
import { readConsole } from "./console";
import { loadKubeconfig, viewOf } from "./kubeconfig";
import { PodWatch, type PodListener } from "./pod-watch";
import { repeated } from "./repeat";
import { labels, managedBy } from "../names";
import { isOver } from "../instance/pod-status";
import { chooseTarget, type TargetChoice } from "./target";

type Labels = Record<string, string>;

/** Makes a request that may be made twice, and as often as it needs. */
type Call = <T>(request: () => Promise<T>) => Promise<T>;

/** What the lifecycle of an instance needs of a cluster. */
export interface Cluster {
  /** The Pods with these labels, as the namespace's one shared watch has them. */
  pods(namespace: string, selector: Labels): Promise<V1Pod[]>;
  /** Calls back on each change of a Pod of this package; returns how to end that. */
  listen(namespace: string, listener: PodListener): () => void;
  /** The Pods with this label that run or are about to. */
  livePods(namespace: string, label: string): Promise<V1Pod[]>;
  /** The NetworkPolicies of this package, of all namespaces if none is named. */
  networkPolicies(namespace?: string): Promise<V1NetworkPolicy[]>;
  /** What tells whether NetworkPolicies are enforced; undefined where the user may not look. */
  view(): Promise<ClusterView | undefined>;
  createPod(pod: V1Pod): Promise<V1Pod>;
  /** This Pod, whatever its labels; undefined where there is none. */
  pod(namespace: string, name: string): Promise<V1Pod | undefined>;
  /** Makes the Secret; one of that name that is there already is no error. */
  ensureSecret(secret: V1Secret): Promise<void>;
  /** Makes the claim; one of that name that is there already is no error. */
  ensureClaim(claim: V1PersistentVolumeClaim): Promise<void>;
  patchClaim(claim: V1PersistentVolumeClaim, patch: object): Promise<void>;
  /** Deletes the claim; one that is gone already is no error. */
  deleteClaim(namespace: string, name: string): Promise<void>;
  /** Applies a merge patch to this very Pod. */
  patchPod(pod: V1Pod, patch: object): Promise<V1Pod>;
  /** Asks for the deletion of this very Pod; one that is gone already is no error. */
  deletePod(pod: V1Pod): Promise<void>;
  /** The instance's console, or its last lines; empty where there is none. */
  console(pod: V1Pod, container: string, lines?: number): Promise<string>;
  /** Reads the console as it grows, until its text answers, or it ends or the signal comes: then undefined. */
  followConsole<T>(
    pod: V1Pod,
    container: string,
    signal: AbortSignal,
    look: (text: string) => T | undefined,
  ): Promise<T | undefined>;
  /** Messages of the Pod's warning events, oldest first. */
  warnings(pod: V1Pod): Promise<string[]>;
}

const connections = new Map<string, Promise<Cluster>>();

/** The one connection of this process to the cluster of a kubeconfig's context. */
export function connect(choice: TargetChoice): Promise<Cluster> {
  const key = JSON.stringify([choice.kubeconfig, choice.context]);
  const connection = connections.get(key) ?? open(choice);
  connections.set(key, connection);
  connection.catch(() => connections.delete(key));
  return connection;
}

async function open(choice: TargetChoice): Promise<Cluster> {
  const { CoreV1Api, ListWatch, NetworkingV1Api, PatchStrategy, setHeaderOptions, Watch } =
    await import("@kubernetes/client-node");
  const config = await loadKubeconfig(choice.kubeconfig);
  if (!config) {
    throw new ClusterError(
      "no kubeconfig was found in KUBECONFIG or ~/.kube/config",
      'Make a cluster, for example with "kind create cluster", or name a kubeconfig with "pulumi config set kubernetes:kubeconfig <path>"',
    );
  }
  const target = chooseTarget(choice, viewOf(config));
  if (target.refusal) throw new ClusterError(target.refusal);
  config.setCurrentContext(target.context ?? config.currentContext);
  const core = config.makeApiClient(CoreV1Api);
  const networking = config.makeApiClient(NetworkingV1Api);
  const mergePatch = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
  const where = `context "${config.currentContext}" (${config.getCurrentCluster()?.server ?? "no server"})`;
  const call: Call = (request) =>
    repeated(() =>
      request().catch((error: unknown) => {
        throw toClusterError(error, where);
      }),
    );

  const watches = new Map<string, PodWatch>();
  const podWatch = (namespace: string) => {
    const known = watches.get(namespace);
    if (known) return known;
    const selector = `${labels.managedBy}=${managedBy}`;
    const list = new ListWatch<V1Pod>(
      `/api/v1/namespaces/${namespace}/pods`,
      new Watch(config),
      () => core.listNamespacedPod({ namespace, labelSelector: selector }),
      false,
      selector,
    );
    const watch = new PodWatch(
      list,
      (error) => toClusterError(error, where),
      () => watches.delete(namespace),
    );
    watches.set(namespace, watch);
    return watch;
  };

  const pod = (namespace: string, name: string) =>
    unless(
      404,
      call(() => core.readNamespacedPod({ namespace, name })),
    ).then((found) => found || undefined);

  return {
    async pods(namespace, selector) {
      const all = await repeated(() => podWatch(namespace).list());
      return all.filter((pod) =>
        Object.entries(selector).every(([key, value]) => pod.metadata?.labels?.[key] === value),
      );
    },
    listen: (namespace, listener) => podWatch(namespace).listen(listener),
    async livePods(namespace, labelSelector) {
      const { items } = await call(() => core.listNamespacedPod({ namespace, labelSelector }));
      return items.filter((pod) => !isOver(pod));
    },
    async networkPolicies(namespace) {
      // The Kubernetes provider of Pulumi makes itself the manager of what it makes.
      const labelSelector = `${labels.service}=ec2`;
      const { items } = await call(() =>
        namespace === undefined
          ? networking.listNetworkPolicyForAllNamespaces({ labelSelector })
          : networking.listNamespacedNetworkPolicy({ namespace, labelSelector }),
      );
      return items;
    },
    view: () => readClusterView(config),
    createPod: (body) => createOnce(core, body, call),
    pod,
    async ensureSecret(body) {
      const namespace = namespaceOf(body);
      await unless(
        409,
        call(() => core.createNamespacedSecret({ namespace, body })),
      );
    },
    async ensureClaim(body) {
      const namespace = namespaceOf(body);
      await unless(
        409,
        call(() => core.createNamespacedPersistentVolumeClaim({ namespace, body })),
      );
    },
    async patchClaim(claim, body) {
      await call(() => core.patchNamespacedPersistentVolumeClaim({ ...address(claim), body }, mergePatch));
    },
    async deleteClaim(namespace, name) {
      await unless(
        404,
        call(() => core.deleteNamespacedPersistentVolumeClaim({ namespace, name })),
      );
    },
    patchPod: (pod, patch) =>
      call(() => core.patchNamespacedPod({ ...address(pod), body: withUid(pod, patch) }, mergePatch)),
    async deletePod(pod) {
      const body = { preconditions: { uid: pod.metadata?.uid ?? "" } };
      // 409: the name belongs to another Pod by now.
      await unless(
        409,
        unless(
          404,
          call(() => core.deleteNamespacedPod({ ...address(pod), body })),
        ),
      );
    },
    console: (pod, container, tailLines) =>
      core.readNamespacedPodLog({ ...address(pod), container, ...(tailLines ? { tailLines } : {}) }).then(
        (log) => log ?? "",
        () => "",
      ),
    async followConsole(of, container, signal, look) {
      const { namespace, name } = address(of);
      const place = { namespace, pod: name, container };
      for (;;) {
        const answer = await call(() => readConsole(config, place, signal, look));
        const current = answer === undefined && !signal.aborted && (await pod(namespace, name));
        // Where the Pod goes on, it is only the connection that ended.
        if (!current || isOver(current)) return answer;
      }
    },
    warnings: (pod) => warnings(core, pod),
  };
}

type Named = V1Pod | V1Secret | V1PersistentVolumeClaim;
const namespaceOf = ({ metadata }: Named): string => metadata?.namespace ?? "default";
const address = (object: Named) => ({ name: object.metadata?.name ?? "", namespace: namespaceOf(object) });

/** The answer of a call; false where the API server answers with this status. */
const unless = <T>(status: number, answer: Promise<T>): Promise<T | false> =>
  answer.catch((error: ClusterError) => {
    if (error.status !== status) throw error;
    return false;
  });

/** A uid in the body makes the API server refuse to patch another Pod of the same name. */
const withUid = (pod: V1Pod, patch: object & { metadata?: object }) => ({
  ...patch,
  metadata: { ...patch.metadata, uid: pod.metadata?.uid },
});

/** Makes the Pod; one of its name, which no other spawn has, was made by a try whose answer was lost. */
async function createOnce(core: CoreV1Api, body: V1Pod, call: Call): Promise<V1Pod> {
  const namespace = namespaceOf(body);
  const made = await call(() =>
    core.createNamespacedPod({ namespace, body }).catch((error: unknown) => {
      if (answerOf(error).reason === "AlreadyExists") return undefined;
      throw error;
    }),
  );
  return made ?? call(() => core.readNamespacedPod({ namespace, name: body.metadata?.name ?? "" }));
}

async function warnings(core: CoreV1Api, pod: V1Pod): Promise<string[]> {
  const fieldSelector = `involvedObject.uid=${pod.metadata?.uid ?? ""},type=Warning`;
  const events = await core
    .listNamespacedEvent({ namespace: namespaceOf(pod), fieldSelector })
    .catch(() => ({ items: [] }));
  return events.items
    .sort((a, b) => Number(a.lastTimestamp ?? a.eventTime ?? 0) - Number(b.lastTimestamp ?? b.eventTime ?? 0))
    .map(({ reason = "Warning", message = "" }) => `${reason}: ${message.trim()}`);
}
