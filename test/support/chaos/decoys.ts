import { annotationKeys, labelKeys, loadBalancing, ownerLabels } from "../../../provider/common/names";
import { apply, list } from "../cluster";
import { groupPolicy } from "../group";
import type { TestStack } from "../stack";

const kinds = "pods,secrets,persistentvolumeclaims,networkpolicies,services,configmaps,deployments";

/** What each namespace has, and the Service that names the decoys' Pods as well. */
const unrelated = ["ConfigMap kube-root-ca.crt", "Service ec2-instances"];

const decoy = "ec2-pods.test/decoy";

const instanceId = "i-00000000000000000";
const none = { "ec2-pods.test": "none" };
const balancerArn =
  "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/decoy/0000000000000000";
const listener = {
  kind: "lb:Listener",
  id: `${balancerArn.replace("loadbalancer", "listener")}/0000000000000000`,
  values: { loadBalancerArn: balancerArn, port: 80, protocol: "HTTP", defaultActions: [] },
};

interface ApiObject {
  kind: string;
  metadata: {
    name: string;
    uid: string;
    labels: object;
    annotations: object;
    deletionTimestamp?: string;
  };
  spec?: object;
  data?: object;
}

/** Creates objects of each kind that look like the stack's, but belong to someone else. The stack must not touch them. */
export async function createDecoys(stack: TestStack, origin: string, name: string): Promise<void> {
  const owner = ownerLabels({ project: stack.namespace, stack: "test", name });
  const identities: Record<string, { labels: Record<string, string>; origin: string }> = {
    "another-stack": { labels: { ...owner, [labelKeys.owner]: "0123456789abcdef" }, origin },
    "another-origin": { labels: owner, origin: "another" },
    "another-name": { labels: { ...owner, [labelKeys.name]: `${name}-2` }, origin },
    "no-owner": { labels: {}, origin },
  };
  const items = Object.entries(identities).flatMap(([suffix, identity]) => {
    const metadata = {
      name: `ec2-${name}-${suffix}`,
      labels: { ...identity.labels, [labelKeys.instanceId]: instanceId, [decoy]: "true" },
      annotations: { [annotationKeys.origin]: identity.origin, [annotationKeys.launchPending]: "true" },
    };
    const ofVolume = { [labelKeys.volumeId]: "vol-00000000000000000", [labelKeys.attachedTo]: instanceId };
    const ofBalancer = { [labelKeys.service]: loadBalancing, [labelKeys.loadBalancer]: metadata.name };
    const balancing = { ...metadata, labels: { ...metadata.labels, ...ofBalancer } };
    return [
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata,
        spec: {
          // It is never scheduled, so the cluster doesn't change it.
          schedulingGates: [{ name: "ec2-pods.test/never" }],
          containers: [{ name: "instance", image: "busybox:1.35" }],
        },
      },
      { apiVersion: "v1", kind: "Secret", metadata, data: {} },
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { ...metadata, labels: { ...metadata.labels, ...ofVolume } },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: "none",
          resources: { requests: { storage: "1Gi" } },
        },
      },
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata,
        spec: { podSelector: { matchLabels: none } },
      },
      { apiVersion: "v1", kind: "ConfigMap", metadata: balancing, data: { part: JSON.stringify(listener) } },
      { apiVersion: "v1", kind: "Service", metadata: balancing, spec: { clusterIP: "None", selector: none } },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: balancing,
        spec: {
          // It never rolls, so the cluster doesn't change it.
          paused: true,
          replicas: 0,
          selector: { matchLabels: none },
          template: { metadata: { labels: none }, spec: { containers: [{ name: "none", image: "none" }] } },
        },
      },
    ];
  });
  // A group that no stack declares, for instances that aren't in one of the stack's own.
  const { metadata } = groupPolicy;
  const group = {
    ...groupPolicy,
    metadata: { ...metadata, labels: { ...metadata.labels, [decoy]: "true" } },
  };
  await apply(stack.namespace, { apiVersion: "v1", kind: "List", items: [...items, group] });
}

/** The decoys, without the fields that the cluster itself keeps changing. */
export async function decoysOf(stack: TestStack): Promise<object[]> {
  const decoys = await list<ApiObject>(stack.namespace, kinds, "--selector", decoy);
  return decoys.map(
    ({ kind, metadata: { name, uid, labels, annotations, deletionTimestamp }, spec, data }) => ({
      ...{ kind, name, uid, labels, annotations, deletionTimestamp, spec, data },
    }),
  );
}

/** Kinds and names of all other objects, without the Pods of a test's watch. */
export async function othersOf(stack: TestStack, moreKinds: readonly string[] = []): Promise<string[]> {
  const all = [kinds, ...moreKinds].join(",");
  const others = await list<ApiObject>(stack.namespace, all, "--selector", `!${decoy}`);
  return others
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => !name.startsWith("Pod watch-") && !unrelated.includes(name));
}
