import * as clusters from "../../provider/cluster/cluster";
import type { Cluster } from "../../provider/cluster/cluster";
import { ClusterError } from "../../provider/cluster/cluster-error";
import type { ConfigMap, Deployment, Pod, Secret, Service } from "../../provider/cluster/objects";
import { labelKeys } from "../../provider/common/names";
import { loadBalancerKinds } from "../../provider/load-balancer/kinds";
import { loadBalancerLifecycle } from "../../provider/load-balancer/load-balancer-lifecycle";
import { toPartSecret } from "../../provider/load-balancer/objects";
import { partLifecycle } from "../../provider/load-balancer/part-lifecycle";
import { targetLifecycle } from "../../provider/load-balancer/target-lifecycle";
import { defaultSubnets } from "../../provider/network/default-vpc";
import type { Values } from "../../provider/record/kind";
import { lifecycleOf } from "../../provider/record/lifecycle";
import { forget } from "../../provider/record/registry";
import { shapeOf } from "../../provider/record/shape";
import { elbArns, recordSamples } from "./record-samples";

const operations = (token: string) => lifecycleOf(token, loadBalancerKinds[token]!, shapeOf(token));
export const groups = partLifecycle("lb:TargetGroup", operations("lb:TargetGroup"));
export const listeners = partLifecycle("lb:Listener", operations("lb:Listener"));
export const rules = partLifecycle("lb:ListenerRule", operations("lb:ListenerRule"));
export const targets = targetLifecycle(operations("lb:TargetGroupAttachment"));
export const balancers = loadBalancerLifecycle(operations("lb:LoadBalancer"));

/** The operations of each kind. */
export const lifecycles = {
  LoadBalancer: balancers,
  Listener: listeners,
  ListenerRule: rules,
  TargetGroup: groups,
  TargetGroupAttachment: targets,
};
export type PartKind = keyof typeof lifecycles;

/** Ids of two subnets in different zones, as a load balancer needs them. */
export const subnets = defaultSubnets("us-east-1")
  .slice(0, 2)
  .map(({ id }) => id);

export const urnOf = (kind: string, name: string, stack = "dev"): string =>
  `urn:pulumi:${stack}::shop::pulumi-nodejs:lb/${kind.slice(0, 1).toLowerCase()}${kind.slice(1)}:${kind}::${name}`;

/** The checked inputs of a part with the arguments of its sample, as a new process sees it. */
export async function checkedPart(
  kind: PartKind,
  name: string,
  args: Values = {},
  olds: Values = {},
): Promise<Values> {
  const __urn = urnOf(kind, name);
  forget(__urn);
  const whole = { ...recordSamples[`lb:${kind}`], ...(kind === "LoadBalancer" && { subnets }), ...args };
  const { inputs, failures } = await lifecycles[kind].check(olds, { ...whole, __urn });
  expect(failures).toEqual([]);
  return inputs;
}

/** The stack's configuration, as the engine gives it to all of them. */
export function configure(config: Record<string, string> = {}): void {
  const all: Record<string, string> = {
    "kubernetes:namespace": "apps",
    "kubernetes:context": "kind-dev",
    ...config,
  };
  for (const each of [groups, listeners, rules, targets, balancers]) {
    each.configure({ config: { get: (key) => all[key] } });
  }
}

/** Before each test, the stack's configuration is as usual, and nothing names a cluster of this machine. */
export function useConfiguration(): void {
  const ambient = process.env["KUBECONFIG"];
  beforeEach(() => {
    process.env["KUBECONFIG"] = "/nowhere";
    configure();
  });
  afterEach(() => {
    process.env["KUBECONFIG"] = ambient;
    if (ambient === undefined) delete process.env["KUBECONFIG"];
    jest.restoreAllMocks();
  });
}

/** A target group of another stack, which the parts of a test may name. */
const foreignGroup = toPartSecret(
  "lb:TargetGroup",
  { recordId: elbArns.targetGroup, __urn: urnOf("TargetGroup", "foreign", "other") },
  "apps",
  "me",
);

/** The Pod of an instance that no test declares. */
export const foreignInstance = "i-0123456789abcdef0";
const instancePod: Pod = {
  metadata: { namespace: "apps", labels: { [labelKeys.instanceId]: foreignInstance } },
};

/** The text of a Secret, or of the ConfigMap of an older release. */
export const textIn = ({ kind, data }: Secret | ConfigMap, key: string): string | undefined =>
  kind === "Secret" ? data?.[key] && Buffer.from(data[key], "base64").toString() : data?.[key];

/** The ConfigMap in which an older release kept this. */
export const toOldMap = (secret: Secret): ConfigMap => ({
  ...secret,
  kind: "ConfigMap",
  data: Object.fromEntries(Object.keys(secret.data ?? {}).map((key) => [key, textIn(secret, key) ?? ""])),
});

/** A cluster that keeps objects by name, whose Deployments roll at once. */
export function useCluster(failing?: string | (() => string | undefined)) {
  const secrets = new Map<string, Secret>();
  const maps = new Map<string, ConfigMap>();
  const services = new Map<string, Service>();
  const deployments = new Map<string, Deployment>();
  const kinds: Record<string, Map<string, object>> = { secrets, configmaps: maps, services, deployments };
  const kept = (kind: string) => kinds[kind]!;
  const podOf = ({ spec }: Deployment): Pod => ({
    ...spec?.template,
    status: { conditions: [{ type: "Ready", status: "True" }] },
  });
  const cluster = {
    object: (kind: string, _: string, name: string) => Promise.resolve(kept(kind).get(name)),
    ensureSecret: (secret: Secret) => {
      const name = secret.metadata?.name ?? "";
      return Promise.resolve(void (secrets.has(name) || secrets.set(name, secret)));
    },
    apply: (kind: string, object: Secret) =>
      Promise.resolve(void kept(kind).set(object.metadata?.name ?? "", object)),
    patchObject: (kind: string, _: string, name: string, { metadata }: Secret) => {
      const map = kept(kind).get(name) as Secret;
      const annotations = Object.entries({ ...map.metadata?.annotations, ...metadata?.annotations });
      const left = Object.fromEntries(annotations.filter(([, value]) => value !== null));
      kept(kind).set(name, { ...map, metadata: { ...map.metadata, annotations: left } });
      return Promise.resolve();
    },
    deleteObject: (kind: string, _: string, name: string) => Promise.resolve(void kept(kind).delete(name)),
    listObjects: (kind: string, _: string, label: string) => {
      // The first of the lists that are made together.
      const reason = kind === "configmaps" && (typeof failing === "function" ? failing() : failing);
      if (reason) return Promise.reject(new ClusterError(reason));
      const [key = "", value] = label.split("=");
      const all = [...(kind === "secrets" ? [foreignGroup] : []), ...kept(kind).values()] as Secret[];
      return Promise.resolve(all.filter(({ metadata }) => metadata?.labels?.[key] === value));
    },
    refusal: () => Promise.resolve(undefined),
    networkPolicies: () => Promise.resolve([]),
    pods: (namespace: string, selector: Record<string, string>) =>
      Promise.resolve(
        [...(namespace === "apps" ? [instancePod] : []), ...[...deployments.values()].map(podOf)].filter(
          ({ metadata }) =>
            Object.entries(selector).every(([key, value]) => metadata?.labels?.[key] === value),
        ),
      ),
    listen: () => () => undefined,
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return { secrets, maps, services, deployments, cluster };
}
