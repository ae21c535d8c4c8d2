import { ClusterError } from "../cluster/cluster-error";
import { resolveTarget } from "../cluster/kubeconfig";
import { isOver } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { answerOf, deletion, locate as locateIn } from "../cluster/operation";
import { mergeSelections, withKnownPlace } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import { explain, ExplainedError, withoutSecret } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { hide } from "../common/secrets";
import { oneAfterAnother } from "../common/turns";
import { containsUnknown, jsonOnly, sameValue } from "../common/values";
import type { Off } from "../user-data/supervisor";
import { forget, recordById, remember } from "../record/registry";
import { adoptable, noteDeclared, sharedInstance, whyAdopted } from "./adoption";
import { secretInputs } from "./arguments";
import { announce } from "./announce";
import { mountsExactly } from "./attached-volumes";
import { claimNames, claimsToDelete } from "./block-devices";
import { checkInstance } from "./check";
import { consoleFacts, settled } from "./console-facts";
import { changes, toInputs } from "./effects";
import { halt, removeAbandoned, terminate } from "./end";
import { inGroupTurn, isReplacement, noteReplaced } from "./group-turns";
import { prepareGroups } from "./groups";
import { converge, knownPods, LaunchError } from "./launch";
import { unmarkSaved, unmarkStored } from "./marks";
import { toState } from "./model";
import type { InstanceInputs, InstanceState } from "./model";
import { arrive, needsNewPod, release } from "./in-place";
import { withState } from "./kept-failure";
import { removeUnusedNamingService, withNames } from "./naming-service";
import { instanceSelector } from "./pod";
import { currentPod, newestFirst, observed, readiness, secondPods } from "./pod-status";
import { isMachine, isOff, isSupervised, offOf, offPatch, powerOff } from "./power";
import { lastingName, withDomain } from "./private-dns";
import { report } from "./report";
import { forbidden, isProtected, isReleased, noteLasting, protectedFrom } from "./protection";
import { readSettings } from "./settings";
import type { Settings } from "./settings";
import { attachedTo, hasClaims, isCheckedKey, trackedIds } from "./volume-users";
import { timeoutOf } from "./wait";

type Raw = Record<string, unknown>;

let settings: Settings = readSettings(() => undefined, {});

/** Reads the stack's configuration; synchronous, because concurrent calls don't wait for it. */
export function configure(request: { config: { get(key: string): string | undefined } }): void {
  settings = readSettings((key) => request.config.get(key), process.env);
}

/** Validates the arguments and fills in what a preview should show. */
export async function check(
  olds: Raw,
  given: Raw,
): Promise<{ inputs: InstanceInputs; failures: InputFailure[] }> {
  hide(given["__secrets"]);
  const news = withKnownPlace(given, olds);
  const target = resolveTarget(mergeSelections(news, settings.selection), olds);
  if (typeof olds["instanceId"] === "string") trackedIds.add(olds["instanceId"]);
  const { inputs, failures } = checkInstance(olds, news, target, settings);
  noteDeclared(news["__own"]);
  noteLasting(olds, inputs, news["__retained"] === true);
  failures.push(...sharedInstance(inputs, olds["instanceId"] === inputs.instanceId));
  remember(recordKey(inputs.instanceId), {
    kind: "ec2:Instance",
    id: inputs.instanceId,
    values: inputs as unknown as Raw,
    isSaved: olds["instanceId"] === inputs.instanceId,
    isRetained: news["__retained"] === true,
  });
  return jsonOnly({ inputs, failures: failures.map(withoutSecret(secretInputs)) });
}

/** Instances have no URN among their inputs. */
const recordKey = (instanceId: string): string => `ec2:Instance ${instanceId}`;

/** Reports what replaces the instance; if anything differs, the engine itself computes the detailed diff. */
export async function diff(
  id: string,
  olds: InstanceState,
  news: InstanceInputs,
  moved?: string,
): Promise<{ changes?: boolean; replaces?: string[] }> {
  unmarkStored(() => locate(olds), olds);
  const isNamed = lastingName(olds) !== undefined;
  const differences = changes(olds, isNamed ? withDomain(news, settings.clusterDomain) : news);
  if (moved) differences.unshift({ property: moved, effect: "replace" });
  // A refresh asks for what the next update will do, and has checked nothing. It must not fail.
  const checked = recordById(news.instanceId);
  const protection = checked && forbidden(olds, news, differences, checked);
  if (protection) throw explain(protection, { verb: "update", kind: "Ec2Instance", name: news.name });
  const replaces = differences.filter(({ effect }) => effect === "replace").map(({ property }) => property);
  // What was checked for this instance is about the one that replaces it.
  if (replaces.length > 0) {
    forget(recordKey(id));
    noteReplaced(news);
  } else announce(olds, news, differences);
  if (differences.length === 0) return { changes: false };
  // The engine compares what check returned, which may lack the domain.
  const isUnseen = differences.every(({ property }) => property === "pod.clusterDomain");
  return isUnseen ? { changes: true, replaces } : { replaces };
}

/**
 * Brings the instance up and answers with its state.
 *
 * Every operation may run again after a kill at any step. Create finds the Pod that an earlier try left for this very
 * instance and finishes it, else it launches one. Pods that a killed run left for this resource are deleted, as their
 * instances are in no state; nothing of another stack, origin or resource is touched. A Pod carries a mark until the
 * engine has saved its instance, which is how the next run recognizes it. A create that fails says why and leaves
 * nothing, unless `keepOnFailure` is set or the Pod ran before.
 */
export async function create(inputs: InstanceInputs): Promise<{ id: string; outs: InstanceState }> {
  const isOneByOne = isReplacement(inputs);
  return attemptInTurn("create", { inputs, isOneByOne }, async () => {
    const { cluster, namespace } = await locate(inputs);
    const id = inputs.instanceId;
    const pods = await cluster.pods(namespace, instanceSelector(id));
    const adopted = inputs.adopt ? adoptable(pods, inputs, namespace) : undefined;
    trackedIds.add(id);
    const limit = timeoutOf(inputs, "create");
    await removeAbandoned(cluster, namespace, inputs, trackedIds);
    if (inputs.instanceState === "stopped" && !adopted) {
      await terminate(cluster, pods, inputs, limit);
      return { id, outs: toState(inputs, { namespace }) };
    }
    await prepareGroups(cluster, namespace, inputs.vpcSecurityGroupIds);
    const options = {
      namespace,
      limit,
      keepOnFailure: inputs.keepOnFailure ?? false,
      credentials: settings.credentials,
    };
    const named = withDomain(inputs, settings.clusterDomain);
    const pod = await arrive(cluster, named, pods, { ...options, recreate: adopted?.differs ?? false });
    return { id, outs: pod ? await settled(cluster, inputs, pod, {}) : toState(inputs, { namespace }) };
  });
}

/** Runs the operations of one instance one after another: two at once would launch two Pods. */
const inTurn = oneAfterAnother();

/**
 * Re-creates the instance's Pod if it doesn't mount the volumes that are attached now. Only an instance that this run has
 * checked can be launched. A new one that has no Pod mounts them when it is. One that was there has lost its Pod, for example
 * to a killed run that was about to launch another. One that is off loses its Pod, and is launched when it is started.
 */
export async function remount(instanceId: string): Promise<void> {
  return inTurn(instanceId, async () => {
    const inputs = knownInstance(instanceId);
    if (!inputs) return;
    const { cluster, namespace } = await locate(inputs);
    const pods = await cluster.pods(namespace, instanceSelector(instanceId));
    const latest = currentPod(pods, undefined);
    const isLost = trackedIds.has(instanceId) && inputs.instanceState === "running";
    if (!latest && !isLost) return;
    const limit = timeoutOf(inputs, "update");
    const options = { namespace, recreate: false, remount: true, limit, keepOnFailure: true };
    if (latest && (await isOff(cluster, latest))) {
      const attached = await attachedTo(cluster, inputs, options, { latest, pods });
      if (!attached || mountsExactly(latest, attached)) return;
      await terminate(cluster, pods, inputs, limit);
      return report(
        inputs,
        "its Pod was deleted for a volume while it is stopped: its disk is lost, and user data runs again when it starts",
      );
    }
    await prepareGroups(cluster, namespace, inputs.vpcSecurityGroupIds, { isNew: false });
    const { credentials } = settings;
    const pod = await converge(cluster, inputs, pods, { ...options, credentials });
    if (pod.metadata?.uid === latest?.metadata?.uid) return;
    report(
      inputs,
      'its Pod was re-created for a volume, so user data ran again on its new disk. Run "pulumi refresh" to record its new address',
    );
  });
}

/** The inputs of an instance that this run has checked, if it can be launched by them. */
export function knownInstance(instanceId: string): InstanceInputs | undefined {
  const values = recordById(instanceId)?.values as unknown as InstanceInputs | undefined;
  return values?.instanceId === undefined || containsUnknown(values) ? undefined : values;
}

/** Gives the instance's Pod what changed, stops it or starts it in place, or re-creates it. */
export async function update(
  id: string,
  olds: InstanceState,
  news: InstanceInputs,
): Promise<{ outs: InstanceState }> {
  const isOneByOne = changes(olds, news).some(({ effect }) => effect === "recreate" || effect === "restart");
  return attemptInTurn("update", { inputs: news, isOneByOne }, async () => {
    const { cluster, namespace } = await locate(news);
    trackedIds.add(id);
    await removeAbandoned(cluster, namespace, news, trackedIds);
    const limit = timeoutOf(news, "update");
    const pods = await knownPods(cluster, namespace, id, olds.podName);
    await prepareGroups(cluster, namespace, news.vpcSecurityGroupIds, { isNew: false });
    const pod = await arrive(cluster, withDomain(news, settings.clusterDomain), pods, {
      namespace,
      limit,
      keepOnFailure: false,
      credentials: settings.credentials,
      olds,
      recreate: await needsNewPod(cluster, pods, olds, news),
    });
    return { outs: pod ? await settled(cluster, news, pod, { olds }) : toState(news, { namespace }) };
  });
}

/** What the cluster shows of the instance; an empty id tells the engine that it is gone. */
export async function read(
  id: string,
  props: InstanceState,
): Promise<{ id: string; props?: InstanceState; inputs?: InstanceInputs }> {
  return attempt("read", props, async () => {
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    const pod =
      currentPod(pods, props) ?? newestFirst(pods).find(({ metadata }) => !metadata?.deletionTimestamp);
    if (!pod && props.podName === undefined) {
      throw new ExplainedError(
        `no Pod in namespace "${namespace}" belongs to instance ${id}`,
        'List the existing instances with "kubectl get pods -A -L ec2-pods/instance-id"',
      );
    }
    // An instance whose volumes remain was stopped; one that has lost everything is gone.
    if (
      !pod &&
      props.instanceState !== "stopped" &&
      !(await hasClaims(cluster, namespace, claimNames(props)))
    ) {
      return { id: "" };
    }
    if (pod?.metadata?.name === props.podName) await unmarkSaved(cluster, pod);
    const condition = pod && readiness(pod);
    for (const line of pod ? secondPods(pods, pod) : []) report(props, `warning: ${line}`);
    if (condition?.state === "stuck") report(props, `isn't running: ${condition.cause}`);
    const off = pod && (await offOf(cluster, pod).catch((error: unknown) => asStored(props, error)));
    // As on EC2, it terminated itself. A preview may read it, so the next create deletes the Pod.
    if (off === "shut-down" && props.instanceInitiatedShutdownBehavior === "terminate") return { id: "" };
    const current: Raw = { ...props };
    const stopped = {
      instanceState: "stopped",
      privateIp: "",
      privateDns: lastingName(props) ?? "",
      podName: "",
    };
    const seen = Object.entries(
      pod
        ? {
            ...(await withNames(cluster, namespace, observed(pod, props, off !== undefined))),
            ...(await consoleFacts(cluster, pod, props)),
          }
        : stopped,
    );
    const state = {
      ...props,
      instanceId: id,
      namespace,
      ...Object.fromEntries(seen.filter(([key, value]) => !sameValue(current[key], value))),
    };
    return { id, props: state, inputs: toInputs(state) };
  });
}

/** How the instance was, if its node doesn't answer: that alone must not fail the refresh of a stack. */
function asStored(props: InstanceState, error: unknown): Off | undefined {
  if (!(error instanceof ClusterError)) throw error;
  report(
    props,
    `warning: its console can't be read, so it counts as ${props.instanceState}: ${error.reason}`,
  );
  return props.instanceState === "stopped" ? "off" : undefined;
}

async function remove(id: string, props: InstanceState): Promise<void> {
  const run = async () => {
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    const adopted = whyAdopted(id, pods, props);
    if (adopted) return report(props, `its Pod and its volumes stay, because ${adopted}`);
    if (isProtected(props) && !isReleased(props)) throw protectedFrom("terminate", id);
    trackedIds.add(id);
    // A destroy has checked nothing, so the state may have other instances of this resource.
    if (isCheckedKey(props.__key)) await removeAbandoned(cluster, namespace, props, trackedIds);
    await terminate(cluster, pods, props, timeoutOf(props, "delete"));
    await Promise.all(claimsToDelete(props).map((name) => cluster.deleteClaim(namespace, name)));
    await removeUnusedNamingService(cluster, namespace);
    forget(recordKey(id));
  };
  return attemptInTurn("delete", { inputs: props }, () => deletion(run));
}
export { remove as delete };

/** Powers the instance off outside of a Pulumi run. Its Pod stays, so that a refresh sees a stopped instance. */
export async function stop(id: string, props: InstanceState): Promise<void> {
  return attempt("stop", props, async () => {
    if (props.disableApiStop) throw protectedFrom("stop", id);
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    const limit = timeoutOf(props, "update");
    const livePods = pods.filter((pod) => !isOver(pod));
    const hasPower = (pod: Pod) => isSupervised(pod) && isMachine(pod);
    await Promise.all(
      livePods.filter(hasPower).map(async (pod) => {
        const patched = await cluster.patchPod(pod, offPatch);
        await powerOff(cluster, patched, limit);
        await release(cluster, toInputs(props), patched, { limit });
      }),
    );
    await halt(
      cluster,
      livePods.filter((pod) => !hasPower(pod)),
      props,
      limit,
    );
  });
}

const locate = (inputs: ClusterSelection) => locateIn(inputs, settings.selection);

/** Runs one operation; an explained error becomes one whole message. */
async function attempt<T>(
  verb: "create" | "read" | "update" | "delete" | "stop",
  inputs: InstanceInputs | InstanceState,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await answerOf(run);
  } catch (error) {
    const failure = explain(error, { verb, kind: "Ec2Instance", name: inputs.name });
    throw verb === "create" && inputs.keepOnFailure && error instanceof LaunchError
      ? withState(failure as Error, inputs as InstanceInputs, error.pod)
      : failure;
  }
}

/** The same after other operations of the instance, and after those of its group that take one member at a time. */
const attemptInTurn = <T>(
  verb: "create" | "update" | "delete",
  { inputs, isOneByOne = false }: { inputs: InstanceInputs | InstanceState; isOneByOne?: boolean },
  run: () => Promise<T>,
): Promise<T> =>
  attempt(verb, inputs, () =>
    inTurn(inputs.instanceId, () => (isOneByOne ? inGroupTurn(inputs, run) : run())),
  );
