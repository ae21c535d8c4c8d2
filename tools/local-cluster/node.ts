import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { annotationKeys } from "../../provider/common/names";
import { run } from "../command";
import { step } from "../progress";
import { cacheDir } from "../toolchain/cache";
import { obtainAll } from "../toolchain/obtain";
import { makeCertificates } from "./certificates";
import { kubectlUntil } from "./components";
import { connectNode, disconnectNode, hostSettings, type HostSettings, restore } from "./host";
import { makeImageArchives } from "./image-archives";
import type { ClusterKind } from "./kinds";
import {
  auditPolicy,
  clusterObjects,
  cniConfig,
  containerdConfig,
  kubeconfig,
  kubeletConfig,
  kubeProxyConfig,
  type NodeSite,
  podCidr,
} from "./node-files";
import { ensureSystemPackages } from "./packages";

/** Names and addresses of the node whose state is in this folder. */
export function siteOf(state: string): NodeSite {
  // Two caches, two nodes: their names on the host must differ.
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

/** A real node, with a kubelet and real containers, in namespaces of its own. */
export const node: ClusterKind = {
  realContainers: true,

  async start(state, started) {
    await ensureSystemPackages();
    const tools = await obtainAll(
      "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet",
      "kube-proxy", "kubectl", "kube-network-policies", "coredns",
    ); // prettier-ignore
    const site = siteOf(state);
    await step("made certificates, images and configuration", async () => {
      await makeCertificates(join(state, "pki"), site.nodeIp);
      writeFiles(site);
      mkdirSync(join(state, "images"));
      await makeImageArchives(join(state, "images"), tools.coredns);
    });
    await run("modprobe", ["-a", "-q", "overlay", "veth", "nfnetlink_queue", "xt_NFQUEUE"]).catch(
      () => undefined,
    );

    const log = openSync(join(state, "logs", "init.log"), "w");
    const namespaces = ["--fork", "--pid", "--kill-child", "--mount", "--net", "--mount-proc"];
    writeFileSync(settingsFile(state), JSON.stringify(hostSettings()));
    const init = spawn("unshare", [...namespaces, "sh", join(__dirname, "node-init.sh")], {
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, ...environment(site, tools) },
    });
    init.unref();
    started(init.pid ?? 0);
    await connectNode(site, await childOf(init.pid ?? 0));

    const until = kubectlUntil(tools.kubectl, state);
    await step("started the API server", () => until("get", "--raw", "/readyz"));
    writeFileSync(join(state, "objects.yaml"), clusterObjects());
    await until("apply", "--filename", join(state, "objects.yaml"));
    await step("started the node", () =>
      until("wait", "node/ec2-pods", "--for=condition=Ready", "--timeout=2s"),
    );
    await until("annotate", "--overwrite", "node/ec2-pods", `${annotationKeys.networkPolicies}=enforced`);
    await step("started CoreDNS", () =>
      until(
        "--namespace",
        "kube-system",
        "wait",
        "deployment/coredns",
        "--for=condition=Available",
        "--timeout=2s",
      ),
    );
    await until("get", "serviceaccount", "default");
    return { kubeconfig: join(state, "kubeconfig"), context: "ec2-pods", auditLog: join(state, "audit.log") };
  },

  async clean(state) {
    const site = siteOf(state);
    await disconnectNode(site);
    if (existsSync(settingsFile(state))) {
      restore(JSON.parse(readFileSync(settingsFile(state), "utf8")) as HostSettings);
    }
    for (const controller of ["", ...readdirSync("/sys/fs/cgroup")]) {
      await removeGroups(join("/sys/fs/cgroup", controller, site.cgroup));
    }
  },
};

function writeFiles(site: NodeSite): void {
  const { state, nodeIp } = site;
  const server = `https://${nodeIp}:6443`;
  const pki = join(state, "pki");
  const resolved = "/run/systemd/resolve/resolv.conf";
  const files = {
    kubeconfig: kubeconfig(server, pki, "admin"),
    "admin.kubeconfig": kubeconfig(server, pki, "admin"),
    "kubelet.kubeconfig": kubeconfig(server, pki, "kubelet"),
    "audit-policy.yaml": auditPolicy,
    "kubelet.yaml": kubeletConfig(site),
    "kube-proxy.yaml": kubeProxyConfig(site),
    "containerd.toml": containerdConfig(site),
    "cni/10-ec2-pods.conflist": cniConfig(site),
    "resolv.conf": readFileSync(existsSync(resolved) ? resolved : "/etc/resolv.conf", "utf8"),
  };
  for (const folder of ["cni", "logs", "kubelet"]) mkdirSync(join(state, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(state, name), text, { mode: 0o600 });
}

function environment(site: NodeSite, tools: Record<string, string>): NodeJS.ProcessEnv {
  return {
    CACHE: cacheDir(),
    STATE: site.state,
    CGROUP: site.cgroup,
    HOST_IP: site.hostIp,
    NODE_IP: site.nodeIp,
    POD_CIDR: podCidr,
    CONTAINERD: "/run/containerd/containerd.sock",
    ...Object.fromEntries(
      Object.entries(tools).map(([name, path]) => [name.toUpperCase().replaceAll("-", "_"), path]),
    ),
  };
}

/** The process that unshare forked: the node's process 1. */
async function childOf(pid: number): Promise<number> {
  for (;;) {
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0];
    if (child) return Number(child);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Removes a tree of control groups; its processes have been killed, and take a moment to be gone. */
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
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** True where this machine can run the node. */
export const canRunNode = (): boolean => process.platform === "linux" && process.getuid?.() === 0;
