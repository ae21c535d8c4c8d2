import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setImmediate, setTimeout as pause } from "node:timers/promises";

import { annotationKeys } from "../../provider/common/names";
import { run } from "../command";
import { step } from "../progress";
import { cacheDir } from "../toolchain/cache";
import { obtainAll } from "../toolchain/obtain";
import { makeCertificates } from "./certificates";
import { kubectlUntil, startComponents } from "./components";
import { connectNode, disconnectNode, hostSettings, type HostSettings, restore } from "./host";
import { makeImageArchives } from "./image-archives";
import type { ClusterKind } from "./kinds";
import {
  auditPolicy,
  clusterObjects,
  cniConfig,
  containerdConfig,
  context,
  driver,
  kubeconfig,
  kubeletConfig,
  kubeProxyConfig,
  type NodeNames,
  podCidr,
} from "./node-files";
import { ensureSystemPackages } from "./packages";

/** Names and addresses of the node with this state folder. */
export function nodeNames(state: string): NodeNames {
  // Nodes of different caches can run side by side, so their names on the host must differ.
  const digest = createHash("sha256").update(state).digest();
  const tag = digest.toString("hex").slice(0, 6);
  const subnet = `198.18.${digest[4] ?? 0}.`;
  const first = (digest[5] ?? 0) & 0xfc;
  return {
    state,
    link: `ec2pods-${tag}`,
    cgroup: `ec2-pods-${tag}`,
    hostIp: `${subnet}${first + 1}`,
    nodeIp: `${subnet}${first + 2}`,
  };
}

const settingsFile = (state: string) => join(state, "host-settings.json");

/** A real node with a kubelet and real containers, in its own Linux namespaces. */
const realNode = (...storage: "csi-folders"[]): ClusterKind => ({
  realContainers: true,

  async start(state, started) {
    await ensureSystemPackages();
    const tools = await obtainAll(
      "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet",
      "kube-proxy", "kubectl", "kube-network-policies", "coredns", ...storage,
    ); // prettier-ignore
    const names = nodeNames(state);
    await step("created certificates, images and configuration", async () => {
      await makeCertificates(join(state, "pki"), names.nodeIp);
      writeFiles(names);
      mkdirSync(join(state, "images"));
      await makeImageArchives(join(state, "images"), tools.coredns);
    });
    await run("modprobe", ["-a", "-q", "overlay", "veth", "nfnetlink_queue", "xt_NFQUEUE"]).catch(
      () => undefined,
    );

    const namespaces = ["--fork", "--pid", "--kill-child", "--mount", "--net", "--mount-proc"];
    const command = ["unshare", ...namespaces, "sh", join(__dirname, "node-init.sh")];
    writeFileSync(settingsFile(state), JSON.stringify(hostSettings()));
    const pid = startComponents(state, command, variables(names), tools);
    started(pid);
    await connectNode(names, await childOf(pid));

    const until = kubectlUntil(tools.kubectl, state);
    await step("started the API server", () => until("get", "--raw", "/readyz"));
    writeFileSync(join(state, "objects.yaml"), clusterObjects(storage.length > 0));
    await until("apply", "--filename", join(state, "objects.yaml"));
    await step("started the node", () =>
      until("wait", "node/ec2-pods", "--for=condition=Ready", "--timeout=2s"),
    );
    if (storage.length > 0) {
      const registered = `--for=jsonpath={.spec.drivers[0].name}=${driver}`;
      await step("started the storage driver", () =>
        until("wait", "csinode/ec2-pods", registered, "--timeout=2s"),
      );
    }
    await until("annotate", "--overwrite", "node/ec2-pods", `${annotationKeys.networkPolicies}=enforced`);
    const available = ["wait", "deployment/coredns", "--for=condition=Available", "--timeout=2s"];
    await step("started CoreDNS", () => until("--namespace", "kube-system", ...available));
    await until("get", "serviceaccount", "default");
    return { kubeconfig: join(state, "kubeconfig"), context, auditLog: join(state, "audit.log") };
  },

  async clean(state) {
    const names = nodeNames(state);
    await disconnectNode(names);
    if (existsSync(settingsFile(state))) {
      restore(JSON.parse(readFileSync(settingsFile(state), "utf8")) as HostSettings);
    }
    for (const controller of ["", ...readdirSync("/sys/fs/cgroup")]) {
      await removeGroups(join("/sys/fs/cgroup", controller, names.cgroup));
    }
  },
});

export const node = realNode();

/** The same, with volumes that can have snapshots. It starts more slowly, and few tests need it. */
export const snapshotNode = realNode("csi-folders");

function writeFiles(names: NodeNames): void {
  const { state, nodeIp } = names;
  const pki = join(state, "pki");
  const kubeconfigOf = (user: string) =>
    kubeconfig(`https://${nodeIp}:6443`, `${pki}/ca.crt`, {
      "client-certificate": `${pki}/${user}.crt`,
      "client-key": `${pki}/${user}.key`,
    });
  const resolved = "/run/systemd/resolve/resolv.conf";
  const files = {
    kubeconfig: kubeconfigOf("admin"),
    "kubelet.kubeconfig": kubeconfigOf("kubelet"),
    "audit-policy.yaml": auditPolicy,
    "kubelet.yaml": kubeletConfig(names),
    "kube-proxy.yaml": kubeProxyConfig(names),
    "containerd.toml": containerdConfig(names),
    "cni/10-ec2-pods.conflist": cniConfig(names),
    "resolv.conf": readFileSync(existsSync(resolved) ? resolved : "/etc/resolv.conf", "utf8"),
  };
  for (const folder of ["cni", "logs", "kubelet"]) mkdirSync(join(state, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(state, name), text, { mode: 0o600 });
}

const variables = ({ cgroup, hostIp, nodeIp }: NodeNames): Record<string, string> => ({
  CACHE: cacheDir(),
  CGROUP: cgroup,
  HOST_IP: hostIp,
  NODE_IP: nodeIp,
  POD_CIDR: podCidr,
  CONTAINERD: "/run/containerd/containerd.sock",
});

/** The process that unshare forked, which is process 1 of the node. */
async function childOf(pid: number): Promise<number> {
  for (;;) {
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0];
    if (child) return Number(child);
    await setImmediate();
  }
}

/** Removes a tree of control groups. Retries, because killed processes take a moment to end. */
async function removeGroups(path: string): Promise<void> {
  if (!existsSync(path)) return;
  for (const name of readdirSync(path)) {
    if (statSync(join(path, name)).isDirectory()) await removeGroups(join(path, name));
  }
  for (let tries = 0; tries < 50; tries++) {
    try {
      return rmdirSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
      await pause(100);
    }
  }
}

/** True if this machine can run the node. */
export const canRunNode = (): boolean => process.platform === "linux" && process.getuid?.() === 0;
