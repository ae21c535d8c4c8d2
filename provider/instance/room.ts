import type { Cluster } from "../cluster/cluster";
import { isOver } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { repeatedWhile } from "../cluster/repeat";
import { ExplainedError } from "../common/errors";
import { amountOf } from "../common/quantity";
import { sameValue } from "../common/values";
import { terminate } from "./end";
import type { InstanceInputs } from "./model";
import { nodeSelectorOf } from "./pod";
import { report } from "./report";
import { hasSize, sizeOf } from "./size";

/** What the scheduler says of a Pod that would be one too many. */
const nodeLack = /nodes are available: .*(Insufficient (cpu|memory)|Too many pods)/;

/** What a quota says of such a Pod: it lists only what is exceeded. */
const quotaLack = /exceeded quota: .*requested: (\S*\b(?:pods|cpu|memory)=\S*), used: (\S+), limited: (\S+)/;

/** Without the console, which has whatever programs print. */
const causeOf = (error: unknown): string => {
  if (!(error instanceof ExplainedError)) return "";
  return error.cause instanceof ExplainedError ? error.cause.reason : error.reason;
};

/** Launches a new Pod beside those before, or in place of them if there is room for one only. */
export const inItsRoom = (
  cluster: Cluster,
  pods: Pod[],
  inputs: InstanceInputs,
  { limit }: { limit: number },
  launch: () => Promise<Pod>,
): Promise<Pod> =>
  launch().catch(async (error: unknown) => {
    if (!isInTheWay(pods, inputs, error)) throw error;
    report(inputs, "there is no room for its new Pod beside the one before, which ends first");
    await terminate(cluster, pods, inputs, limit);
    // A quota counts a Pod for a moment after it is gone, and refuses the new one before anything of it exists.
    return repeatedWhile((refusal) => quotaLack.test(causeOf(refusal)), limit, launch);
  });

/** Whether a launch failed only because these Pods of the instance still have the room that the new one needs. */
export function isInTheWay(pods: Pod[], inputs: InstanceInputs, error: unknown): boolean {
  const cause = causeOf(error);
  const live = pods.filter((pod) => !isOver(pod));
  const quota = quotaLack.exec(cause);
  if (quota ? !leavesQuotaFor(live, quota) : !nodeLack.test(cause)) return false;
  return live.some((pod) => leavesNodeFor(pod, inputs));
}

/** An end of the Pod that makes no room would only take the machine that runs. */
const leavesNodeFor = (pod: Pod, inputs: InstanceInputs): boolean =>
  sameValue(pod.spec?.nodeSelector, nodeSelectorOf(inputs)) &&
  tolerates(inputs, pod) &&
  hasSize(pod, inputs.pod.resources) &&
  // Without a size, the new Pod may get any from its namespace.
  (!sameValue(inputs.pod.resources, {}) || sameValue(sizeOf(pod), {}));

/** Whether the taints of the Pod's node let in the new Pod as well. Kubernetes adds tolerations of its own to each. */
const tolerates = ({ pod: { tolerations } }: InstanceInputs, { spec }: Pod): boolean =>
  (spec?.tolerations ?? [])
    .filter(({ key }) => !key?.startsWith("node.kubernetes.io/"))
    .every((toleration) => tolerations.some((other) => sameValue(other, toleration)));

/** Whether the quota admits what was requested once these Pods are gone: it may have been lowered below what is used. */
function leavesQuotaFor(pods: Pod[], [, ...parts]: string[]): boolean {
  const [requested = {}, used = {}, limited = {}] = parts.map(toAmounts);
  return Object.entries(requested).every(([name, amount]) => {
    const freed = pods.reduce((sum, pod) => sum + countedOf(pod, name), 0);
    return (used[name] ?? NaN) - freed + amount <= (limited[name] ?? NaN);
  });
}

const toAmounts = (list: string): Record<string, number> =>
  Object.fromEntries(
    list.split(",").map((item) => {
      const [name = "", quantity] = item.split("=");
      return [name, thousandths(quantity)];
    }),
  );

/** Whole numbers, which add up exactly. */
const thousandths = (quantity: string | undefined): number => Math.round(1000 * (amountOf(quantity) ?? NaN));

/** What the Pod uses of a resource of a quota, in thousandths. */
function countedOf({ spec }: Pod, name: string): number {
  if (name === "pods" || name === "count/pods") return 1000;
  const [, kind, resource = ""] = /^(?:(limits|requests)\.)?(.+)$/.exec(name) ?? [];
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  return [...(spec?.containers ?? []), ...sidecars]
    .map(({ resources }) => (kind === "limits" ? resources?.limits : resources?.requests)?.[resource])
    .reduce((sum, quantity) => sum + thousandths(quantity ?? "0"), 0);
}
