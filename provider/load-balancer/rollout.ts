import type { Cluster } from "../cluster/cluster";
import { fullQuota } from "../cluster/cluster-error";
import { isOver } from "../cluster/objects";
import type { Deployment, Pod } from "../cluster/objects";
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

/** What a namespace refuses a Pod for, and what helps. */
const refusalFixes: [refusal: RegExp, fix: string][] = [
  fullQuota,
  [/must specify/, "Give the namespace a LimitRange with default requests and limits"],
  [/usage per|request ratio per/, "Change the LimitRange, so that it accepts the Pod"],
];

const otherNamespace =
  'Let the namespace accept the Pod, or name another one with "pulumi config set kubernetes:namespace <namespace>"';

/** Why the Pod of a load balancer can't be created; undefined if nothing refuses it. */
export function refusalOf({ metadata, status }: Deployment): Trouble | undefined {
  const failure = status?.conditions?.find(({ type }) => type === "ReplicaFailure");
  const isOutdated = (status?.observedGeneration ?? 0) < (metadata?.generation ?? 0);
  if (failure?.status !== "True" || isOutdated) return undefined;
  const message = failure.message ?? failure.reason ?? "no message";
  const [, fix = otherNamespace] = refusalFixes.find(([refusal]) => refusal.test(message)) ?? [];
  const beside = status?.replicas ? " beside the one that it replaces" : "";
  return { cause: `its Pod can't be created${beside}: ${message}`, fix, isStuck: true };
}

/** Milliseconds between two looks at a Deployment. Each change of a Pod in the namespace would be one. */
const refusalMilliseconds = 2_000;

/** Looks from time to time for what refuses the Pod of a load balancer. Best effort: it only explains a wait. */
function refusals(
  cluster: Cluster,
  { namespace, name }: { namespace: string; name: string },
): () => Promise<Trouble | undefined> {
  let lookedAt = Date.now();
  let latest: Trouble | undefined;
  return async () => {
    if (Date.now() - lookedAt < refusalMilliseconds) return latest;
    lookedAt = Date.now();
    const deployment = await cluster.object("deployments", namespace, name).catch(() => undefined);
    latest = deployment && refusalOf(deployment);
    return latest;
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
  const refusal = refusals(cluster, { namespace, name });
  const look = async (): Promise<true | undefined> => {
    const pods = (await cluster.pods(namespace, podSelector(name))).filter((pod) => !isOver(pod));
    const current = pods.find((pod) => hasConfig(pod, configHash));
    const trouble = current ? troubleOf(current) : await refusal();
    if (current && !trouble) return pods.length === 1 || undefined;
    latest = trouble?.cause ?? latest;
    stuckSince = trouble?.isStuck ? (stuckSince ?? Date.now()) : undefined;
    if (stuckSince === undefined || Date.now() - stuckSince < healingMilliseconds) return undefined;
    throw new WaitError(current ? await withConsole(cluster, current, latest) : latest, trouble?.fix);
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
