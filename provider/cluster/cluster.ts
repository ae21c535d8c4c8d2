import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

import { labelKeys, managedBy } from "../common/names";
import { Api, objectPath } from "./api";
import type { ObjectKind } from "./api";
import { ClusterError } from "./cluster-error";
import { readClusterView } from "./cluster-view";
import type { ClusterView } from "./cni";
import { requireKubeconfig, viewOf } from "./kubeconfig";
import { isOver } from "./objects";
import type {
  AppliedObjects,
  Event,
  List,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  ResourceRequirements,
  Secret,
  Service,
  StorageClass,
  VolumeSnapshotClass,
} from "./objects";
import { ObjectWatch } from "./object-watch";
import type { ObjectListener } from "./object-watch";
import { repeated } from "./repeat";
import { execute } from "./streams";
import { selectTarget } from "./target";
import type { ClusterSelection } from "./target";
import { unlessStatus } from "./tolerate";

type Labels = Record<string, string>;

/** Which object of a name is deleted. */
interface Preconditions {
  uid: string;
  resourceVersion?: string;
}

/**
 * All that instances and groups need of one cluster. Unless a method says otherwise:
 *
 * 1. Every method may be called again after any failure or crash: what is created or deleted already counts as done.
 * 2. A call that fails for a transient reason is repeated, up to seven tries, while the run goes on; then, and for every
 *    other failure, the method throws a `ClusterError`.
 * 3. An absent object is no error to readers and deletions, which return `undefined`, an empty value or nothing; only
 *    patches need their object.
 * 4. Patches and deletions of a Pod carry its uid, so they never touch another Pod of the same name.
 * 5. Each namespace has one watch, which `pods` and `listen` share: `pods` answers from its memory, which is never older
 *    than the change that a listener was last called for.
 */
export interface Cluster {
  /** Leads another process to this cluster. */
  readonly selection: ClusterSelection;
  /** The Pods with all of these labels, or of these names, from the shared watch. */
  pods(namespace: string, selector: Labels, names?: readonly string[]): Promise<Pod[]>;
  /** Calls the listener on each change of a Pod of this package; the returned function ends that. */
  listen(namespace: string, listener: ObjectListener): () => void;
  /** The Pods with this label that run or will run, from the API server. */
  livePods(namespace: string, label: string): Promise<Pod[]>;
  /** The metadata of the objects with this label, from the API server. */
  metadataOf(kind: ObjectKind, namespace: string, label: string): Promise<Pick<Pod, "metadata">[]>;
  /** The NetworkPolicies of this package in a namespace, or in all of them. */
  networkPolicies(namespace?: string): Promise<NetworkPolicy[]>;
  /** Shows whether NetworkPolicies are enforced; undefined if the user isn't allowed to look. Not repeated. */
  view(): Promise<ClusterView | undefined>;
  /** Creates the Pod. Its name must be unique to this launch: an existing Pod of that name counts as created by it. */
  createPod(pod: Pod): Promise<Pod>;
  /** Why the namespace refuses such a Pod, by a dry run; undefined if it doesn't, or if that can't be known. */
  refusal(pod: Pod): Promise<string | undefined>;
  /** The Pod of this name, whatever its labels. */
  pod(namespace: string, name: string): Promise<Pod | undefined>;
  /** Creates the Secret unless one of that name exists. */
  ensureSecret(secret: Secret): Promise<void>;
  /** Creates the Secret, or gives the existing one of that name this data and no other. */
  putSecret(secret: Secret): Promise<void>;
  /** The claims of this package in a namespace, or only those of one volume. */
  claims(namespace: string, volumeId?: string): Promise<PersistentVolumeClaim[]>;
  /** The claim of this name, whatever its labels. */
  claim(namespace: string, name: string): Promise<PersistentVolumeClaim | undefined>;
  /** Creates the claim unless one of that name exists. Answers whether there was none. */
  ensureClaim(claim: PersistentVolumeClaim): Promise<boolean>;
  /** Applies a merge patch to the claim; a dry run only asks whether it may. */
  patchClaim(claim: PersistentVolumeClaim, patch: object, options?: { isDryRun: boolean }): Promise<void>;
  deleteClaim(namespace: string, name: string): Promise<void>;
  /** Creates the Service unless one of that name exists; a dry run only asks whether. */
  ensureService(service: Service, options?: { isDryRun?: boolean }): Promise<void>;
  /** Applies a strategic merge patch to this very Pod. */
  patchPod(pod: Pod, patch: object): Promise<Pod>;
  /** Asks the kubelet to change the resources of a container of this very Pod while it runs; a dry run only asks whether. */
  resizePod(
    pod: Pod,
    container: string,
    resources: ResourceRequirements,
    options?: { isDryRun?: boolean },
  ): Promise<Pod>;
  /** Runs a shell command in a container until it ends, and returns its exit code. Repeated only if it never began. */
  execute(pod: Pod, container: string, command: string, signal: AbortSignal): Promise<number>;
  /** Requests the deletion of this very Pod. Its containers may still run afterward. */
  deletePod(pod: Pod): Promise<void>;
  /** The console of a container, or its last lines. */
  console(pod: Pod, container: string, lines?: number): Promise<string>;
  /**
   * Reads the growing console until `look` finds something in one of its lines; undefined if the signal comes first, or
   * the console ends and the Pod doesn't go on.
   */
  followConsole<T>(
    pod: Pod,
    container: string,
    signal: AbortSignal,
    look: (line: string) => T | undefined,
    options?: {
      /** How many of the lines before it also reads; absent for all. */
      lines?: number;
      /** Whether a Pod goes on whose console has ended; by default, until it is over. */
      goesOn?(pod: Pod): boolean;
    },
  ): Promise<T | undefined>;
  /** The objects of a kind in a namespace that have this label, from the API server. */
  listObjects<K extends keyof AppliedObjects>(
    kind: K,
    namespace: string,
    label: string,
  ): Promise<AppliedObjects[K][]>;
  /** The object of this name, whatever its labels. */
  object<K extends keyof AppliedObjects>(
    kind: K,
    namespace: string,
    name: string,
  ): Promise<AppliedObjects[K] | undefined>;
  /** Creates the object, or gives the existing one of that name these fields. With a `resourceVersion`, only that version. */
  apply<K extends keyof AppliedObjects>(kind: K, object: AppliedObjects[K]): Promise<void>;
  /** Applies a merge patch, or a list of operations, to the object. */
  patchObject(
    kind: keyof AppliedObjects,
    namespace: string,
    name: string,
    patch: object,
    query?: Record<string, string>,
  ): Promise<void>;
  /** Deletes the object of this name, or only that with this uid and of this version. */
  deleteObject(
    kind: keyof AppliedObjects,
    namespace: string,
    name: string,
    preconditions?: Preconditions,
  ): Promise<void>;
  storageClass(name: string): Promise<StorageClass | undefined>;
  snapshotClasses(): Promise<VolumeSnapshotClass[]>;
  /** Messages of the Pod's warning events, oldest first. Best effort: empty if they can't be read. */
  warnings(pod: Pod): Promise<string[]>;
}

const reopenMilliseconds = 500;
const dryRun: Record<string, string> = { dryRun: "All" };

const connections = new Map<string, Promise<Cluster>>();

/** The one connection of this process to the cluster of a kubeconfig's context. */
export function connect(selection: ClusterSelection): Promise<Cluster> {
  const key = JSON.stringify([selection.kubeconfig, selection.context]);
  const connection = connections.get(key) ?? open(selection);
  connections.set(key, connection);
  connection.catch(() => connections.delete(key));
  return connection;
}

/** The API server that a selection resolves to, with its context and namespace. */
export async function openApi(
  selection: ClusterSelection,
): Promise<{ api: Api; context: string; namespace: string }> {
  const config = requireKubeconfig(selection);
  const { error, context = "", namespace = "default" } = selectTarget(selection, viewOf(config));
  if (error) throw error;
  return { api: await Api.open(config, context), context, namespace };
}

async function open(selection: ClusterSelection): Promise<Cluster> {
  const { api, context } = await openApi(selection);
  const watches = new Map<string, ObjectWatch<Pod>>();
  const podWatch = (namespace: string) => {
    const labelSelector = `${labelKeys.managedBy}=${managedBy}`;
    const watched = { kind: "pods", namespace, labelSelector } as const;
    const watch =
      watches.get(namespace) ?? new ObjectWatch<Pod>(api, watched, () => watches.delete(namespace));
    watches.set(namespace, watch);
    return watch;
  };
  const pod = (namespace: string, name: string) =>
    unlessStatus(
      404,
      repeated(() => api.get<Pod>(objectPath("pods", namespace, name))),
    );
  /** Undefined if there was one of that name. */
  const ensure = (
    kind: "secrets" | "persistentvolumeclaims" | "services",
    body: Secret | PersistentVolumeClaim | Service,
    query?: Record<string, string>,
  ) =>
    unlessStatus(
      409,
      repeated(() => api.post<object>(objectPath(kind, namespaceOf(body)), body, query)),
    );

  const remove = async (path: string, preconditions?: Preconditions) => {
    // 409: another object has the name by now, or this one has changed.
    await unlessStatus(
      preconditions ? [404, 409] : 404,
      repeated(() => api.delete(path, preconditions && { preconditions })),
    );
  };
  const itemsOf = async <T>(path: string, query?: Record<string, string>): Promise<T[]> =>
    (await repeated(() => api.get<List<T>>(path, query))).items;

  const found = { ...selection, context };
  return {
    selection: found,
    pods: (namespace, selector, names) =>
      names ? podWatch(namespace).named(namespace, names) : podWatch(namespace).list(selector),
    listen: (namespace, listener) => podWatch(namespace).listen(listener),
    async livePods(namespace, labelSelector) {
      const items = await itemsOf<Pod>(objectPath("pods", namespace), { labelSelector });
      return items.filter((item) => !isOver(item));
    },
    async metadataOf(kind, namespace, labelSelector) {
      const path = objectPath(kind, namespace);
      return (await repeated(() => api.metadata<List<Pod>>(path, { labelSelector }))).items;
    },
    networkPolicies: (namespace) =>
      // Not by "managed-by": Pulumi's Kubernetes provider replaces its value by its own.
      itemsOf(objectPath("networkpolicies", namespace), { labelSelector: `${labelKeys.service}=ec2` }),
    view: () => readClusterView(api),
    async createPod(body) {
      const namespace = namespaceOf(body);
      const created = await repeated(() =>
        api.post<Pod>(objectPath("pods", namespace), body).catch((error: ClusterError) => {
          // Created by an earlier try whose answer was lost: no other launch has this name.
          if (error.statusReason === "AlreadyExists") return undefined;
          throw error;
        }),
      );
      return created ?? repeated(() => api.get<Pod>(pathOf(body)));
    },
    refusal: (body) =>
      api.post<Pod>(objectPath("pods", namespaceOf(body)), body, dryRun).then(
        () => undefined,
        (error: unknown) => (error instanceof ClusterError ? error.reason : undefined),
      ),
    pod,
    async ensureSecret(body) {
      await ensure("secrets", body);
    },
    async putSecret(body) {
      if (await ensure("secrets", body)) return;
      const path = objectPath("secrets", namespaceOf(body), body.metadata?.name);
      // What the new data lacks is removed, which no merge does.
      await repeated(() => api.patch(path, [{ op: "replace", path: "/data", value: body.data }], "json"));
    },
    claims(namespace, volumeId) {
      const own = `${labelKeys.managedBy}=${managedBy}`;
      const labelSelector = volumeId === undefined ? own : `${own},${labelKeys.volumeId}=${volumeId}`;
      return itemsOf(objectPath("persistentvolumeclaims", namespace), { labelSelector });
    },
    claim: (namespace, name) =>
      unlessStatus(
        404,
        repeated(() => api.get<PersistentVolumeClaim>(objectPath("persistentvolumeclaims", namespace, name))),
      ),
    ensureClaim: async (body) => (await ensure("persistentvolumeclaims", body)) !== undefined,
    async ensureService(body, { isDryRun } = {}) {
      await ensure("services", body, isDryRun ? dryRun : undefined);
    },
    async patchClaim({ metadata }, body, { isDryRun } = { isDryRun: false }) {
      const path = objectPath("persistentvolumeclaims", metadata?.namespace, metadata?.name);
      await repeated(() => api.patch(path, body, "merge", isDryRun ? dryRun : {}));
    },
    deleteClaim: (namespace, name) => remove(objectPath("persistentvolumeclaims", namespace, name)),
    patchPod: (item, patch) =>
      repeated(() => api.patch<Pod>(pathOf(item), withUid(item, patch), "strategic-merge")),
    resizePod: (item, name, resources, { isDryRun } = {}) => {
      const patch = { spec: { containers: [{ name, resources }] } };
      const path = `${pathOf(item)}/resize`;
      const query = isDryRun ? dryRun : {};
      return repeated(() => api.patch<Pod>(path, withUid(item, patch), "strategic-merge", query));
    },
    execute({ metadata }, container, command, signal) {
      const reference = { selection: found, namespace: metadata?.namespace ?? "default" };
      const pod = { ...reference, pod: metadata?.name ?? "" };
      const ignored = new PassThrough().resume();
      const streams = { stdin: null, stdout: ignored, stderr: ignored, tty: false, signal };
      return repeated(() => execute(pod, container, ["sh", "-c", command], streams));
    },
    deletePod: (item) => remove(pathOf(item), { uid: item.metadata?.uid ?? "" }),
    listObjects: (kind, namespace, labelSelector) => itemsOf(objectPath(kind, namespace), { labelSelector }),
    object: (kind, namespace, name) =>
      unlessStatus(
        404,
        repeated(() => api.get<AppliedObjects[typeof kind]>(objectPath(kind, namespace, name))),
      ),
    async apply(kind, body) {
      const path = objectPath(kind, namespaceOf(body), body.metadata?.name);
      await repeated(() => api.apply(path, body));
    },
    async patchObject(kind, namespace, name, body, query) {
      const type = Array.isArray(body) ? "json" : "merge";
      await repeated(() => api.patch(objectPath(kind, namespace, name), body, type, query));
    },
    deleteObject: (kind, namespace, name, preconditions) =>
      remove(objectPath(kind, namespace, name), preconditions),
    storageClass: (name) =>
      unlessStatus(
        404,
        repeated(() => api.get<StorageClass>(objectPath("storageclasses", undefined, name))),
      ),
    snapshotClasses: () => itemsOf(objectPath("volumesnapshotclasses", undefined)),
    console: (...of) => repeated(() => consoleOf(api, ...of)),
    async followConsole(item, container, signal, look, { lines, goesOn = (pod: Pod) => !isOver(pod) } = {}) {
      const query = { container, ...(lines && { tailLines: String(lines) }) };
      for (;;) {
        const answer = await repeated(async () => {
          let rest = "";
          for await (const chunk of api.console(pathOf(item), query, { signal })) {
            const lines = (rest + chunk).split("\n");
            rest = lines.pop() ?? "";
            const found = lines.map(look).find((each) => each !== undefined);
            if (found !== undefined) return found;
          }
          return undefined;
        });
        const current =
          answer === undefined &&
          !signal.aborted &&
          (await pod(namespaceOf(item), item.metadata?.name ?? ""));
        if (!current || !goesOn(current)) return answer;
        // Only the connection ended, or a container whose end its node hasn't reported yet.
        await pause(reopenMilliseconds, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return undefined;
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

/** The console of a container, or its last lines. */
export const consoleOf = (api: Api, pod: Pod, container: string, lines?: number): Promise<string> =>
  api.text(`${pathOf(pod)}/log`, { container, ...(lines && { tailLines: String(lines) }) });

const namespaceOf = ({ metadata }: { metadata?: { namespace?: string } }): string =>
  metadata?.namespace ?? "default";
const pathOf = (pod: Pod): string => objectPath("pods", namespaceOf(pod), pod.metadata?.name ?? "");

/** With a uid in the body, the API server refuses to patch another Pod of the same name. */
const withUid = (pod: Pod, patch: object & { metadata?: object }) => ({
  ...patch,
  metadata: { ...patch.metadata, uid: pod.metadata?.uid },
});
