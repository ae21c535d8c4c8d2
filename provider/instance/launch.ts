import type { Cluster } from "../cluster/cluster";
import type { ClusterError } from "../cluster/cluster-error";
import type { PersistentVolumeClaim, Pod } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { newLaunchToken, podName } from "../common/names";
import { ownOrigin } from "../common/origin";
import { sameValue } from "../common/values";
import { decodeUserData } from "../user-data/user-data";
import { mountsExactly, toMissingClaims } from "./attached-volumes";
import type { AttachedClaim } from "./attached-volumes";
import { outlivingPatch, toClaims } from "./block-devices";
import { awaitsUserData, untilUserDataRan } from "./console-facts";
import type { CredentialSource } from "./credential-source";
import { credentialsPatch, takesCredentials, toCredentialsSecret } from "./credentials";
import { removeWithClaims, terminate } from "./end";
import { patchLive, reCreateFix } from "./live";
import { unmarkOnceSaved } from "./marks";
import type { SidecarSize } from "./metadata";
import type { InstanceInputs, InstanceState } from "./model";
import { ensureNamingService } from "./naming-service";
import { hadDisk, ownPod } from "./own-pod";
import { containerName, instanceSelector, sidecarIn, toPod, toUserDataSecret } from "./pod";
import { instanceIdOf, isPending, readiness } from "./pod-status";
import { report } from "./report";
import { inItsRoom } from "./room";
import { withMetadata } from "./sidecar";
import { attachedTo, freeClaims } from "./volume-users";
import { untilReady, WaitError } from "./wait";

/** How one Pod is brought up. */
export interface LaunchOptions {
  namespace: string;
  /** Milliseconds that the instance has to come up. */
  limit: number;
  /** Keeps the Pod of a failed launch. */
  keepOnFailure: boolean;
  /** Where the credentials that metadata serves come from. */
  credentials?: CredentialSource | undefined;
  /** Absent while the instance is in no state. */
  olds?: InstanceState;
  /** The engine has the instance's state already, with the Pod before. */
  remount?: boolean;
  /** The volumes to mount; absent if those of the Pod stay. */
  attached?: readonly AttachedClaim[] | undefined;
}

/** A Pod that was created and did not come up. */
export class LaunchError extends WaitError {
  constructor(
    readonly pod: Pod,
    reason: string,
    fix?: string,
  ) {
    super(reason, fix);
  }
}

/** The instance's Pods. The one of this name is found even if its labels were edited away or a lagging server doesn't list it. */
export async function knownPods(
  cluster: Cluster,
  namespace: string,
  instanceId: string,
  podName: string | undefined,
): Promise<Pod[]> {
  const pods = await cluster.pods(namespace, instanceSelector(instanceId));
  if (!podName || pods.some(({ metadata }) => metadata?.name === podName)) return pods;
  const named = await cluster.pod(namespace, podName);
  return named && instanceIdOf(named) === instanceId ? [...pods, named] : pods;
}

/** Leaves the instance with exactly one Pod, as the inputs say: one that it has, or a new one. */
export async function converge(
  cluster: Cluster,
  inputs: InstanceInputs,
  pods: Pod[],
  given: LaunchOptions & { recreate: boolean },
): Promise<Pod> {
  const latest = given.recreate ? undefined : await ownPod(cluster, pods, inputs, given.olds);
  if (hadDisk(given.olds) && !latest && !given.recreate) {
    report(inputs, "its Pod is gone, so it gets a new one: its disk is empty, and user data runs again");
  }
  const attached = await attachedTo(cluster, inputs, given, { latest, pods });
  const options = { ...given, attached };
  const current = latest && (!attached || mountsExactly(latest, attached)) ? latest : undefined;
  if (!current) {
    // Only one Pod at a time can use a volume; without volumes, the old Pod serves until the new one is ready.
    const hasVolumes = Boolean(inputs.ebsBlockDevices?.length || attached?.length);
    if (hasVolumes) await terminate(cluster, pods, inputs, options.limit);
    await freeClaims(cluster, inputs, { ...options, report: (line) => report(inputs, line) });
  }
  // A Pod that ran before survives a failure to bring it up again.
  const ranBefore =
    current !== undefined && (!isPending(current) || current.metadata?.name === options.olds?.podName);
  const keepOnFailure = options.keepOnFailure || ranBefore;
  const pod = current
    ? await bringUp(cluster, inputs, await patchLive(cluster, current, inputs, options.olds), {
        ...options,
        keepOnFailure,
      })
    : await inItsRoom(cluster, pods, inputs, options, () => launch(cluster, inputs, options));
  const others = pods.filter((other) => other.metadata?.uid !== pod.metadata?.uid);
  await Promise.all(others.map((other) => cluster.deletePod(other)));
  return pod;
}

/** Gives a Pod that isn't brought up, because its instance is stopped, what it can get as it is. */
export async function takeLive(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  options: LaunchOptions,
): Promise<Pod> {
  const patched = await patchLive(cluster, pod, inputs, options.olds);
  await serveCredentials(cluster, inputs, patched, options);
  unmarkOnceSaved(cluster, inputs, patched);
  return patched;
}

/** Creates a new Pod for the instance and brings it up. */
async function launch(cluster: Cluster, inputs: InstanceInputs, options: LaunchOptions): Promise<Pod> {
  const { namespace, attached } = options;
  const name = podName(inputs.name, inputs.instanceId, newLaunchToken());
  const identity = { podName: name, namespace, origin: ownOrigin() };
  const hasCredentials = options.credentials !== undefined;
  const make = (metadata: boolean, sidecarSize: SidecarSize = "small") =>
    cluster.createPod(toPod(inputs, { ...identity, metadata, sidecarSize, hasCredentials, attached }));
  const pod = await withMetadata(cluster, inputs, namespace, make);
  return bringUp(cluster, inputs, pod, options);
}

/** Waits until the instance runs in this Pod and, if asked to, until its user data has run. */
async function bringUp(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  options: LaunchOptions,
): Promise<Pod> {
  const began = Date.now();
  const missing = toMissingClaims(inputs, pod, options.attached ?? []);
  const own = isPending(pod) ? toClaims(inputs, pod) : [];
  const claims = [...own, ...missing];
  const outlive = () => claims.map((claim) => cluster.patchClaim(claim, outlivingPatch));
  try {
    const needsSecret = readiness(pod).state !== "ready" && decodeUserData(inputs) !== undefined;
    const secret = needsSecret ? toUserDataSecret(inputs, pod) : undefined;
    await Promise.all([
      ...own.map((claim) => ensureDevice(cluster, inputs, claim, options)),
      ...missing.map((claim) => cluster.ensureClaim(claim)),
      secret && cluster.ensureSecret(secret),
      ensureNamingService(cluster, pod, (line) => report(inputs, line)),
      serveCredentials(cluster, inputs, pod, options),
    ]);
    const ready = await untilReady(cluster, pod, options.limit, (line) => report(inputs, line));
    if (isPending(pod) && awaitsUserData(inputs, pod, options)) {
      await untilUserDataRan(cluster, inputs, pod, options.limit - (Date.now() - began));
    }
    await Promise.all(outlive());
    unmarkOnceSaved(cluster, inputs, ready, options.remount);
    return ready;
  } catch (error) {
    const failure = await withEvidence(cluster, inputs, pod, Date.now() - began, error);
    if (options.keepOnFailure) {
      // A claim that couldn't be created is part of the failure; the next try creates it.
      await Promise.allSettled(outlive());
      unmarkOnceSaved(cluster, inputs, pod, options.remount);
    } else {
      // The instance never existed, so no state tracks its volumes.
      const isNew = !options.olds && !inputs.adopt;
      await (isNew ? removeWithClaims(cluster, pod) : cluster.deletePod(pod)).catch((left: ClusterError) =>
        report(
          inputs,
          `can't delete Pod ${pod.metadata?.name ?? ""}: ${left.reason}. The next run deletes it`,
        ),
      );
    }
    throw failure;
  }
}

/** Creates the claim of a block device unless it exists. One that a machine has lost isn't replaced in silence. */
async function ensureDevice(
  cluster: Cluster,
  inputs: InstanceInputs,
  claim: PersistentVolumeClaim,
  { olds }: LaunchOptions,
): Promise<void> {
  const isNew = await cluster.ensureClaim(claim);
  if (isNew && hadDisk(olds)) {
    report(inputs, `warning: its volume ${claim.metadata?.name ?? ""} was gone, so it has an empty one now`);
  }
}

/** Gives the Pod's metadata service what the inputs say of credentials, unless it has it. */
async function serveCredentials(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  { credentials, olds }: LaunchOptions,
): Promise<void> {
  const had = isPending(pod) ? undefined : olds?.pod.credentials;
  if (sameValue(had, inputs.pod.credentials)) return;
  if (takesCredentials(pod)) {
    await cluster.putSecret(toCredentialsSecret(inputs, pod, credentials, new Date()));
    // The kubelet brings a running Pod's volumes up to date as soon as the Pod changes, else within minutes.
    if (!isPending(pod)) await cluster.patchPod(pod, credentialsPatch(inputs));
  } else if (sidecarIn(pod)) {
    report(inputs, `warning: its Pod was launched without a place for credentials. ${reCreateFix(pod)}`);
  }
}

/** Waits for the user data of an instance that ran before, once it has a new disk or has failed to boot. */
export async function awaitFirstBoot(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  limit: number,
): Promise<void> {
  const began = Date.now();
  try {
    await untilUserDataRan(cluster, inputs, pod, limit);
  } catch (error) {
    throw await withEvidence(cluster, inputs, pod, Date.now() - began, error);
  }
}

/** The error with the Pod's own evidence: its warning events and the end of its console. */
async function withEvidence(
  cluster: Cluster,
  { secretUserData, name }: InstanceInputs,
  pod: Pod,
  waited: number,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof WaitError)) return error;
  if (runEnds.aborted) return new LaunchError(pod, error.reason, error.fix);
  const [warnings, console] = await Promise.all([
    cluster.warnings(pod),
    secretUserData ? "" : cluster.console(pod, containerName, 10).catch(() => ""),
  ]);
  const news = warnings.filter((line) => !error.reason.includes(line.slice(line.indexOf(": ") + 2)));
  const lines = console.trim().split("\n").filter(Boolean);
  const facts = [
    `waited ${(waited / 1000).toFixed(1)} s for Pod ${pod.metadata?.namespace ?? ""}/${pod.metadata?.name ?? ""}`,
    ...new Set(news.slice(-3)),
    ...(lines.length > 0 ? [`console: ${lines.join(" | ")}`] : []),
    ...(secretUserData ? [hiddenConsole(name)] : []),
  ];
  const reason = `${error.reason} (${facts.join("; ")})`;
  return Object.assign(new LaunchError(pod, reason, error.fix), { cause: error });
}

/** What a script with a secret prints may repeat it, and the error ends up in logs. */
const hiddenConsole = (name: string): string =>
  `its console isn't shown, as its user data is or was a secret: set keepOnFailure, and run "ec2-pods console ${name}"`;
