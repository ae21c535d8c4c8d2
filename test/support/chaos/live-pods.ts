import { labelKeys } from "../../../provider/common/names";
import { livePods as livePodsIn } from "../cluster";
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
