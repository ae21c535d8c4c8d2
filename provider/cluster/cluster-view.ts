import { objectPath } from "./api";
import type { Api } from "./api";
import { furtherObjects, nodeAnnotations } from "./cni";
import type { ClusterView, DaemonSetView } from "./cni";
import type { ClusterRole, ConfigMap, DaemonSet, List, Node } from "./objects";
import { unlessStatus } from "./tolerate";

/**
 * The network plugin of a cluster, in two requests, and one more for each object that these make relevant; undefined
 * if the user isn't allowed to read them.
 */
export const readClusterView = (api: Api): Promise<ClusterView | undefined> =>
  unlessStatus(403, readView(api));

async function readView(api: Api): Promise<ClusterView> {
  const [daemonSetList, nodeList] = await Promise.all([
    api.get<List<DaemonSet>>("/apis/apps/v1/daemonsets"),
    api.get<List<Node>>("/api/v1/nodes"),
  ]);
  const nodes = nodeList.items.filter(isLinux).map(nodeView);
  const daemonSets = daemonSetList.items.map(daemonSetView);
  const further = furtherObjects({ nodes, daemonSets });
  const [configMaps, clusterRoles] = await Promise.all([
    Promise.all(
      further.configMaps.map(async ({ namespace, name, keys }) => {
        const found = await unlessStatus(404, api.get<ConfigMap>(objectPath("configmaps", namespace, name)));
        return found ? [{ namespace, name, data: only(keys, found.data ?? {}) }] : [];
      }),
    ),
    Promise.all(
      further.clusterRoles.map(async (name) => {
        const path = `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}`;
        const found = await unlessStatus(404, api.get<ClusterRole>(path));
        return found ? [{ name, listsNetworkPolicies: listsNetworkPolicies(found) }] : [];
      }),
    ),
  ]);
  return { nodes, daemonSets, configMaps: configMaps.flat(), clusterRoles: clusterRoles.flat() };
}

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
