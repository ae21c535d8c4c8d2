import { annotationKeys } from "../common/names";

/** The parts of a cluster that show whether NetworkPolicies are enforced. */
export interface ClusterView {
  /** Linux nodes only: instances run on no others. */
  nodes: { name: string; kubeletVersion: string; annotations: Record<string, string> }[];
  daemonSets: DaemonSetView[];
  configMaps: { namespace: string; name: string; data: Record<string, string> }[];
  clusterRoles: { name: string; listsNetworkPolicies: boolean }[];
}

export interface DaemonSetView {
  namespace: string;
  name: string;
  /** Number of nodes that it should run on. */
  desired: number;
  containers: ContainerView[];
}

export interface ContainerView {
  name: string;
  image: string;
  /** The words of its command and arguments that start with a dash. */
  flags: string[];
}

/** Whether a cluster enforces NetworkPolicies, as far as its objects show it. */
export interface Enforcement {
  /** Name and version: "kindnet v20240813-c6f155d6". */
  plugin: string;
  /** "partly" if some nodes don't run the plugin. */
  enforced: "yes" | "no" | "partly" | "unknown";
  /** The evidence, with the value. */
  reason: string;
  fix?: string;
}

/** A network plugin that runs as a DaemonSet. */
interface Plugin {
  name: string;
  /** Containers that identify the DaemonSet, which has all of them. The image of the first one shows the version. */
  containers: string[];
  /** Name of the DaemonSet, if the containers don't identify it. */
  daemonSet?: string;
  /** ConfigMap in its namespace, and the relevant keys. */
  configMap?: { name: string; keys: string[] };
  clusterRole?: string;
  /** Why it enforces nothing, if so. */
  off?: (found: Found) => Off | undefined;
  /** An addition to the reason if it enforces. */
  note?: string;
}

interface Found {
  container: ContainerView;
  daemonSet: DaemonSetView;
  setting: (key: string) => string | undefined;
  listsNetworkPolicies: boolean | undefined;
}

interface Off {
  /** Continues "… has the container <name>". */
  reason: string;
  fix: string;
}

const k3sArguments = "k3s.io/node-args";

/** The annotations of nodes that {@link detectEnforcement} reads. */
export const nodeAnnotations: readonly string[] = [k3sArguments, annotationKeys.networkPolicies];

const installPlugin =
  'Install one with "kubectl apply --filename https://raw.githubusercontent.com/kubernetes-sigs/kube-network-policies/v1.1.1/install.yaml"';
/** Key, the value that turns NetworkPolicies off, and the default. */
const ciliumDisabling = [
  ["enable-policy", "never", "default"],
  ["policy-audit-mode", "true", "false"],
  ["enable-k8s-networkpolicy", "false", "true"],
] as const;
const vpcCniController = "enable-network-policy-controller";
const vpcCniSettings = { name: "amazon-vpc-cni", keys: [vpcCniController] };
const probe = 'Test it with "ec2-pods doctor --probe"';

/** If several run, one that enforces counts; an earlier row wins. */
const plugins: Plugin[] = [
  { name: "Canal", containers: ["calico-node", "kube-flannel"] },
  { name: "Calico", containers: ["calico-node"] },
  { name: "GKE Dataplane V2", containers: [], daemonSet: "anetd" },
  {
    name: "Cilium",
    containers: ["cilium-agent"],
    configMap: { name: "cilium-config", keys: ciliumDisabling.map(([key]) => key) },
    off: ciliumOff,
  },
  { name: "Antrea", containers: ["antrea-agent"] },
  { name: "OVN-Kubernetes", containers: ["ovnkube-controller"] },
  // OpenShift 4.13 and earlier.
  { name: "OVN-Kubernetes", containers: ["ovnkube-node"] },
  {
    name: "Azure NPM",
    containers: ["azure-npm"],
    off: () => ({
      reason: ", which drops a policy that has IPv6 ranges, as that of the default group",
      fix: "Use Cilium or Calico as the network policy engine of the cluster",
    }),
  },
  { name: "Weave Net", containers: ["weave", "weave-npc"] },
  { name: "kube-router", containers: ["kube-router"], off: kubeRouterOff },
  { name: "flannel with kube-network-policies", containers: ["kube-flannel", "kube-network-policies"] },
  { name: "kube-network-policies", containers: ["kube-network-policies"] },
  {
    name: "AWS VPC CNI",
    containers: ["aws-node"],
    configMap: vpcCniSettings,
    off: vpcCniOff,
    note: "; with NETWORK_POLICY_ENFORCING_MODE=standard, a new Pod is open until its policies take effect",
  },
  { name: "kindnet", containers: ["kindnet-cni"], clusterRole: "kindnet", off: kindnetOff },
  {
    name: "flannel",
    containers: ["kube-flannel"],
    off: () => ({
      reason: " and no kube-network-policies: flannel alone enforces nothing",
      fix: 'Run "helm upgrade flannel flannel/flannel --namespace kube-flannel --set netpol.enabled=true"',
    }),
  },
  {
    name: "Weave Net",
    containers: ["weave"],
    off: () => ({ reason: " and no weave-npc", fix: installPlugin }),
  },
  {
    name: "Azure CNI",
    containers: ["cns-container"],
    off: () => ({
      reason: ", and the cluster has no Cilium, Calico or Azure NPM",
      fix: 'Run "az aks update --resource-group <group> --name <cluster> --network-policy calico"',
    }),
  },
];

/** Detects whether the cluster enforces NetworkPolicies, and by which plugin. */
export function detectEnforcement(view: ClusterView): Enforcement {
  const declared = ofLocalCluster(view);
  if (declared) return declared;
  const candidates = [...plugins.flatMap((plugin) => ofPlugin(plugin, view) ?? []), ...ofK3s(view)];
  for (const answer of ["yes", "partly", "no"]) {
    const found = candidates.find(({ enforced }) => enforced === answer);
    if (found) return found;
  }
  return ofRke2(view) ?? ofEksAutoMode(view) ?? unknown(view);
}

/** The further objects of a cluster that {@link detectEnforcement} reads. */
export function furtherObjects({ nodes, daemonSets }: Pick<ClusterView, "nodes" | "daemonSets">) {
  const found = plugins.flatMap((plugin) =>
    running(plugin, daemonSets).map(({ namespace }) => ({ ...plugin, namespace })),
  );
  const configMaps = found.flatMap(({ namespace, configMap }) =>
    configMap ? { namespace, ...configMap } : [],
  );
  if (found.length === 0 && nodes.some(isEks))
    configMaps.push({ namespace: "kube-system", ...vpcCniSettings });
  return { configMaps, clusterRoles: found.flatMap(({ clusterRole }) => clusterRole ?? []) };
}

/** The DaemonSets of a plugin that run on at least one node. */
const running = ({ daemonSet, containers }: Plugin, all: DaemonSetView[]): DaemonSetView[] =>
  all.filter(
    (item) =>
      item.desired > 0 &&
      (daemonSet ?? item.name) === item.name &&
      containers.every((name) => item.containers.some((container) => container.name === name)),
  );

function ofPlugin(plugin: Plugin, view: ClusterView): Enforcement | undefined {
  const all = running(plugin, view.daemonSets);
  const [daemonSet] = all;
  const container = daemonSet?.containers.find(({ name }) => name === (plugin.containers[0] ?? name));
  if (!daemonSet || !container) return undefined;
  const data = view.configMaps.find(
    ({ namespace, name }) => namespace === daemonSet.namespace && name === plugin.configMap?.name,
  )?.data;
  const off = plugin.off?.({
    container,
    daemonSet,
    setting: (key) => data?.[key],
    listsNetworkPolicies: view.clusterRoles.find(({ name }) => name === plugin.clusterRole)
      ?.listsNetworkPolicies,
  });
  const version = versionOf(container);
  const name = version ? `${plugin.name} ${version}` : plugin.name;
  const title = `DaemonSet ${daemonSet.namespace}/${daemonSet.name}`;
  const containers = plugin.containers.join(" and ") || container.name;
  const evidence = `${title} has the container${plugin.containers.length > 1 ? "s" : ""} ${containers}`;
  if (off) return { plugin: name, enforced: "no", reason: `${evidence}${off.reason}`, fix: off.fix };

  const covered = all.reduce((sum, { desired }) => sum + desired, 0);
  const reason = `${evidence}${plugin.note ?? ""}`;
  if (covered >= view.nodes.length) return { plugin: name, enforced: "yes", reason };
  return {
    plugin: name,
    enforced: "partly",
    reason: `${title} runs on ${covered} of ${view.nodes.length} nodes`,
    fix: `Run it on every node, or keep instances off the others with ec2-pods:nodeSelector; see "kubectl --namespace ${daemonSet.namespace} get pods --output wide"`,
  };
}

function versionOf({ image }: ContainerView): string | undefined {
  return /:([^:/]+)$/.exec(image.split("@")[0] ?? "")?.[1];
}

function ciliumOff({ setting }: Found): Off | undefined {
  const [key, off, wanted] = ciliumDisabling.find(([name, value]) => setting(name) === value) ?? [];
  if (!key) return undefined;
  return {
    reason: `, and ConfigMap cilium-config has ${key}: "${off}"`,
    fix: `Run "cilium config set ${key} ${wanted}"`,
  };
}

function kubeRouterOff({ container, daemonSet: { namespace, name } }: Found): Off | undefined {
  const flag = "--run-firewall=false";
  if (!container.flags.includes(flag)) return undefined;
  return {
    reason: ` with ${flag}`,
    fix: `Set --run-firewall=true with "kubectl --namespace ${namespace} edit daemonset ${name}"`,
  };
}

function vpcCniOff({ daemonSet, setting }: Found): Off | undefined {
  const fix = `Run "aws eks update-addon --cluster-name <cluster> --addon-name vpc-cni --configuration-values '{"enableNetworkPolicy":"true"}'"`;
  const agent = daemonSet.containers.find(({ name }) => name === "aws-eks-nodeagent");
  if (!agent) return { reason: " and no aws-eks-nodeagent", fix };
  const flag = "--enable-network-policy=false";
  if (agent.flags.includes(flag)) return { reason: ` and aws-eks-nodeagent with ${flag}`, fix };
  const controller = setting(vpcCniController);
  if (controller === "true") return undefined;
  return { reason: `, and ConfigMap amazon-vpc-cni ${stated(vpcCniController, controller)}`, fix };
}

const stated = (key: string, value: string | undefined) =>
  value === undefined ? `doesn't have ${key}` : `has ${key}: "${value}"`;

function kindnetOff({ container, listsNetworkPolicies }: Found): Off | undefined {
  const fix = "Re-create the cluster with kind 0.24, minikube 1.34, or later";
  const built = /^v(\d{8})-/.exec(versionOf(container) ?? "")?.[1];
  // The day on which kindnetd started to enforce policies.
  if (built && built < "20240719")
    return { reason: ` of ${built}, which is too old to enforce policies`, fix };
  return listsNetworkPolicies === false
    ? { reason: ', and its ClusterRole "kindnet" doesn\'t let it list networkpolicies', fix }
    : undefined;
}

/** The clusters of this repository say it themselves. */
function ofLocalCluster({ nodes }: ClusterView): Enforcement | undefined {
  const node = nodes.find(({ annotations }) => annotationKeys.networkPolicies in annotations);
  if (!node) return undefined;
  const value = node.annotations[annotationKeys.networkPolicies] ?? "";
  const reason = `node "${node.name}" has the annotation ${annotationKeys.networkPolicies}: ${value}`;
  if (value === "enforced") {
    return { plugin: "kube-network-policies", enforced: "yes", reason };
  }
  return {
    plugin: "none",
    enforced: "no",
    reason: `${reason}; its Pods have no containers`,
    fix: 'Run "npm run cluster -- down", then "npm run cluster -- up --kind node"',
  };
}

/** k3s enforces policies on every node with a built-in kube-router, unless a server has a flag against it. */
function ofK3s({ nodes }: ClusterView): Enforcement[] {
  const [node] = nodes.filter(({ kubeletVersion }) => kubeletVersion.includes("+k3s"));
  if (!node) return [];
  const flag = "--disable-network-policy";
  const plugin = `k3s ${node.kubeletVersion}`;
  // On a command line the flag has no value; from a configuration file, its value follows.
  const disabled = /"--disable-network-policy(=true)?"(?!\s*,\s*"false")/;
  const without = nodes.find(({ annotations }) => disabled.test(annotations[k3sArguments] ?? ""));
  if (!without) {
    const reason = `node "${node.name}" has the kubelet ${node.kubeletVersion}, and no node has ${flag}`;
    return [{ plugin, enforced: "yes", reason }];
  }
  const reason = `node "${without.name}" has ${flag} in its annotation ${k3sArguments}`;
  return [{ plugin, enforced: "no", reason, fix: `Start the k3s server without ${flag}` }];
}

/** RKE2 has no built-in kube-router: it needs a network plugin to enforce policies. */
function ofRke2({ nodes }: ClusterView): Enforcement | undefined {
  const node = nodes.find(({ kubeletVersion }) => kubeletVersion.includes("+rke2"));
  return (
    node && {
      plugin: `RKE2 ${node.kubeletVersion}`,
      enforced: "no",
      reason: `node "${node.name}" has the kubelet ${node.kubeletVersion}, and no network plugin runs as a DaemonSet`,
      fix: installPlugin,
    }
  );
}

const isEks = ({ kubeletVersion }: { kubeletVersion: string }) => kubeletVersion.includes("-eks-");

/** Nodes of EKS Auto Mode have the VPC CNI built in. */
function ofEksAutoMode({ nodes, configMaps }: ClusterView): Enforcement | undefined {
  if (!nodes.some(isEks)) return undefined;
  const value = configMaps.find(({ name }) => name === vpcCniSettings.name)?.data[vpcCniController];
  const reason = `no network plugin runs as a DaemonSet, and ConfigMap amazon-vpc-cni ${stated(vpcCniController, value)}`;
  if (value === "true") return { plugin: "EKS Auto Mode", enforced: "yes", reason };
  const fix = `Run "kubectl --namespace kube-system create configmap amazon-vpc-cni --from-literal ${vpcCniController}=true"`;
  return { plugin: "EKS Auto Mode", enforced: "no", reason, fix };
}

function unknown({ nodes }: ClusterView): Enforcement {
  const node = nodes.map(({ name }) => `"${name}"`).join(", ") || "none";
  const reason = `no known network plugin runs as a DaemonSet; the nodes are ${node}`;
  const minikube = nodes.some(({ name }) => /^minikube(-m\d+)?$/.test(name));
  const fix = minikube ? `${probe}, or re-create the cluster with "minikube start --cni calico"` : probe;
  return { plugin: "unknown", enforced: "unknown", reason, fix };
}
