import { labelKeys, ownerLabels } from "../../../provider/common/names";
import { apply, list } from "../cluster";
import type { TestStack } from "../stack";

const kinds = "pods,secrets,persistentvolumeclaims,networkpolicies";

const decoy = "ec2-pods.test/decoy";

interface Thing {
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

/** The objects of each kind that are no one's concern but their makers', however much they look like the stack's. */
export async function makeDecoys(stack: TestStack, maker: string): Promise<void> {
  const ours = ownerLabels({ project: stack.namespace, stack: "test", name: "plain" });
  const identities: Record<string, [labels: Record<string, string>, maker: string]> = {
    "another-stacks": [{ ...ours, [labelKeys.owner]: "0123456789abcdef" }, maker],
    "another-makers": [ours, "another"],
    "nearly-equal": [{ ...ours, [labelKeys.name]: "plain-2" }, maker],
    nobodys: [{}, maker],
  };
  const items = Object.entries(identities).flatMap(([suffix, [own, madeBy]]) => {
    const metadata = {
      name: `ec2-plain-${suffix}`,
      labels: { ...own, [labelKeys.instanceId]: "i-00000000000000000", [decoy]: "true" },
      annotations: { "ec2-pods/maker": madeBy, "ec2-pods/spawn-pending": "true" },
    };
    return [
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata,
        spec: {
          // It is never scheduled, so nothing but a stranger changes it.
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
  await apply(stack.namespace, { apiVersion: "v1", kind: "List", items });
}

/** The decoys, without what the cluster itself keeps changing. */
export async function decoysOf(stack: TestStack): Promise<object[]> {
  const decoys = await list<Thing>(stack.namespace, kinds, "--selector", decoy);
  return decoys.map(
    ({ kind, metadata: { name, uid, labels, annotations, deletionTimestamp }, spec, data }) => ({
      ...{ kind, name, uid, labels, annotations, deletionTimestamp, spec, data },
    }),
  );
}

/** Kinds and names of all else; the Pods of a test's watch don't count. */
export async function othersOf(stack: TestStack): Promise<string[]> {
  const others = await list<Thing>(stack.namespace, kinds, "--selector", `!${decoy}`);
  return others
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => !name.startsWith("Pod watch-"));
}
