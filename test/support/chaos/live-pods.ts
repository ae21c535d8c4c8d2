import { labelKeys } from "../../../provider/common/names";
import { list, livePods as livePodsIn } from "../cluster";
import type { TestStack } from "../stack";

/** Names of the Pods of a stack that aren't being deleted, without decoys and the Pods of a test's watch, sorted. */
export async function livePods(stack: TestStack, ofLoadBalancers = false): Promise<string[]> {
  const pods = await livePodsIn(stack.namespace, "--selector", "!ec2-pods.test/decoy");
  return pods
    .filter(({ metadata }) => !metadata.name.startsWith("watch-"))
    .filter(({ metadata }) => labelKeys.loadBalancer in (metadata.labels ?? {}) === ofLoadBalancers)
    .map(({ metadata }) => metadata.name)
    .sort();
}

/** Selects what a stack has made, without decoys. */
export const ofStack = ["--selector", "!ec2-pods.test/decoy,ec2-pods/owner"];

/** The objects of a kind that a stack has made and that aren't being deleted. */
export async function livingOf<T extends { metadata: { name: string; deletionTimestamp?: string } }>(
  stack: TestStack,
  kind: string,
): Promise<T[]> {
  const all = await list<T>(stack.namespace, kind, ...ofStack);
  return all.filter(({ metadata }) => !metadata.deletionTimestamp);
}
