import type { Cluster } from "../cluster/cluster";
import type { Pod } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { sameValue } from "../common/values";
import { terminate } from "./end";
import type { InstanceInputs } from "./model";
import { containerIn, nodeSelectorOf } from "./pod";
import { report } from "./report";

/** What the scheduler, a quota and the limits of a node say of a Pod that would be one too many. */
const lack =
  /nodes are available: .*(Insufficient (cpu|memory)|Too many pods)|exceeded quota: .*requested: .*(pods|cpu|memory)=/;

/** Without the console, which has whatever programs print. */
const causeOf = (error: ExplainedError): string =>
  error.cause instanceof ExplainedError ? error.cause.reason : error.reason;

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
    return launch();
  });

/** Whether a launch failed only because one of these Pods of the instance still has the room that the new one needs. */
export const isInTheWay = (pods: Pod[], inputs: InstanceInputs, error: unknown): boolean =>
  error instanceof ExplainedError &&
  lack.test(causeOf(error)) &&
  pods.some((pod) => leavesRoomFor(pod, inputs));

/** An end of the Pod that makes no room would only take the machine that runs. */
const leavesRoomFor = (pod: Pod, inputs: InstanceInputs): boolean =>
  sameValue(pod.spec?.nodeSelector, nodeSelectorOf(inputs)) &&
  sameValue(containerIn(pod)?.resources, inputs.pod.resources);
