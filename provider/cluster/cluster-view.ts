import { type Api, objectPath } from "./api";
import type { ClusterError } from "./cluster-error";
import { type ClusterView, type DaemonSetView, furtherObjects, nodeAnnotations } from "./cni";
import type { ClusterRole, ConfigMap, DaemonSet, List, Node } from "./objects";

/**
 * What a cluster shows of its network plugin, in two requests and one more for each object that
 * these make worth a look; undefined where the user may not look.
 */
export async function readClusterView(api: Api): Promise<ClusterView | undefined> {
  try {
    const [daemonSetList, nodeList] = await Promise.all([
      api.get<List<DaemonSet>>("/apis/apps/v1/daemonsets"),
      api.get<List<Node>>("/api/v1/nodes"),
    ]);
    const nodes = nodeList.items.filter(isLinux).map(nodeView);
    const daemonSets = daemonSetList.items.map(daemonSetView);
    const further = furtherObjects({ nodes, daemonSets });
    const [configMaps, clusterRoles] = await Promise.all([
      Promise.all(
        further.configMaps.map(({ namespace, name, keys }) =>
          unlessMissing(api.get<ConfigMap>(objectPath("configmaps", namespace, name)), ({ data = {} }) => ({
            namespace,
            name,
            data: only(keys, data),
          })),
        ),
      ),
      Promise.all(
        further.clusterRoles.map((name) =>
          unlessMissing(
            api.get<ClusterRole>(`/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}`),
            (role) => ({
              name,
              listsNetworkPolicies: listsNetworkPolicies(role),
            }),
          ),
        ),
      ),
    ]);
    return { nodes, daemonSets, configMaps: configMaps.flat(), clusterRoles: clusterRoles.flat() };
  } catch (error) {
    if ((error as ClusterError).status === 403) return undefined;
    throw error;
  }
}

/** What is looked at of one object; nothing where there is none. */
const unlessMissing = <T, V>(answer: Promise<T>, view: (object: T) => V): Promise<V[]> =>
  answer.then(
    (object) => [view(object)],
    (error: ClusterError) => {
      if (error.status !== 404) throw error;
      return [];
    },
  );

const isLinux = ({ status }: Node): boolean => status?.nodeInfo?.operatingSystem !== "windows";

const nodeView = ({ metadata, status }: Node): ClusterView["nodes"][number] => ({
  name: metadata?.name ?? "",
  kubeletVersion: status?.nodeInfo?.kubeletVersion ?? "",
  annotations: only(nodeAnnotations, metadata?.annotations ?? {}),
});

const daemonSetView = ({ metadata, spec, status }: DaemonSet): DaemonSetView => ({
  namespace: metadata?.namespace ?? "",
  name: metadata?.name ?? "",
  desired: status?.desiredNumberScheduled ?? 0,
  containers: (spec?.template.spec?.containers ?? []).map(
    ({ name, image = "", command = [], args = [] }) => ({
      name,
      image,
      flags: [...command, ...args].filter((word) => word.startsWith("-")),
    }),
  ),
});

const listsNetworkPolicies = ({ rules }: ClusterRole): boolean =>
  (rules ?? []).some(
    ({ resources = [], verbs }) => names(resources, "networkpolicies") && names(verbs, "list"),
  );

const only = (keys: readonly string[], map: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => keys.includes(key)));

const names = (list: string[], item: string): boolean => list.includes(item) || list.includes("*");
