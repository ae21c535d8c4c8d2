import { stringify } from "yaml";

/** The names and addresses of one node on its host. */
export interface NodeNames {
  /** The folder that the node writes to. */
  state: string;
  /** Name of the host's end of the veth pair. */
  link: string;
  cgroup: string;
  hostIp: string;
  nodeIp: string;
}

export const images = {
  pause: "docker.io/ec2-pods/pause:1",
  busybox: "docker.io/library/busybox:1.35",
  bash: "docker.io/ec2-pods/bash:1",
  /** Runs as another user than root. */
  user: "docker.io/ec2-pods/user:1",
  coredns: "docker.io/ec2-pods/coredns:1.12.0",
  // The name of the public image, so that the same sidecar also runs on clusters that pull it.
  metadata: "docker.io/rancher/klipper-lb:v0.4.13",
  // Likewise, with Debian's HAProxy.
  haproxy: "docker.io/library/haproxy:3.0-alpine",
};

/** Addresses of the node's Pods. */
export const podCidr = "10.244.0.0/24";

const dnsIp = "10.96.0.10";

/** Name of the context of every cluster of these tools, except kind's. */
export const context = "ec2-pods";

/** The text of a kubeconfig; `authority` is the path of the certificate that signs the server's. */
export const kubeconfig = (server: string, authority: string, user: Record<string, string>): string =>
  stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: context, cluster: { server, "certificate-authority": authority } }],
    users: [{ name: context, user }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
    "current-context": context,
  });

export const auditPolicy = stringify({
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [{ level: "Metadata" }],
});

export const kubeletConfig = ({ state, cgroup }: NodeNames): string =>
  stringify({
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
    authentication: { anonymous: { enabled: false }, x509: { clientCAFile: `${state}/pki/ca.crt` } },
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${cgroup}`,
    enforceNodeAllocatable: [],
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [dnsIp],
    clusterDomain: "cluster.local",
    resolvConf: `${state}/resolv.conf`,
    podLogsDir: "/var/log/pods",
    volumePluginDir: `${state}/kubelet/volume-plugins`,
    // A developer's disk is often nearly full. That must not evict Pods.
    evictionHard: { "memory.available": "1Mi", "nodefs.available": "0%", "imagefs.available": "0%" },
    imageGCHighThresholdPercent: 100,
    maxPods: 250,
    nodeStatusUpdateFrequency: "5s",
  });

export const kubeProxyConfig = ({ state }: NodeNames): string =>
  stringify({
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    mode: "iptables",
    clusterCIDR: podCidr,
    clientConnection: { kubeconfig: `${state}/kubeconfig` },
    // These limits belong to the host's kernel. Zero leaves them alone.
    conntrack: { maxPerCore: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
  });

export const containerdConfig = ({ state }: NodeNames): string => `version = 2
root = "${state}/containerd"
state = "/run/containerd"
# This plugin writes to /opt.
disabled_plugins = ["io.containerd.internal.v1.opt"]
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${images.pause}"
  # Otherwise no sandbox starts without CAP_SYS_RESOURCE, which many containers and virtual machines lack.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${state}/cni"
`;

// Routed links instead of a bridge. All traffic between Pods then passes the forward hook, which enforces the policies.
export const cniConfig = ({ state }: NodeNames): string =>
  JSON.stringify({
    cniVersion: "0.4.0",
    name: "ec2-pods",
    plugins: [
      {
        type: "ptp",
        ipMasq: true,
        ipam: {
          type: "host-local",
          dataDir: `${state}/cni-addresses`,
          ranges: [[{ subnet: podCidr }]],
          routes: [{ dst: "0.0.0.0/0" }],
        },
      },
      { type: "portmap", capabilities: { portMappings: true } },
    ],
  });

/** The default StorageClass, like those of kind and EKS. */
const storageClass = (provisioner: string) => ({
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: {
    name: "standard",
    annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
  },
  provisioner,
  reclaimPolicy: "Delete",
  volumeBindingMode: "WaitForFirstConsumer",
});

/** Name of the CSI driver, as in node-init.sh. */
export const driver = "folders.ec2-pods";

/** The classes of a driver whose volumes can have snapshots. */
const snapshotClasses = [
  storageClass(driver),
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSIDriver",
    metadata: { name: driver },
    spec: { attachRequired: false },
  },
  {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshotClass",
    metadata: { name: "standard" },
    driver,
    deletionPolicy: "Delete",
  },
];

/** CoreDNS, the Service whose address the kubelet gives Pods, and a default StorageClass. */
export function clusterObjects(hasSnapshots: boolean): string {
  const name = "coredns";
  const metadata = { name, namespace: "kube-system" };
  const rules = [
    { apiGroups: [""], resources: ["endpoints", "services", "pods", "namespaces"], verbs: ["list", "watch"] },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
  ];
  const role = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name };
  const labels = { "k8s-app": "kube-dns" };
  const corefile = `.:53 {
    errors
    health
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
    }
    forward . /etc/resolv.conf
    cache 30
}
`;
  const container = {
    name,
    image: images.coredns,
    imagePullPolicy: "Never",
    args: ["-conf", "/etc/coredns/Corefile"],
    // A busy machine is slow to answer, and while the only server isn't ready, no Pod finds a name.
    readinessProbe: {
      httpGet: { path: "/ready", port: 8181 },
      periodSeconds: 1,
      timeoutSeconds: 5,
      failureThreshold: 10,
    },
    volumeMounts: [{ name: "config", mountPath: "/etc/coredns" }],
  };
  const ports = [
    { name: "dns", port: 53, protocol: "UDP" },
    { name: "dns-tcp", port: 53, protocol: "TCP" },
  ];
  const objects = [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name }, rules },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: role,
      subjects: [{ kind: "ServiceAccount", ...metadata }],
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: { Corefile: corefile } },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            dnsPolicy: "Default",
            containers: [container],
            volumes: [{ name: "config", configMap: { name } }],
          },
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "kube-dns", namespace: "kube-system", labels },
      spec: { clusterIP: dnsIp, selector: labels, ports },
    },
    ...(hasSnapshots ? snapshotClasses : [storageClass("kubernetes.io/host-path")]),
  ];
  return objects.map((object) => stringify(object)).join("---\n");
}
