/** A file of an official release, and the URL that publishes its SHA-256. */
export interface Release {
  version: string;
  url: string;
  /** A file with only the digest, or with lines of a digest and a file name. */
  checksums: string;
}

/** A program that Go builds. */
export interface GoProgram {
  /** Folder in tools/modules of the module that pins its sources. */
  module: string;
  package: string;
  /** If it differs from the tool's. */
  version?: string;
  /** Variables that `-X` sets, so that the program shows its version. */
  stamps?: Record<string, string>;
}

/** One pinned tool: a folder with the executable of its name, and sometimes more files. */
export interface Tool {
  /** The arguments that print the version of one on PATH, and the output that is accepted. */
  installed?: {
    args: string[];
    accepts: RegExp;
    /** Files that must be in the same folder. */ beside?: string[];
  };
  release?: (os: string, arch: "amd64" | "arm64") => Release;
  go: {
    version: string;
    programs: Record<string, GoProgram>;
    copies?: Record<string, { module: string; of: string; file: string }>;
  };
}

const kubernetesVersion = "v1.34.4";
const kubernetesStamps = {
  "k8s.io/component-base/version.gitVersion": kubernetesVersion,
  "k8s.io/component-base/version.gitMajor": "1",
  "k8s.io/component-base/version.gitMinor": "34",
};

function kubernetes(name: string): Tool {
  return {
    release: (os, arch) => {
      const url = `https://dl.k8s.io/${kubernetesVersion}/bin/${os}/${arch}/${name}`;
      return { version: kubernetesVersion, url, checksums: `${url}.sha256` };
    },
    go: {
      version: kubernetesVersion,
      programs: {
        [name]: { module: "kubernetes", package: `k8s.io/kubernetes/cmd/${name}`, stamps: kubernetesStamps },
      },
    },
  };
}

const sdkModule = "github.com/pulumi/pulumi/sdk/v3";
const snapshotter = "github.com/kubernetes-csi/external-snapshotter";
const pulumiPlugin = "github.com/pulumi/pulumi-kubernetes/provider/v2";

/** Every tool that this repository runs, by the name of its executable. */
export const tools = {
  pulumi: {
    installed: {
      args: ["version"],
      beside: ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"],
      accepts: /^v3\.(21[6-9]|2[2-9]\d|[3-9]\d\d)\./,
    },
    release: (os, arch) => {
      const file = `pulumi-v3.276.0-${os}-${arch === "amd64" ? "x64" : arch}.tar.gz`;
      return {
        version: "v3.276.0",
        url: `https://get.pulumi.com/releases/sdk/${file}`,
        checksums: "https://github.com/pulumi/pulumi/releases/download/v3.276.0/pulumi-3.276.0-checksums.txt",
      };
    },
    go: {
      version: "v3.276.0",
      programs: {
        pulumi: {
          module: "pulumi",
          package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
          stamps: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": "v3.276.0" },
        },
        "pulumi-language-nodejs": {
          module: "pulumi-language-nodejs",
          package: `${sdkModule}/nodejs/cmd/pulumi-language-nodejs`,
          version: "v3.68.0",
        },
      },
      copies: {
        "pulumi-resource-pulumi-nodejs": {
          module: "pulumi-language-nodejs",
          of: sdkModule,
          file: "nodejs/dist/pulumi-resource-pulumi-nodejs",
        },
      },
    },
  },
  "pulumi-resource-kubernetes": {
    release: (os, arch) => {
      const base = "https://github.com/pulumi/pulumi-kubernetes/releases/download/v4.34.2";
      return {
        version: "v4.34.2",
        url: `${base}/pulumi-resource-kubernetes-v4.34.2-${os}-${arch}.tar.gz`,
        checksums: `${base}/pulumi-kubernetes_4.34.2_checksums.txt`,
      };
    },
    go: {
      version: "v2.0.0",
      programs: {
        "pulumi-resource-kubernetes": {
          module: "pulumi-kubernetes",
          package: `${pulumiPlugin}/cmd/pulumi-resource-kubernetes`,
          stamps: { [`${pulumiPlugin}/pkg/version.Version`]: "v2.0.0" },
        },
      },
    },
  },
  kubectl: {
    ...kubernetes("kubectl"),
    installed: { args: ["version", "--client"], accepts: /v1\.(2[89]|3\d)\./ },
  },
  "kube-apiserver": kubernetes("kube-apiserver"),
  "kube-controller-manager": kubernetes("kube-controller-manager"),
  "kube-scheduler": kubernetes("kube-scheduler"),
  kubelet: kubernetes("kubelet"),
  "kube-proxy": kubernetes("kube-proxy"),
  etcd: {
    release: (os, arch) => {
      const base = "https://github.com/etcd-io/etcd/releases/download/v3.6.5";
      const suffix = os === "linux" ? "tar.gz" : "zip";
      return {
        version: "v3.6.5",
        url: `${base}/etcd-v3.6.5-${os}-${arch}.${suffix}`,
        checksums: `${base}/SHA256SUMS`,
      };
    },
    go: { version: "v3.6.5", programs: { etcd: { module: "etcd", package: "go.etcd.io/etcd/server/v3" } } },
  },
  "kube-network-policies": {
    go: {
      version: "v1.1.1",
      programs: {
        "kube-network-policies": { module: "kube-network-policies", package: "." },
      },
    },
  },
  // The driver that this repository has, with the sidecars of Kubernetes around it. None of them has a release of binaries.
  "csi-folders": {
    go: {
      version: "v1",
      programs: {
        "csi-folders": { module: "csi", package: "." },
        "csi-provisioner": {
          module: "csi",
          package: "github.com/kubernetes-csi/external-provisioner/v6/cmd/csi-provisioner",
          version: "v6.3.0",
        },
        "csi-snapshotter": {
          module: "csi",
          package: `${snapshotter}/v8/cmd/csi-snapshotter`,
          version: "v8.6.0",
        },
        "snapshot-controller": {
          module: "csi",
          package: `${snapshotter}/v8/cmd/snapshot-controller`,
          version: "v8.6.0",
        },
      },
      copies: Object.fromEntries(
        ["volumesnapshotclasses", "volumesnapshotcontents", "volumesnapshots"].map((name) => [
          `${name}.yaml`,
          {
            module: "csi",
            of: `${snapshotter}/client/v8`,
            file: `config/crd/snapshot.storage.k8s.io_${name}.yaml`,
          },
        ]),
      ),
    },
  },
  // This repository's own, because the plugin of @pulumi/command isn't on Go's proxy.
  "remote-client": {
    go: { version: "v1", programs: { "remote-client": { module: "remote-client", package: "." } } },
  },
  coredns: {
    release: (os, arch) => {
      const url = `https://github.com/coredns/coredns/releases/download/v1.12.0/coredns_1.12.0_${os}_${arch}.tgz`;
      return { version: "v1.12.0", url, checksums: `${url}.sha256` };
    },
    go: {
      version: "v1.12.0",
      programs: { coredns: { module: "coredns", package: "github.com/coredns/coredns" } },
    },
  },
  // No release, because kwok publishes no digests to verify a download with.
  kwok: {
    go: { version: "v0.7.0", programs: { kwok: { module: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok" } } },
  },
  kind: {
    // Older ones enforce no NetworkPolicies.
    installed: { args: ["version"], accepts: /v0\.(2[4-9]|[3-9]\d)\./ },
    release: (os, arch) => {
      const url = `https://github.com/kubernetes-sigs/kind/releases/download/v0.30.0/kind-${os}-${arch}`;
      return { version: "v0.30.0", url, checksums: `${url}.sha256sum` };
    },
    go: { version: "v0.30.0", programs: { kind: { module: "kind", package: "sigs.k8s.io/kind" } } },
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;
