import { objectPath } from "../../cluster/api";
import type { Api } from "../../cluster/api";
import { connect } from "../../cluster/cluster";
import type { Cluster } from "../../cluster/cluster";
import type { List, NetworkPolicy, Pod } from "../../cluster/objects";
import { isContents } from "../../cluster/target";
import { unlessStatus } from "../../cluster/tolerate";
import { ExplainedError } from "../../common/errors";
import { containerName } from "../../instance/pod";
import { readiness } from "../../instance/pod-status";
import type { NetworkPolicySpec } from "../../security-group/policy-spec";
import { Interrupted } from "../command";
import { dnsSetting } from "./dns";
import {
  allowPolicy,
  clientPod,
  denyPolicy,
  dnsAnswers,
  dnsVerdict,
  everyRun,
  groupPolicy,
  leftovers,
  limits,
  nameserverIn,
  newRun,
  ofRun,
  serverPod,
  verdict,
} from "./probe-plan";
import type { DnsObservations, Observations } from "./probe-plan";
import { errorResult } from "./report";
import type { Check, Result } from "./report";

export interface ProbeTarget {
  api: Api;
  /** As in the user's command line, for the command that deletes what remains. */
  kubeconfig?: string | undefined;
  context: string;
  namespace: string;
  image: string;
  /** What groups without rules allow. */
  egress: NonNullable<NetworkPolicySpec["egress"]>;
}

type Report = (line: string) => void;

/**
 * Proves by traffic between two Pods of its own whether policies are enforced.
 *
 * Deletes everything that it created, however it ends.
 */
export async function probe(target: ProbeTarget, report: Report): Promise<Check[]> {
  const objects = await openObjects(target);
  const signals = onSignals(target, objects.run, report);
  try {
    return await Promise.race([observe(target, objects, report), signals.interrupted]);
  } catch (error) {
    return [enforcement(errorResult(error))];
  } finally {
    await objects
      .deleteAll()
      .catch(({ message }: Error) => report(`${message}: ${remaining(target, objects.run)}`));
    signals.end();
  }
}

const enforcement = (result: Result): Check => ({ name: "probe", ...result });

type Objects = Awaited<ReturnType<typeof openObjects>>;

async function observe(target: ProbeTarget, objects: Objects, report: Report): Promise<Check[]> {
  const { api, namespace, image } = target;
  const { run } = objects;
  const server = await running(api, await objects.createPod(serverPod(run, image)), image);
  report(`server Pod ${nameOf(server)} is running`);
  // The API server's time, whatever this machine's clock shows.
  await objects.deleteLeftovers(new Date(server.metadata?.creationTimestamp ?? Date.now()), report);
  const created = await objects.createPod(clientPod(run, image, server.status?.podIP ?? ""));
  const client = await running(api, created, image);
  report(`client Pod ${nameOf(client)} is running`);

  const seen: Observations = {};
  const saw = clientLog(objects.cluster, client);
  seen.open = await saw("open");
  const judged = () => [enforcement(verdict(seen, namespace))];
  if (seen.open === undefined) return judged();
  report("the client reaches the server");
  await objects.createPolicy(denyPolicy(run));
  seen.closed = await saw("closed");
  if (seen.closed === undefined) return judged();
  report("a policy that denies all ingress blocks the client");
  const before = (await saw(dnsAnswers, limits.dns)) !== undefined;
  await objects.createPolicy(allowPolicy(run));
  seen.reopened = await saw("open");
  if (seen.reopened === undefined) return judged();
  const dns = await observeDns(target, objects, { client, saw, before });
  return [...judged(), { name: "probe of DNS", ...dnsVerdict(dns) }];
}

/** Looks whether the client's DNS server answers under the policy of a group without rules. */
async function observeDns(
  { api, egress }: ProbeTarget,
  { cluster, run, createPolicy }: Objects,
  { client, saw, before }: { client: Pod; saw: Saw; before: boolean },
): Promise<DnsObservations> {
  const server = nameserverIn(await cluster.console(client, containerName)) ?? "none";
  const observed = { before, server, setting: server };
  if (!before) return observed;
  await createPolicy(groupPolicy(run, egress));
  // The policy doesn't allow the server Pod, so this shows that it is in force.
  if ((await saw("closed")) === undefined) return observed;
  const under = (await saw(dnsAnswers, limits.dns)) !== undefined;
  return { ...observed, under, setting: under ? server : await dnsSetting(api, server) };
}

/** The Pod once it runs and has an address. */
async function running(api: Api, pod: Pod, image: string): Promise<Pod> {
  const { name = "", namespace = "" } = pod.metadata ?? {};
  const signal = AbortSignal.timeout(limits.start);
  let latest = "it was not seen yet";
  // Without a resource version, the watch starts with the Pod as it is.
  const query = { fieldSelector: `metadata.name=${name}` };
  const events = api.watch<Pod>(objectPath("pods", namespace), query, { signal });
  for await (const { type, object } of events) {
    if (type === "DELETED") throw new ExplainedError(`Pod ${name} was deleted by someone else`);
    const state = readiness(object);
    if (state.state === "ready") return object;
    // A node retries a container that can't start, but the user shouldn't wait for that.
    if (state.state === "failed" || (state.state === "stuck" && object.spec?.nodeName)) {
      const fix = `Check --image ${image}: the node must have it or be able to pull it, and it must have sh`;
      throw new ExplainedError(`${state.cause} (Pod ${name})`, fix);
    }
    latest = state.cause;
  }
  if (!signal.aborted) throw new ExplainedError(`the watch of Pod ${name} ended`, "Run the probe again");
  throw new ExplainedError(
    `waited ${limits.start / 1000} s for Pod ${name}: ${latest}`,
    `See "kubectl --namespace ${namespace} describe pod ${name}"`,
  );
}

/** How long it took until the client logged this state next; undefined if it didn't. */
type Saw = (state: string, limit?: number) => Promise<number | undefined>;

function clientLog(cluster: Cluster, client: Pod): Saw {
  let read = 0;
  return async (state, limit = limits.traffic) => {
    const start = Date.now();
    const signal = AbortSignal.timeout(limit);
    let lines = 0;
    const end = await cluster.followConsole(client, containerName, signal, (line) => {
      lines += 1;
      return lines > read && line === state ? lines : undefined;
    });
    const took = Date.now() - start;
    if (end === undefined && took < limit) {
      throw new ExplainedError(
        `the log of Pod ${nameOf(client)} ended after ${took} ms`,
        "Run the probe again",
      );
    }
    read = end ?? read;
    return end && took;
  };
}

const nameOf = ({ metadata }: Pod): string => metadata?.name ?? "";

/** Creates and deletes the objects of one run. */
async function openObjects({ api, kubeconfig, context, namespace }: ProbeTarget) {
  const cluster = await connect({ kubeconfig, context });
  const run = newRun();
  const list = async (labelSelector: string) => {
    const [pods, policies] = await Promise.all([
      api.get<List<Pod>>(objectPath("pods", namespace), { labelSelector }),
      api.get<List<NetworkPolicy>>(objectPath("networkpolicies", namespace), { labelSelector }),
    ]);
    return { pods: pods.items, policies: policies.items };
  };
  const deleteObject = (kind: "pods" | "networkpolicies", { metadata }: Pod | NetworkPolicy) =>
    unlessStatus(404, api.delete(objectPath(kind, namespace, metadata?.name), { gracePeriodSeconds: 0 }));
  const deleteObjects = ({ pods, policies }: Awaited<ReturnType<typeof list>>) =>
    Promise.all([
      ...pods.map((pod) => deleteObject("pods", pod)),
      ...policies.map((policy) => deleteObject("networkpolicies", policy)),
    ]);
  const creations: Promise<unknown>[] = [];
  let ended = false;
  const create = <T>(creation: () => Promise<T>): Promise<T> => {
    if (ended) return new Promise<T>(() => undefined);
    const answer = creation();
    creations.push(answer);
    return answer;
  };

  return {
    run,
    cluster,
    createPod: (pod: Pod) =>
      create(() => cluster.createPod({ ...pod, metadata: { ...pod.metadata, namespace } })),
    createPolicy: (body: ReturnType<typeof denyPolicy>) =>
      create(() => api.post(objectPath("networkpolicies", namespace), body)),
    async deleteLeftovers(now: Date, report: Report): Promise<void> {
      const { pods, policies } = await list(everyRun);
      const old = { pods: leftovers(pods, pods, now), policies: leftovers(policies, pods, now) };
      for (const { metadata } of [...old.pods, ...old.policies]) {
        report(`deleting ${metadata?.name ?? ""}, left by an earlier probe`);
      }
      await deleteObjects(old);
    },
    async deleteAll(): Promise<void> {
      ended = true;
      // The API server may still carry out a creation under way.
      await Promise.allSettled(creations);
      if (creations.length > 0) await deleteObjects(await list(ofRun(run)));
    },
  };
}

/** Ends the probe at the first signal, and the process at the second, saying what remains. */
function onSignals(target: ProbeTarget, run: string, report: Report) {
  const codes = { SIGINT: 130, SIGTERM: 143 };
  let interrupt: (error: Interrupted) => void;
  const interrupted = new Promise<never>((_, reject) => (interrupt = reject));
  let first = true;
  const onSignal = (signal: keyof typeof codes) => {
    if (!first) {
      report(remaining(target, run));
      process.exit(codes[signal]);
    }
    first = false;
    report("interrupted: deleting the probe's objects; interrupt again to exit at once");
    interrupt(new Interrupted(codes[signal]));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  return {
    interrupted,
    end: () => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, onSignal);
    },
  };
}

function remaining({ kubeconfig, context, namespace }: ProbeTarget, run: string): string {
  const access = `${kubeconfig && !isContents(kubeconfig) ? `--kubeconfig ${kubeconfig} ` : ""}--context ${context} --namespace ${namespace}`;
  return `Pods and NetworkPolicies remain; delete them with "kubectl ${access} delete pods,networkpolicies --selector ${ofRun(run)}"`;
}
