import { PassThrough } from "node:stream";

import type {
  CoreV1Api,
  KubeConfig,
  ListWatch,
  V1NetworkPolicy,
  V1PersistentVolumeClaim,
  V1Pod,
  V1Secret,
} from "@kubernetes/client-node";

import { answerOf, ClusterError, toClusterError } from "./cluster-error";
import { readClusterView } from "./cluster-view";
import type { ClusterView } from "./cni";
import { loadKubeconfig, viewOf } from "./kubeconfig";
import { labels, managedBy } from "../names";
import { isOver } from "../instance/pod-status";
import { chooseTarget, type TargetChoice } from "./target";

type Labels = Record<string, string>;

/** Told of changes of the Pods of this package in one namespace. */
export interface PodListener {
  changed(): void;
  /** The watch can't go on. */
  failed(error: ClusterError): void;
}

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
  /** Reads the console as it grows, until its text answers, or it ends or the time is over: then undefined. */
  followConsole<T>(
    pod: V1Pod,
    container: string,
    limit: number,
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
  const call = <T>(request: Promise<T>) =>
    request.catch((error: unknown) => {
      throw toClusterError(error, where);
    });

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

  return {
    async pods(namespace, selector) {
      const all = await podWatch(namespace).list();
      return all.filter((pod) =>
        Object.entries(selector).every(([key, value]) => pod.metadata?.labels?.[key] === value),
      );
    },
    listen: (namespace, listener) => podWatch(namespace).listen(listener),
    async livePods(namespace, labelSelector) {
      const { items } = await call(core.listNamespacedPod({ namespace, labelSelector }));
      return items.filter((pod) => !isOver(pod));
    },
    async networkPolicies(namespace) {
      // The Kubernetes provider of Pulumi makes itself the manager of what it makes.
      const labelSelector = `${labels.service}=ec2`;
      const { items } = await call(
        namespace === undefined
          ? networking.listNetworkPolicyForAllNamespaces({ labelSelector })
          : networking.listNamespacedNetworkPolicy({ namespace, labelSelector }),
      );
      return items;
    },
    view: () => readClusterView(config),
    createPod: (body) => call(createWithServiceAccount(core, body)),
    pod: (namespace, name) =>
      unless(404, call(core.readNamespacedPod({ namespace, name }))).then((pod) => pod || undefined),
    async ensureSecret(body) {
      await unless(409, call(core.createNamespacedSecret({ namespace: namespaceOf(body), body })));
    },
    async ensureClaim(body) {
      const created = core.createNamespacedPersistentVolumeClaim({ namespace: namespaceOf(body), body });
      await unless(409, call(created));
    },
    async patchClaim(claim, body) {
      await call(core.patchNamespacedPersistentVolumeClaim({ ...address(claim), body }, mergePatch));
    },
    async deleteClaim(namespace, name) {
      await unless(404, call(core.deleteNamespacedPersistentVolumeClaim({ namespace, name })));
    },
    patchPod: (pod, patch) =>
      call(core.patchNamespacedPod({ ...address(pod), body: withUid(pod, patch) }, mergePatch)),
    async deletePod(pod) {
      const body = { preconditions: { uid: pod.metadata?.uid ?? "" } };
      // 409: the name belongs to another Pod by now.
      await unless(409, unless(404, call(core.deleteNamespacedPod({ ...address(pod), body }))));
    },
    console: (pod, container, tailLines) =>
      core.readNamespacedPodLog({ ...address(pod), container, ...(tailLines ? { tailLines } : {}) }).then(
        (log) => log ?? "",
        () => "",
      ),
    followConsole: (pod, container, limit, look) => call(followConsole(config, pod, container, limit, look)),
    warnings: (pod) => warnings(core, pod),
  };
}

/** One namespace's watch; restarted when it breaks while someone waits, else forgotten. */
class PodWatch {
  private readonly listeners = new Set<PodListener>();
  private started: Promise<void> | undefined;
  private broken: ClusterError | undefined;

  constructor(
    private readonly watch: ListWatch<V1Pod>,
    private readonly translate: (error: unknown) => ClusterError,
    private readonly forget: () => void,
  ) {
    watch.on("change", () => this.listeners.forEach((listener) => listener.changed()));
    watch.on("error", (error: unknown) => this.lost(this.translate(error)));
  }

  async list(): Promise<readonly V1Pod[]> {
    this.started ??= this.start();
    await this.started;
    return this.watch.list();
  }

  listen(listener: PodListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async start(): Promise<void> {
    // Resolves once the Pods are listed and the watch is open, and after "error" where one of both failed.
    await this.watch.start();
    if (this.broken) throw this.broken;
  }

  private lost(error: ClusterError): void {
    const refused = error.status !== undefined && error.status < 500 && error.status !== 429;
    if (refused || this.listeners.size === 0) {
      // Its list grows old: who comes next begins with a new one.
      this.broken = error;
      this.forget();
      this.listeners.forEach((listener) => listener.failed(error));
    } else {
      // A server that restarts is worth waiting for; the waits have their own time limits.
      setTimeout(() => void this.watch.start(), 1000);
    }
  }
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

async function followConsole<T>(
  config: KubeConfig,
  pod: V1Pod,
  container: string,
  limit: number,
  look: (text: string) => T | undefined,
): Promise<T | undefined> {
  const { Log } = await import("@kubernetes/client-node");
  const stream = new PassThrough({ encoding: "utf8" });
  const { namespace, name } = address(pod);
  const following = await new Log(config).log(namespace, name, container, stream, { follow: true });
  const timer = setTimeout(() => {
    following.abort();
    // The client pipes into it, and a pipe hands no abort on.
    stream.end();
  }, limit);
  let text = "";
  try {
    for await (const chunk of stream) {
      text += chunk as string;
      const answer = look(text);
      if (answer !== undefined) return answer;
    }
  } catch (error) {
    if (!following.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    following.abort();
  }
  return undefined;
}

/** A uid in the body makes the API server refuse to patch another Pod of the same name. */
const withUid = (pod: V1Pod, patch: object & { metadata?: object }) => ({
  ...patch,
  metadata: { ...patch.metadata, uid: pod.metadata?.uid },
});

/** A namespace made a moment ago has no service account yet, and refuses Pods until it has. */
async function createWithServiceAccount(core: CoreV1Api, body: V1Pod): Promise<V1Pod> {
  const namespace = namespaceOf(body);
  for (const wait of [250, 500, 1000, 2000, 4000]) {
    try {
      return await core.createNamespacedPod({ namespace, body });
    } catch (error) {
      if (!/error looking up service account/.test(answerOf(error).message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return core.createNamespacedPod({ namespace, body });
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
