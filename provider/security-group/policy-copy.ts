import type { NetworkPolicy } from "../cluster/objects";
import { annotationKeys } from "../common/names";
import { isOfGroup } from "./edited-policy";

/** How long a network plugin may take to apply a policy. It may apply the next one before. */
export const applyMilliseconds = 1000;

/** No namespace has a dot in its name, which the names of policies may end with. */
const prefix = "left.";

export const copyName = (name: string): string => `${prefix}${name}`;
export const isCopyName = (name: string): boolean => name.startsWith(prefix);

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

/** The copies of a group's policies. */
function copiesIn(policies: readonly NetworkPolicy[], groupId: string): Copied[] {
  const originalName = ({ metadata }: NetworkPolicy) =>
    metadata?.annotations?.[annotationKeys.standsInFor]?.split(" ")[0];
  const copies = policies.filter((each) => originalName(each) !== undefined && isOfGroup(each.spec, groupId));
  return copies.map((copy) => ({
    copy,
    original: policies.find(({ metadata }) => metadata?.name === originalName(copy)),
  }));
}

interface Copied {
  copy: NetworkPolicy;
  /** The policy of the name that the copied one had. */
  original: NetworkPolicy | undefined;
}

/** The copies of a group's policies that were made again: an update was killed before it could end them. */
export const needlessCopies = (policies: readonly NetworkPolicy[], groupId: string): NetworkPolicy[] =>
  copiesIn(policies, groupId)
    .filter(
      ({ copy, original }) => original && !original.metadata?.deletionTimestamp && !isCopyOf(copy, original),
    )
    .map(({ copy }) => copy);

/** The copies of a group's policies that weren't made again: a killed update was about to. */
export const lastingCopies = (policies: readonly NetworkPolicy[], groupId: string): NetworkPolicy[] =>
  copiesIn(policies, groupId)
    .filter(({ copy, original }) => !original || isCopyOf(copy, original))
    .map(({ copy }) => copy);

/** Says what a copy does that wasn't made again, and what ends it. */
export const lastingText = ({ metadata: { name = "", namespace = "" } = {} }: NetworkPolicy): string =>
  `NetworkPolicy "${name}" in namespace "${namespace}" still allows what a killed update did. Run the same "pulumi up" again, or "ec2-pods reap --include-saved" if the program no longer has its group or rule`;
