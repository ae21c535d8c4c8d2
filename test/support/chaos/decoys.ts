import { annotationKeys, labelKeys, ownerLabels } from "../../../provider/common/names";
import { apply, list } from "../cluster";
import { groupPolicy } from "../group";
import type { TestStack } from "../stack";

const kinds = "pods,secrets,persistentvolumeclaims,networkpolicies";

const decoy = "ec2-pods.test/decoy";

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
export async function createDecoys(stack: TestStack, origin: string): Promise<void> {
  const owner = ownerLabels({ project: stack.namespace, stack: "test", name: "plain" });
  const identities: Record<string, { labels: Record<string, string>; origin: string }> = {
    "another-stack": { labels: { ...owner, [labelKeys.owner]: "0123456789abcdef" }, origin },
    "another-origin": { labels: owner, origin: "another" },
    "another-name": { labels: { ...owner, [labelKeys.name]: "plain-2" }, origin },
    "no-owner": { labels: {}, origin },
  };
  const items = Object.entries(identities).flatMap(([suffix, identity]) => {
    const metadata = {
      name: `ec2-plain-${suffix}`,
      labels: { ...identity.labels, [labelKeys.instanceId]: "i-00000000000000000", [decoy]: "true" },
      annotations: { [annotationKeys.origin]: identity.origin, [annotationKeys.launchPending]: "true" },
    };
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
        metadata,
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
        spec: { podSelector: { matchLabels: { "ec2-pods.test": "none" } } },
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
export async function othersOf(stack: TestStack): Promise<string[]> {
  const others = await list<ApiObject>(stack.namespace, kinds, "--selector", `!${decoy}`);
  return others
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => !name.startsWith("Pod watch-"));
}
