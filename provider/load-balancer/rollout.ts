import type { Cluster } from "../cluster/cluster";
import { isOver } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { healingMilliseconds, until, WaitError } from "../instance/wait";
import { hasConfig, podSelector, proxyContainer } from "./objects";

/** Milliseconds that a load balancer has to come up. */
const limit = 120_000;

const imageFix =
  'Name an image that the nodes have or can pull with "pulumi config set ec2-pods:loadBalancerImage <image>"';

/** Why the Pod of a load balancer isn't ready; undefined for one that is. */
interface Trouble {
  cause: string;
  fix?: string;
  /** It mostly doesn't resolve itself. */
  isStuck: boolean;
}

export function troubleOf({ status = {} }: Pod): Trouble | undefined {
  const condition = (type: string) => status.conditions?.find((item) => item.type === type);
  if (condition("Ready")?.status === "True") return undefined;
  const { state, lastState } = status.containerStatuses?.find(({ name }) => name === proxyContainer) ?? {};
  const waiting = state?.waiting;
  const message = [waiting?.reason, waiting?.message].filter(Boolean).join(": ");
  if (/Image/.test(waiting?.reason ?? "")) {
    return { cause: `its Pod can't start: ${message}`, fix: imageFix, isStuck: true };
  }
  if (lastState?.terminated) {
    return { cause: `HAProxy exited with code ${lastState.terminated.exitCode}`, isStuck: true };
  }
  const scheduled = condition("PodScheduled");
  if (scheduled?.status === "False") {
    const cause = `no node can run its Pod: ${scheduled.message ?? scheduled.reason ?? "no message"}`;
    return { cause, fix: "Free resources on a node, or add a node", isStuck: true };
  }
  return {
    cause: `its Pod isn't ready: ${message || (status.phase ?? "not scheduled yet")}`,
    isStuck: false,
  };
}

/** Waits until a load balancer serves by this configuration only. */
export async function untilServing(
  cluster: Cluster,
  { namespace, name }: { namespace: string; name: string },
  configHash: string,
  report: (line: string) => void,
): Promise<void> {
  let latest = "its Pod isn't there yet";
  let stuckSince: number | undefined;
  const look = async (): Promise<true | undefined> => {
    const pods = (await cluster.pods(namespace, podSelector(name))).filter((pod) => !isOver(pod));
    const current = pods.find((pod) => hasConfig(pod, configHash));
    const trouble = current && troubleOf(current);
    if (current && !trouble) return pods.length === 1 || undefined;
    latest = trouble?.cause ?? latest;
    stuckSince = trouble?.isStuck ? (stuckSince ?? Date.now()) : undefined;
    if (!current || stuckSince === undefined || Date.now() - stuckSince < healingMilliseconds)
      return undefined;
    throw new WaitError(await withConsole(cluster, current, latest), trouble?.fix);
  };
  await until(cluster, namespace, look, {
    limit,
    report: (waited) => report(`waited ${Math.round(waited / 1000)} s: ${latest}`),
    late: () => new WaitError(`it doesn't serve after ${limit / 1000} s: ${latest}`),
  });
}

async function withConsole(cluster: Cluster, pod: Pod, cause: string): Promise<string> {
  const console = await cluster.console(pod, proxyContainer, 5).catch(() => "");
  const lines = console.trim().split("\n").filter(Boolean);
  return lines.length > 0 ? `${cause} (console: ${lines.join(" | ")})` : cause;
}
