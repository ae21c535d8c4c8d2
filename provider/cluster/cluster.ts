import { labelKeys, managedBy } from "../common/names";
import { Api, objectPath } from "./api";
import { ClusterError } from "./cluster-error";
import { readClusterView } from "./cluster-view";
import type { ClusterView } from "./cni";
import { loadKubeconfig, viewOf } from "./kubeconfig";
import {
  type Event,
  isOver,
  type List,
  type NetworkPolicy,
  type PersistentVolumeClaim,
  type Pod,
  type Secret,
} from "./objects";
import { type PodListener, PodWatch } from "./pod-watch";
import { repeated } from "./repeat";
import { type ClusterSelection, selectTarget } from "./target";

type Labels = Record<string, string>;

/** What the lifecycle of an instance needs of a cluster. */
export interface Cluster {
  /** The Pods with these labels, as the namespace's one shared watch has them. */
  pods(namespace: string, selector: Labels): Promise<Pod[]>;
  /** Calls back on each change of a Pod of this package; returns how to end that. */
  listen(namespace: string, listener: PodListener): () => void;
  /** The Pods with this label that run or are about to. */
  livePods(namespace: string, label: string): Promise<Pod[]>;
  /** The NetworkPolicies of this package, of all namespaces if none is named. */
  networkPolicies(namespace?: string): Promise<NetworkPolicy[]>;
  /** What tells whether NetworkPolicies are enforced; undefined where the user may not look. */
  view(): Promise<ClusterView | undefined>;
  createPod(pod: Pod): Promise<Pod>;
  /** This Pod, whatever its labels; undefined where there is none. */
  pod(namespace: string, name: string): Promise<Pod | undefined>;
  /** Makes the Secret; one of that name that is there already is no error. */
  ensureSecret(secret: Secret): Promise<void>;
  /** Makes the claim; one of that name that is there already is no error. */
  ensureClaim(claim: PersistentVolumeClaim): Promise<void>;
  patchClaim(claim: PersistentVolumeClaim, patch: object): Promise<void>;
  /** Deletes the claim; one that is gone already is no error. */
  deleteClaim(namespace: string, name: string): Promise<void>;
  /** Applies a merge patch to this very Pod. */
  patchPod(pod: Pod, patch: object): Promise<Pod>;
  /** Asks for the deletion of this very Pod; one that is gone already is no error. */
  deletePod(pod: Pod): Promise<void>;
  /** The instance's console, or its last lines; empty where there is none. */
  console(pod: Pod, container: string, lines?: number): Promise<string>;
  /** Reads the console as it grows, until its text answers, or it ends or the signal comes: then undefined. */
  followConsole<T>(
    pod: Pod,
    container: string,
    signal: AbortSignal,
    look: (text: string) => T | undefined,
  ): Promise<T | undefined>;
  /** Messages of the Pod's warning events, oldest first. */
  warnings(pod: Pod): Promise<string[]>;
}

const connections = new Map<string, Promise<Cluster>>();

/** The one connection of this process to the cluster of a kubeconfig's context. */
export function connect(choice: ClusterSelection): Promise<Cluster> {
  const key = JSON.stringify([choice.kubeconfig, choice.context]);
  const connection = connections.get(key) ?? open(choice);
  connections.set(key, connection);
  connection.catch(() => connections.delete(key));
  return connection;
}

/** The API server of a choice of cluster, and the context and namespace that it leads to. */
export async function openApi(
  choice: ClusterSelection,
): Promise<{ api: Api; context: string; namespace: string }> {
  const config = loadKubeconfig(choice.kubeconfig);
  if (!config) {
    throw new ClusterError(
      "no kubeconfig was found in KUBECONFIG or ~/.kube/config",
      'Make a cluster, for example with "kind create cluster", or name a kubeconfig with "pulumi config set kubernetes:kubeconfig <path>"',
    );
  }
  const { refusal, context = "", namespace = "default" } = selectTarget(choice, viewOf(config));
  if (refusal) throw new ClusterError(refusal);
  return { api: await Api.open(config, context), context, namespace };
}

async function open(choice: ClusterSelection): Promise<Cluster> {
  const { api } = await openApi(choice);
  const watches = new Map<string, PodWatch>();
  const podWatch = (namespace: string) => {
    const selector = `${labelKeys.managedBy}=${managedBy}`;
    const watch =
      watches.get(namespace) ?? new PodWatch(api, namespace, selector, () => watches.delete(namespace));
    watches.set(namespace, watch);
    return watch;
  };
  const pod = (namespace: string, name: string) =>
    unless(
      404,
      repeated(() => api.get<Pod>(objectPath("pods", namespace, name))),
    ).then((found) => found || undefined);
  const ensure = async (kind: "secrets" | "persistentvolumeclaims", body: Secret | PersistentVolumeClaim) => {
    await unless(
      409,
      repeated(() => api.post(objectPath(kind, namespaceOf(body)), body)),
    );
  };

  return {
    async pods(namespace, selector) {
      const all = await podWatch(namespace).list();
      return all.filter((item) =>
        Object.entries(selector).every(([key, value]) => item.metadata?.labels?.[key] === value),
      );
    },
    listen: (namespace, listener) => podWatch(namespace).listen(listener),
    async livePods(namespace, labelSelector) {
      const path = objectPath("pods", namespace);
      const { items } = await repeated(() => api.get<List<Pod>>(path, { labelSelector }));
      return items.filter((item) => !isOver(item));
    },
    async networkPolicies(namespace) {
      // The Kubernetes provider of Pulumi makes itself the manager of what it makes.
      const query = { labelSelector: `${labelKeys.service}=ec2` };
      const path = objectPath("networkpolicies", namespace);
      return (await repeated(() => api.get<List<NetworkPolicy>>(path, query))).items;
    },
    view: () => readClusterView(api),
    async createPod(body) {
      const namespace = namespaceOf(body);
      const made = await repeated(() =>
        api.post<Pod>(objectPath("pods", namespace), body).catch((error: ClusterError) => {
          // Its name is no other spawn's, so that a try whose answer was lost made it.
          if (error.statusReason === "AlreadyExists") return undefined;
          throw error;
        }),
      );
      return made ?? repeated(() => api.get<Pod>(pathOf(body)));
    },
    pod,
    ensureSecret: (body) => ensure("secrets", body),
    ensureClaim: (body) => ensure("persistentvolumeclaims", body),
    async patchClaim({ metadata }, body) {
      await repeated(() =>
        api.patch(objectPath("persistentvolumeclaims", metadata?.namespace, metadata?.name), body),
      );
    },
    async deleteClaim(namespace, name) {
      await unless(
        404,
        repeated(() => api.delete(objectPath("persistentvolumeclaims", namespace, name))),
      );
    },
    patchPod: (item, patch) => repeated(() => api.patch<Pod>(pathOf(item), withUid(item, patch))),
    async deletePod(item) {
      const body = { preconditions: { uid: item.metadata?.uid ?? "" } };
      // 409: the name belongs to another Pod by now.
      await unless(
        409,
        unless(
          404,
          repeated(() => api.delete(pathOf(item), body)),
        ),
      );
    },
    console: (item, container, tailLines) =>
      api
        .text(`${pathOf(item)}/log`, { container, ...(tailLines ? { tailLines: String(tailLines) } : {}) })
        .catch(() => ""),
    async followConsole(item, container, signal, look) {
      const query = { container, follow: "true" };
      for (;;) {
        const answer = await repeated(async () => {
          let text = "";
          for await (const chunk of api.stream(`${pathOf(item)}/log`, query, { signal })) {
            text += chunk;
            const found = look(text);
            if (found !== undefined) return found;
          }
          return undefined;
        });
        const current =
          answer === undefined &&
          !signal.aborted &&
          (await pod(namespaceOf(item), item.metadata?.name ?? ""));
        // Where the Pod goes on, it is only the connection that ended.
        if (!current || isOver(current)) return answer;
      }
    },
    async warnings(item) {
      const fieldSelector = `involvedObject.uid=${item.metadata?.uid ?? ""},type=Warning`;
      const { items } = await api
        .get<List<Event>>(objectPath("events", namespaceOf(item)), { fieldSelector })
        .catch(() => ({ items: [] }));
      const timeOf = ({ lastTimestamp, eventTime }: Event) => lastTimestamp ?? eventTime ?? "";
      return items
        .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))
        .map(({ reason = "Warning", message = "" }) => `${reason}: ${message.trim()}`);
    },
  };
}

const namespaceOf = ({ metadata }: Pod | Secret | PersistentVolumeClaim): string =>
  metadata?.namespace ?? "default";
const pathOf = (pod: Pod): string => objectPath("pods", namespaceOf(pod), pod.metadata?.name ?? "");

/** The answer of a call; false where the API server answers with this status. */
const unless = <T>(status: number, answer: Promise<T>): Promise<T | false> =>
  answer.catch((error: ClusterError) => {
    if (error.status !== status) throw error;
    return false;
  });

/** A uid in the body makes the API server refuse to patch another Pod of the same name. */
const withUid = (pod: Pod, patch: object & { metadata?: object }) => ({
  ...patch,
  metadata: { ...patch.metadata, uid: pod.metadata?.uid },
});
