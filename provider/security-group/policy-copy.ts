import type { NetworkPolicy } from "../cluster/objects";
import { annotationKeys } from "../common/names";
import { isOfGroup } from "./edited-policy";

/** No namespace has a dot in its name, which the names of policies may end with. */
export const copyName = (name: string): string => `left.${name}`;

const originalOf = ({ metadata: { name = "", uid = "" } = {} }: NetworkPolicy): string => `${name} ${uid}`;

/** The value of its annotation gives the copy of each policy a version of its own. */
export function copyOf(left: NetworkPolicy): NetworkPolicy {
  const { name = "", namespace, labels, annotations } = left.metadata ?? {};
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: {
      name: copyName(name),
      namespace,
      labels,
      annotations: { ...annotations, [annotationKeys.standsInFor]: originalOf(left) },
    },
    spec: left.spec,
  } as NetworkPolicy;
}

/** Whether it is the copy of this very policy, and not of one before it of the same name. */
export const isCopyOf = (copy: NetworkPolicy, policy: NetworkPolicy): boolean =>
  copy.metadata?.annotations?.[annotationKeys.standsInFor] === originalOf(policy);

/** Says which copies of a group's policies are left: a killed update without checkpoints made them in place of those. */
export function copyTexts(policies: readonly NetworkPolicy[], { groupId }: { groupId: string }): string[] {
  const names = new Set(policies.map(({ metadata }) => metadata?.name));
  return policies.flatMap(({ metadata: { name = "", namespace = "", annotations } = {}, spec }) => {
    const [original] = annotations?.[annotationKeys.standsInFor]?.split(" ") ?? [];
    if (original === undefined || !isOfGroup(spec, groupId)) return [];
    const fix = names.has(original)
      ? `If "pulumi up" leaves it, delete it with "kubectl --namespace ${namespace} delete networkpolicy ${name}"`
      : 'Run the same "pulumi up" again, or "ec2-pods reap" if the program no longer has its group or rule';
    return `NetworkPolicy "${name}" in namespace "${namespace}" still allows what a killed update did. ${fix}`;
  });
}
