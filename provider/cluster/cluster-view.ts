import type { KubeConfig, V1ClusterRole, V1DaemonSet, V1Node } from "@kubernetes/client-node";

import { answerOf, toClusterError } from "./cluster-error";
import { furtherObjects, nodeAnnotations, type ClusterView, type DaemonSetView } from "./cni";

/**
 * What the current context's cluster shows of its network plugin, in two requests and one more for each object that
 * these make worth a look; undefined where the user may not look.
 */
export async function readClusterView(config: KubeConfig): Promise<ClusterView | undefined> {
  const { AppsV1Api, CoreV1Api, RbacAuthorizationV1Api } = await import("@kubernetes/client-node");
  const apps = config.makeApiClient(AppsV1Api);
  const core = config.makeApiClient(CoreV1Api);
  const rbac = config.makeApiClient(RbacAuthorizationV1Api);
  try {
    const [daemonSetList, nodeList] = await Promise.all([
      apps.listDaemonSetForAllNamespaces(),
      core.listNode(),
    ]);
    const nodes = nodeList.items.filter(isLinux).map(nodeView);
    const daemonSets = daemonSetList.items.map(daemonSetView);
    const further = furtherObjects({ nodes, daemonSets });
    const [configMaps, clusterRoles] = await Promise.all([
      Promise.all(
        further.configMaps.map(({ namespace, name, keys }) =>
          unlessMissing(core.readNamespacedConfigMap({ namespace, name }), ({ data = {} }) => ({
            namespace,
            name,
            data: only(keys, data),
          })),
        ),
      ),
      Promise.all(
        further.clusterRoles.map((name) =>
          unlessMissing(rbac.readClusterRole({ name }), (role) => ({
            name,
            listsNetworkPolicies: listsNetworkPolicies(role),
          })),
        ),
      ),
    ]);
    return { nodes, daemonSets, configMaps: configMaps.flat(), clusterRoles: clusterRoles.flat() };
  } catch (error) {
    const where = `context "${config.currentContext}" (${config.getCurrentCluster()?.server ?? "no server"})`;
    const failure = toClusterError(error, where);
    if (failure.status === 403) return undefined;
    throw failure;
  }
}

/** What is looked at of one object; nothing where there is none. */
const unlessMissing = <T, V>(answer: Promise<T>, view: (object: T) => V): Promise<V[]> =>
  answer.then(
    (object) => [view(object)],
    (error: unknown) => {
      if (answerOf(error).status !== 404) throw error;
      return [];
    },
  );

const isLinux = ({ status }: V1Node): boolean => status?.nodeInfo?.operatingSystem !== "windows";

const nodeView = ({ metadata, status }: V1Node): ClusterView["nodes"][number] => ({
  name: metadata?.name ?? "",
  kubeletVersion: status?.nodeInfo?.kubeletVersion ?? "",
  annotations: only(nodeAnnotations, metadata?.annotations ?? {}),
});

const daemonSetView = ({ metadata, spec, status }: V1DaemonSet): DaemonSetView => ({
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

const listsNetworkPolicies = ({ rules }: V1ClusterRole): boolean =>
  (rules ?? []).some(
    ({ resources = [], verbs }) => names(resources, "networkpolicies") && names(verbs, "list"),
  );

const only = (keys: readonly string[], map: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => keys.includes(key)));

const names = (list: string[], item: string): boolean => list.includes(item) || list.includes("*");
