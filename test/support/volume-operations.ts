import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Cluster } from "../../provider/cluster/cluster";
import * as clusters from "../../provider/cluster/cluster";
import type { ClusterError } from "../../provider/cluster/cluster-error";
import type { PersistentVolumeClaim } from "../../provider/cluster/objects";
import { origin } from "../../provider/common/origin";
import type { Values } from "../../provider/record/kind";
import { lifecycleOf } from "../../provider/record/lifecycle";
import { shapeOf } from "../../provider/record/shape";
import { attachmentLifecycle } from "../../provider/volume/attachment-lifecycle";
import { volumeKinds } from "../../provider/volume/kinds";
import { volumeLifecycle } from "../../provider/volume/volume-lifecycle";

const operations = (token: string) => lifecycleOf(token, volumeKinds[token]!, shapeOf(token));
export const volumes = volumeLifecycle(operations("ebs:Volume"));
export const attachments = attachmentLifecycle(operations("ec2:VolumeAttachment"));

const folder = mkdtempSync(join(tmpdir(), "volumes-"));
const ambient = process.env["KUBECONFIG"];
afterAll(() => {
  process.env["KUBECONFIG"] = ambient;
  if (ambient === undefined) delete process.env["KUBECONFIG"];
  rmSync(folder, { recursive: true });
});

/** Makes this context the current one, as "kubectl config use-context" does. */
export function useContext(current: string): void {
  const names = ["kind-one", "kind-two", "kind-three"];
  const config = {
    "current-context": current,
    contexts: names.map((name) => ({
      name,
      context: { cluster: name, user: "me", namespace: `ns-${name}` },
    })),
    clusters: names.map((name) => ({ name, cluster: { server: "https://127.0.0.1:1" } })),
    users: [{ name: "me", user: {} }],
  };
  const path = join(folder, `${current}.yaml`);
  writeFileSync(path, JSON.stringify(config));
  process.env["KUBECONFIG"] = path;
}

export function configure(config: Record<string, string>): void {
  volumes.configure({ config: { get: (key: string) => config[key] } });
}

beforeEach(() => {
  useContext("kind-one");
  configure({});
});

const urnOf = (name: string): string => `urn:pulumi:dev::shop::pulumi-nodejs:ebs/volume:Volume::${name}`;
export const check = async (name: string, args: Values, olds: Values = {}) => {
  const news = { availabilityZone: "us-east-1a", size: 8, kubeconfig: "", __urn: urnOf(name), ...args };
  const { inputs, failures } = await volumes.check(olds, news);
  return { inputs, failures: failures.map(({ property, reason }) => `${property} ${reason}`) };
};
export const diff = async (olds: Values, news: Values) => volumes.diff(String(olds["recordId"]), olds, news);

/** A cluster that keeps one claim. */
export function clusterWith(
  labels: Record<string, string>,
  annotations: Record<string, string> = {},
  refusal?: ClusterError,
  { isGone = false } = {},
) {
  const claim: PersistentVolumeClaim = {
    metadata: {
      name: "c",
      namespace: "apps",
      labels,
      annotations: { "ec2-pods/maker": origin(), ...annotations },
    },
    spec: { resources: { requests: { storage: "8Gi" } } },
  };
  const patches: { metadata: { labels: object; annotations: object } }[] = [];
  const cluster = {
    claim: () => Promise.resolve(claim),
    claims: () => Promise.resolve([claim]),
    ensureClaim: () => Promise.resolve(isGone),
    patchClaim: (_: unknown, patch: (typeof patches)[number]) =>
      refusal ? Promise.reject(refusal) : Promise.resolve(void patches.push(patch)),
    pods: () => Promise.resolve([]),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return patches;
}
