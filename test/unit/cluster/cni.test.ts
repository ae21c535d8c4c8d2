import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  type ClusterView,
  detectEnforcement,
  type Enforcement,
  furtherObjects,
} from "../../../provider/cluster/cni";

const folder = join(__dirname, "golden", "cni");

/** The answers of a real API server to the objects that the fixture's source names. */
const recorded = (name: string): ClusterView =>
  (JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as { view: ClusterView }).view;

const probe = 'Test it with "ec2-pods doctor --probe"';
const later = "Re-create the cluster with kind 0.24, minikube 1.34, or later";
const installPlugin =
  'Install one with "kubectl apply --filename https://raw.githubusercontent.com/kubernetes-sigs/kube-network-policies/v1.1.1/install.yaml"';
const vpcCni = `Run "aws eks update-addon --cluster-name <cluster> --addon-name vpc-cni --configuration-values '{"enableNetworkPolicy":"true"}'"`;

/** Plugins that enforce policies, and the evidence. */
const enforcing: [string, string, string][] = [
  [
    "kindnet-kind-0.24",
    "kindnet v20240813-c6f155d6",
    "DaemonSet kube-system/kindnet has the container kindnet-cni",
  ],
  [
    "kindnet-kind-0.30",
    "kindnet v20250512-df8de77b",
    "DaemonSet kube-system/kindnet has the container kindnet-cni",
  ],
  [
    "kindnet-minikube-1.34",
    "kindnet v20240813-c6f155d6",
    "DaemonSet kube-system/kindnet has the container kindnet-cni",
  ],
  ["calico-on-vpc-cni", "Calico v3.31.7", "DaemonSet kube-system/calico-node has the container calico-node"],
  ["calico", "Calico v3.31.7", "DaemonSet kube-system/calico-node has the container calico-node"],
  ["canal", "Canal v3.31.7", "DaemonSet kube-system/canal has the containers calico-node and kube-flannel"],
  ["cilium-azure", "Cilium 1.14.4", "DaemonSet kube-system/cilium has the container cilium-agent"],
  ["cilium", "Cilium v1.19.0", "DaemonSet kube-system/cilium has the container cilium-agent"],
  [
    "dataplane-v2",
    "GKE Dataplane V2 v1.13.10-gke.10",
    "DaemonSet kube-system/anetd has the container cilium-agent",
  ],
  ["antrea", "Antrea latest", "DaemonSet kube-system/antrea-agent has the container antrea-agent"],
  [
    "ovn-kubernetes-openshift",
    "OVN-Kubernetes",
    "DaemonSet openshift-ovn-kubernetes/ovnkube-node has the container ovnkube-controller",
  ],
  [
    "ovn-kubernetes",
    "OVN-Kubernetes release-1.3",
    "DaemonSet ovn-kubernetes/ovnkube-node has the container ovnkube-controller",
  ],
  ["weave", "Weave Net latest", "DaemonSet kube-system/weave-net has the containers weave and weave-npc"],
  [
    "kube-network-policies",
    "kube-network-policies v1.1.0",
    "DaemonSet kube-system/kube-network-policies has the container kube-network-policies",
  ],
  ["kube-router", "kube-router", "DaemonSet kube-system/kube-router has the container kube-router"],
  [
    "k3s-own-flannel",
    "k3s v1.31.5+k3s1",
    'node "simulated" has the kubelet v1.31.5+k3s1, and no node has --disable-network-policy',
  ],
  [
    "k3s",
    "k3s v1.31.5+k3s1",
    'node "simulated" has the kubelet v1.31.5+k3s1, and no node has --disable-network-policy',
  ],
  [
    "flannel-and-kube-network-policies",
    "kube-network-policies v1.1.0",
    "DaemonSet kube-system/kube-network-policies has the container kube-network-policies",
  ],
  [
    "flannel-netpol",
    "flannel with kube-network-policies v0.28.9",
    "DaemonSet kube-flannel/kube-flannel-ds has the containers kube-flannel and kube-network-policies",
  ],
  [
    "vpc-cni-controller",
    "AWS VPC CNI v1.23.0",
    "DaemonSet kube-system/aws-node has the container aws-node; with NETWORK_POLICY_ENFORCING_MODE=standard, a new Pod is open until its policies take effect",
  ],
  [
    "eks-auto-mode-controller",
    "EKS Auto Mode",
    'no network plugin runs as a DaemonSet, and ConfigMap amazon-vpc-cni has enable-network-policy-controller: "true"',
  ],
];

/** Plugins that don't, or may not, with the fix. */
const others: [string, Enforcement["enforced"], string, string, string][] = [
  [
    "kindnet-kind-0.23",
    "no",
    "kindnet v20240513-cd2ac642",
    "DaemonSet kube-system/kindnet has the container kindnet-cni of 20240513, which is too old to enforce policies",
    later,
  ],
  [
    "kindnet-minikube-1.33",
    "no",
    "kindnet v20240202-8f1494ea",
    "DaemonSet kube-system/kindnet has the container kindnet-cni of 20240202, which is too old to enforce policies",
    later,
  ],
  [
    "calico-no-node",
    "unknown",
    "unknown",
    'no known network plugin runs as a DaemonSet; the nodes are "simulated"',
    probe,
  ],
  [
    "cilium-audit",
    "no",
    "Cilium v1.19.0",
    'DaemonSet kube-system/cilium has the container cilium-agent, and ConfigMap cilium-config has policy-audit-mode: "true"',
    'Run "cilium config set policy-audit-mode false"',
  ],
  [
    "cilium-never",
    "no",
    "Cilium v1.19.0",
    'DaemonSet kube-system/cilium has the container cilium-agent, and ConfigMap cilium-config has enable-policy: "never"',
    'Run "cilium config set enable-policy default"',
  ],
  [
    "azure-npm",
    "no",
    "Azure NPM v1.6.29",
    "DaemonSet kube-system/azure-npm has the container azure-npm, which drops a policy that has IPv6 ranges, as that of the default group",
    "Use Cilium or Calico as the network policy engine of the cluster",
  ],
  [
    "azure-cni",
    "no",
    "Azure CNI v1.4.7",
    "DaemonSet kube-system/azure-cns has the container cns-container, and the cluster has no Cilium, Calico or Azure NPM",
    'Run "az aks update --resource-group <group> --name <cluster> --network-policy calico"',
  ],
  [
    "weave-no-npc",
    "no",
    "Weave Net latest",
    "DaemonSet kube-system/weave-net has the container weave and no weave-npc",
    installPlugin,
  ],
  [
    "kube-router-no-firewall",
    "no",
    "kube-router",
    "DaemonSet kube-system/kube-router has the container kube-router with --run-firewall=false",
    'Set --run-firewall=true with "kubectl --namespace kube-system edit daemonset kube-router"',
  ],
  [
    "k3s-disabled-by-file",
    "no",
    "k3s v1.31.5+k3s1",
    'node "simulated" has --disable-network-policy in its annotation k3s.io/node-args',
    "Start the k3s server without --disable-network-policy",
  ],
  [
    "k3s-disabled",
    "no",
    "k3s v1.31.5+k3s1",
    'node "simulated" has --disable-network-policy in its annotation k3s.io/node-args',
    "Start the k3s server without --disable-network-policy",
  ],
  [
    "rke2-cni-none",
    "no",
    "RKE2 v1.34.1+rke2r1",
    'node "simulated" has the kubelet v1.34.1+rke2r1, and no network plugin runs as a DaemonSet',
    installPlugin,
  ],
  [
    "flannel",
    "no",
    "flannel v0.28.9",
    "DaemonSet kube-flannel/kube-flannel-ds has the container kube-flannel and no kube-network-policies: flannel alone enforces nothing",
    'Run "helm upgrade flannel flannel/flannel --namespace kube-flannel --set netpol.enabled=true"',
  ],
  [
    "vpc-cni-agent-only",
    "no",
    "AWS VPC CNI v1.23.0",
    'DaemonSet kube-system/aws-node has the container aws-node, and ConfigMap amazon-vpc-cni has enable-network-policy-controller: "false"',
    vpcCni,
  ],
  [
    "vpc-cni-controller-only",
    "no",
    "AWS VPC CNI v1.23.0",
    "DaemonSet kube-system/aws-node has the container aws-node and aws-eks-nodeagent with --enable-network-policy=false",
    vpcCni,
  ],
  [
    "vpc-cni",
    "no",
    "AWS VPC CNI v1.23.0",
    "DaemonSet kube-system/aws-node has the container aws-node and aws-eks-nodeagent with --enable-network-policy=false",
    vpcCni,
  ],
  [
    "eks-auto-mode",
    "no",
    "EKS Auto Mode",
    "no network plugin runs as a DaemonSet, and ConfigMap amazon-vpc-cni doesn't have enable-network-policy-controller",
    'Run "kubectl --namespace kube-system create configmap amazon-vpc-cni --from-literal enable-network-policy-controller=true"',
  ],
  [
    "partly",
    "partly",
    "Calico v3.31.7",
    "DaemonSet kube-system/calico-node runs on 1 of 2 nodes",
    'Run it on every node, or keep instances off the others with ec2-pods:nodeSelector; see "kubectl --namespace kube-system get pods --output wide"',
  ],
  [
    "minikube",
    "unknown",
    "unknown",
    'no known network plugin runs as a DaemonSet; the nodes are "minikube"',
    'Test it with "ec2-pods doctor --probe", or re-create the cluster with "minikube start --cni calico"',
  ],
  [
    "docker-desktop",
    "unknown",
    "unknown",
    'no known network plugin runs as a DaemonSet; the nodes are "docker-desktop"',
    probe,
  ],
  [
    "operators-alone",
    "unknown",
    "unknown",
    'no known network plugin runs as a DaemonSet; the nodes are "simulated"',
    probe,
  ],
];

test.each(enforcing)("%s is enforced by %s", (name, plugin, reason) => {
  expect(detectEnforcement(recorded(name))).toEqual({ plugin, enforced: "yes", reason });
});

test.each(others)("%s: %s, %s", (name, enforced, plugin, reason, fix) => {
  expect(detectEnforcement(recorded(name))).toEqual({ plugin, enforced, reason, fix });
});

test("every recording has a row", () => {
  expect(
    readdirSync(folder)
      .map((file) => file.replace(".json", ""))
      .sort(),
  ).toEqual([...enforcing, ...others].map(([name]) => name).sort());
});

test("kindnet with a new image enforces nothing if its ClusterRole hides the policies from it", () => {
  const view = recorded("kindnet-kind-0.24");
  expect(
    detectEnforcement({ ...view, clusterRoles: recorded("kindnet-kind-0.23").clusterRoles }),
  ).toMatchObject({
    enforced: "no",
    reason: `DaemonSet kube-system/kindnet has the container kindnet-cni, and its ClusterRole "kindnet" doesn't let it list networkpolicies`,
  });
});

test("a node of this repository's own clusters says whether it enforces policies", () => {
  const node = (value: string): ClusterView => ({
    nodes: [
      { name: "ec2-pods", kubeletVersion: "v1.34.4", annotations: { "ec2-pods/network-policies": value } },
    ],
    daemonSets: [],
    configMaps: [],
    clusterRoles: [],
  });
  expect(detectEnforcement(node("enforced"))).toEqual({
    plugin: "kube-network-policies",
    enforced: "yes",
    reason: 'node "ec2-pods" has the annotation ec2-pods/network-policies: enforced',
  });
  expect(detectEnforcement(node("none"))).toEqual({
    plugin: "none",
    enforced: "no",
    reason: 'node "ec2-pods" has the annotation ec2-pods/network-policies: none; its Pods have no containers',
    fix: 'Run "npm run cluster -- down", then "npm run cluster -- up --kind node"',
  });
});

test("only the objects that a detected plugin makes relevant are read", () => {
  const read = (name: string) => furtherObjects(recorded(name));
  expect(read("calico")).toEqual({ configMaps: [], clusterRoles: [] });
  expect(read("kindnet-kind-0.30")).toEqual({ configMaps: [], clusterRoles: ["kindnet"] });
  expect(read("cilium").configMaps.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
    "kube-system/cilium-config",
  ]);
  expect(read("eks-auto-mode").configMaps.map(({ name }) => name)).toEqual(["amazon-vpc-cni"]);
  expect(read("minikube")).toEqual({ configMaps: [], clusterRoles: [] });
});
