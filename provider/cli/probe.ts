import { type Api, objectPath } from "../cluster/api";
import { type Cluster, connect } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { List, NetworkPolicy, Pod } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { containerName } from "../instance/pod";
import { readiness } from "../instance/pod-status";
import {
  allowPolicy,
  clientPod,
  denyPolicy,
  everyRun,
  leftovers,
  limits,
  newRun,
  type Observations,
  ofRun,
  serverPod,
  verdict,
} from "./probe-plan";
import type { Check } from "./report";
import { untilPod } from "./until-pod";

/** Where a probe is made. */
export interface ProbeSite {
  api: Api;
  /** As in the user's command line, for the command that removes what is left. */
  kubeconfig?: string;
  context: string;
  namespace: string;
  image: string;
}

/** The user or the system ended the probe, which has been cleaned up. */
export class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super("interrupted");
  }
}

/**
 * Proves by traffic between two Pods of its own whether policies are enforced; all that it made is gone afterwards,
 * however it ends.
 */
export async function probe(site: ProbeSite, report: (line: string) => void): Promise<Check> {
  const objects = await objectsOf(site);
  const signals = onSignals(site, objects.run, report);
  try {
    return await Promise.race([observe(site, objects, report), signals.interrupted]);
  } catch (error) {
    if (error instanceof ExplainedError) {
      return { name: "probe", state: "fault", value: error.reason, ...(error.fix ? { fix: error.fix } : {}) };
    }
    throw error;
  } finally {
    await objects.removeAll().catch((error: Error) => report(`${error.message}: ${left(site, objects.run)}`));
    signals.end();
  }
}

type Objects = Awaited<ReturnType<typeof objectsOf>>;

async function observe(site: ProbeSite, objects: Objects, report: (line: string) => void): Promise<Check> {
  const { api, namespace, image } = site;
  const { run } = objects;
  const server = await started(api, await objects.createPod(serverPod(run, image)), image);
  report(`server Pod ${nameOf(server)} runs`);
  // Its own creation is the API server's time, whatever this machine's clock says.
  await objects.removeLeftovers(new Date(server.metadata?.creationTimestamp ?? Date.now()), report);
  const created = await objects.createPod(clientPod(run, image, server.status?.podIP ?? ""));
  const client = await started(api, created, image);
  report(`client Pod ${nameOf(client)} runs`);

  const seen: Observations = {};
  const saw = clientLog(objects.cluster, client);
  seen.open = await saw("open");
  if (seen.open === undefined) return verdict(seen, namespace);
  report("the server answers the client");
  await objects.createPolicy(denyPolicy(run));
  seen.closed = await saw("closed");
  if (seen.closed === undefined) return verdict(seen, namespace);
  report("a policy that denies all ingress closed the server");
  await objects.createPolicy(allowPolicy(run));
  seen.reopened = await saw("open");
  return verdict(seen, namespace);
}

/** The Pod once it runs and has an address. */
function started(api: Api, pod: Pod, image: string): Promise<Pod> {
  const fix = `Check --image ${image}: the node has to have it or be able to pull it, and it needs sh`;
  return untilPod(api, pod, limits.start, (current) => {
    const now = readiness(current);
    if (now.state === "ready") return { ready: true };
    // An image that could not be pulled is tried again, but nobody wants to wait for that here.
    if (now.state === "failed" || / waits: /.test(now.cause)) {
      throw new ClusterError(`${now.cause} (Pod ${nameOf(pod)})`, fix);
    }
    return { ready: false, waitsFor: now.cause };
  });
}

/** Answers how long it took until the client wrote this state next; undefined where it didn't. */
function clientLog(cluster: Cluster, client: Pod): (state: string) => Promise<number | undefined> {
  let read = 0;
  return async (state) => {
    const began = Date.now();
    const found = await cluster.followConsole(
      client,
      containerName,
      AbortSignal.timeout(limits.traffic),
      (text) => {
        const at = text.split("\n").slice(0, -1).indexOf(state, read);
        return at === -1 ? undefined : at + 1;
      },
    );
    const took = Date.now() - began;
    if (found === undefined && took < limits.traffic) {
      throw new ClusterError(
        `the log of Pod ${nameOf(client)} ended after ${took} ms`,
        "Run the probe again",
      );
    }
    read = found ?? read;
    return found && took;
  };
}

const nameOf = ({ metadata }: Pod): string => metadata?.name ?? "";

/** Makes the objects of one run, and takes them all back. */
async function objectsOf({ api, kubeconfig, context, namespace }: ProbeSite) {
  const cluster = await connect({ ...(kubeconfig ? { kubeconfig } : {}), context });
  const run = newRun();
  const deletePod = (name: string) =>
    api.delete(objectPath("pods", namespace, name), { gracePeriodSeconds: 0 });
  const deletePolicy = (name: string) => api.delete(objectPath("networkpolicies", namespace, name));
  const list = async (labelSelector: string) => {
    const [pods, policies] = await Promise.all([
      api.get<List<Pod>>(objectPath("pods", namespace), { labelSelector }),
      api.get<List<NetworkPolicy>>(objectPath("networkpolicies", namespace), { labelSelector }),
    ]);
    return { pods: pods.items, policies: policies.items };
  };
  const remove = ({ pods, policies }: Awaited<ReturnType<typeof list>>) =>
    Promise.all([
      ...pods.map(({ metadata }) => unlessGone(deletePod(metadata?.name ?? ""))),
      ...policies.map(({ metadata }) => unlessGone(deletePolicy(metadata?.name ?? ""))),
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
    async removeLeftovers(now: Date, report: (line: string) => void): Promise<void> {
      const { pods, policies } = await list(everyRun);
      const old = { pods: leftovers(pods, pods, now), policies: leftovers(policies, pods, now) };
      for (const { metadata } of [...old.pods, ...old.policies]) {
        report(`removes ${metadata?.name ?? ""}, which an earlier probe left`);
      }
      await remove(old);
    },
    async removeAll(): Promise<void> {
      ended = true;
      // One under way may still be carried out.
      await Promise.allSettled(creations);
      if (creations.length > 0) await list(ofRun(run)).then(remove);
    },
  };
}

const unlessGone = (deletion: Promise<unknown>): Promise<unknown> =>
  deletion.catch((error: ClusterError) => {
    if (error.status !== 404) throw error;
  });

/** Ends the probe at the first signal; at the second one the process, saying what is left. */
function onSignals(site: ProbeSite, run: string, report: (line: string) => void) {
  const codes = { SIGINT: 130, SIGTERM: 143 };
  let interrupt: (error: Interrupted) => void;
  const interrupted = new Promise<never>((_, reject) => (interrupt = reject));
  let first = true;
  const onSignal = (signal: keyof typeof codes) => {
    if (!first) {
      report(left(site, run));
      process.exit(codes[signal]);
    }
    first = false;
    report("interrupted: removes what the probe made; once more ends at once");
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

function left({ kubeconfig, context, namespace }: ProbeSite, run: string): string {
  const access = `${kubeconfig ? `--kubeconfig ${kubeconfig} ` : ""}--context ${context} --namespace ${namespace}`;
  return `left Pods and NetworkPolicies; remove them with "kubectl ${access} delete pods,networkpolicies --selector ${ofRun(run)}"`;
}
