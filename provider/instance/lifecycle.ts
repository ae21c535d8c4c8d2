import type { Cluster } from "../cluster/cluster";
import { resolveTarget } from "../cluster/kubeconfig";
import { isOver } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { answerOf, locate as locateIn } from "../cluster/operation";
import { followRun } from "../cluster/run";
import { mergeSelections } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import { explain, ExplainedError, withoutSecret } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { oneAfterAnother } from "../common/turns";
import { containsUnknown, defined, jsonOnly, parseDuration, sameValue } from "../common/values";
import { forget, recordById, remember } from "../record/registry";
import { userDataExitStatus } from "../user-data/user-data";
import { secretInputs } from "./arguments";
import { claimsToDelete } from "./block-devices";
import { checkInstance } from "./check";
import { changes, toInputs } from "./effects";
import { inGroupTurn, isReplacement, noteReplaced } from "./group-turns";
import { prepareGroups } from "./groups";
import {
  adoptable,
  awaitsUserData,
  converge,
  halt,
  knownPods,
  LaunchError,
  newestFirst,
  removeAbandoned,
  report,
  terminate,
} from "./launch";
import { toState } from "./model";
import type { InstanceInputs, InstanceState } from "./model";
import { containerName, instanceSelector, ranUserData } from "./pod";
import { isPending, observed, statusOf } from "./pod-status";
import { readSettings } from "./settings";
import type { Settings } from "./settings";
import { trackedIds } from "./volume-users";

type Raw = Record<string, unknown>;

let settings: Settings = readSettings(() => undefined, {});

/** Reads the stack's configuration; synchronous, because concurrent calls don't wait for it. */
export function configure(request: { config: { get(key: string): string | undefined } }): void {
  followRun();
  settings = readSettings((key) => request.config.get(key), process.env);
}

/** Validates the arguments and fills in what a preview should show. */
export async function check(
  olds: Raw,
  news: Raw,
): Promise<{ inputs: InstanceInputs; failures: InputFailure[] }> {
  const target = resolveTarget(mergeSelections(news, settings.selection));
  if (typeof olds["instanceId"] === "string") trackedIds.add(olds["instanceId"]);
  const { inputs, failures } = checkInstance(olds, news, target, settings);
  remember(recordKey(inputs.instanceId), {
    kind: "ec2:Instance",
    id: inputs.instanceId,
    values: inputs as unknown as Raw,
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
): Promise<{ changes?: false; replaces?: string[] }> {
  const differences = changes(olds, news);
  const replaces = differences.filter(({ effect }) => effect === "replace").map(({ property }) => property);
  // What was checked for this instance is about the one that replaces it.
  if (replaces.length > 0) {
    forget(recordKey(id));
    noteReplaced(news);
  }
  return differences.length === 0 ? { changes: false } : { replaces };
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
    trackedIds.add(id);
    const pods = await cluster.pods(namespace, instanceSelector(id));
    const adopted = inputs.adopt ? adoptable(pods, inputs, namespace) : undefined;
    if (inputs.instanceState === "stopped") {
      await terminate(cluster, pods, inputs, timeoutOf(inputs, "create"));
      return { id, outs: toState(inputs, { namespace, booted: adopted !== undefined }) };
    }
    await prepareGroups(cluster, namespace, inputs.vpcSecurityGroupIds);
    await removeAbandoned(cluster, namespace, inputs, trackedIds);
    const firstBoot = !adopted;
    const pod = await converge(cluster, inputs, pods, {
      namespace,
      recreate: adopted?.differs ?? false,
      firstBoot,
      limit: timeoutOf(inputs, "create"),
      keepOnFailure: inputs.keepOnFailure ?? false,
      credentials: settings.credentials,
    });
    return { id, outs: await settled(cluster, inputs, pod, { firstBoot }) };
  });
}

/** Runs the operations of one instance one after another: two at once would launch two Pods. */
const inTurn = oneAfterAnother();

/**
 * Re-creates the instance's Pod if it doesn't mount the volumes that are attached now. Only an instance that this run has
 * checked can be launched; one that is stopped or that has no Pod mounts them when it is.
 */
export async function remount(instanceId: string): Promise<void> {
  const inputs = knownInstance(instanceId);
  if (!inputs) return;
  return inTurn(instanceId, async () => {
    const { cluster, namespace } = await locate(inputs);
    const pods = await cluster.pods(namespace, instanceSelector(instanceId));
    const [latest] = newestFirst(pods.filter((pod) => !isOver(pod)));
    if (!latest) return;
    await prepareGroups(cluster, namespace, inputs.vpcSecurityGroupIds);
    const pod = await converge(cluster, inputs, pods, {
      namespace,
      recreate: false,
      remount: true,
      // A Pod of this very run takes its disk with it, and with that what user data wrote.
      firstBoot: isPending(latest) && ranUserData(latest),
      limit: timeoutOf(inputs, "update"),
      keepOnFailure: true,
      credentials: settings.credentials,
    });
    if (pod.metadata?.uid === latest.metadata?.uid) return;
    report(inputs, 'its Pod was re-created for a volume. Run "pulumi refresh" to record its new address');
  });
}

/** The inputs of an instance that this run has checked, if it can be launched by them. */
export function knownInstance(instanceId: string): InstanceInputs | undefined {
  const values = recordById(instanceId)?.values as unknown as InstanceInputs | undefined;
  return values?.instanceId === undefined || containsUnknown(values) ? undefined : values;
}

/** Gives the instance's Pod what changed, or re-creates it, stops it or starts it. */
export async function update(
  id: string,
  olds: InstanceState,
  news: InstanceInputs,
): Promise<{ outs: InstanceState }> {
  const recreate = changes(olds, news).filter(
    ({ property, effect }) => effect === "recreate" && property !== "instanceState",
  );
  const isOneByOne = recreate.length > 0;
  return attemptInTurn("update", { inputs: news, isOneByOne }, async () => {
    const { cluster, namespace } = await locate(news);
    trackedIds.add(id);
    await removeAbandoned(cluster, namespace, news, trackedIds);
    const limit = timeoutOf(news, "update");
    const pods = await knownPods(cluster, namespace, id, olds.podName);
    if (news.instanceState === "stopped") {
      if (news.disableApiStop && olds.instanceState !== "stopped") throw protectedFrom("stop", id);
      await terminate(cluster, pods, news, limit);
      const { booted, userDataExitStatus: exitStatus } = olds;
      return { outs: toState(news, { namespace, booted, ...defined({ userDataExitStatus: exitStatus }) }) };
    }
    await prepareGroups(cluster, namespace, news.vpcSecurityGroupIds);
    if (olds.booted && recreate.some(({ property }) => property.startsWith("userData"))) {
      report(
        news,
        "user data ran at the first boot and doesn't run again. Set userDataReplaceOnChange to true to run it on a new instance",
      );
    }
    const firstBoot = !olds.booted;
    const pod = await converge(cluster, news, pods, {
      namespace,
      recreate: recreate.length > 0,
      firstBoot,
      limit,
      keepOnFailure: false,
      credentials: settings.credentials,
      olds,
    });
    return { outs: await settled(cluster, news, pod, { firstBoot, olds }) };
  });
}

/** The state of an instance that runs in this Pod. */
async function settled(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  boot: { firstBoot: boolean; olds?: InstanceState },
): Promise<InstanceState> {
  const namespace = pod.metadata?.namespace ?? "default";
  const exitStatus = awaitsUserData(inputs, pod, boot) ? 0 : boot.olds?.userDataExitStatus;
  const console = inputs.getConsoleOutput ? await cluster.console(pod, containerName) : undefined;
  return {
    ...toState(inputs, { namespace, booted: true, ...statusOf(pod) }),
    ...defined({ userDataExitStatus: exitStatus, consoleOutput: console?.slice(-consoleCharacters) }),
  };
}

/** What only the console shows, as far as it is asked for or not known yet. */
async function consoleFacts(
  cluster: Cluster,
  pod: Pod,
  state: InstanceState,
): Promise<Partial<InstanceState>> {
  const isMissing = state.userDataExitStatus === undefined && ranUserData(pod);
  if (!state.getConsoleOutput && !isMissing) return {};
  const console = await cluster.console(pod, containerName);
  return defined({
    userDataExitStatus: isMissing ? userDataExitStatus(console) : undefined,
    consoleOutput: state.getConsoleOutput ? console.slice(-consoleCharacters) : undefined,
  });
}

/** What the cluster shows of the instance; an empty id tells the engine that it is gone. */
export async function read(
  id: string,
  props: InstanceState,
): Promise<{ id: string; props?: InstanceState; inputs?: InstanceInputs }> {
  return attempt("read", props, async () => {
    const { cluster, namespace } = await locate(props);
    const pods = newestFirst(await knownPods(cluster, namespace, id, props.podName));
    const livePods = pods.filter((item) => !isOver(item));
    // A second Pod, which a killed update left, isn't the instance.
    const pod =
      livePods.find((item) => item.metadata?.name === props.podName) ??
      livePods[0] ??
      pods.find((item) => !item.metadata?.deletionTimestamp);
    if (!pod && props.podName === undefined) {
      throw new ExplainedError(
        `no Pod in namespace "${namespace}" belongs to instance ${id}`,
        'List the existing instances with "kubectl get pods -A -L ec2-pods/instance-id"',
      );
    }
    // An instance whose volumes remain was stopped; one that was nothing but its Pod is gone.
    if (!pod && props.instanceState !== "stopped" && !props.ebsBlockDevices?.length) return { id: "" };
    const current: Raw = { ...props };
    const stopped = { instanceState: "stopped", privateIp: "", privateDns: "", podName: "" };
    const seen = Object.entries(
      pod ? { ...observed(pod, props), ...(await consoleFacts(cluster, pod, props)) } : stopped,
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

async function remove(id: string, props: InstanceState): Promise<void> {
  return attemptInTurn("delete", { inputs: props }, async () => {
    if (props.disableApiTermination && !props.forceDestroy) throw protectedFrom("terminate", id);
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    trackedIds.add(id);
    await removeAbandoned(cluster, namespace, props, trackedIds);
    await terminate(cluster, pods, props, timeoutOf(props, "delete"));
    await Promise.all(claimsToDelete(props).map((name) => cluster.deleteClaim(namespace, name)));
  });
}
export { remove as delete };

/** Ends the instance's Pod outside of a Pulumi run. The Pod stays, so that a refresh sees a stopped instance. */
export async function stop(id: string, props: InstanceState): Promise<void> {
  return attempt("stop", props, async () => {
    if (props.disableApiStop) throw protectedFrom("stop", id);
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    const livePods = pods.filter((pod) => !isOver(pod));
    await halt(cluster, livePods, props, timeoutOf(props, "update"));
  });
}

/** EC2 keeps this much of a console. */
const consoleCharacters = 65_536;

/** EC2's words for a protected instance. */
function protectedFrom(verb: "stop" | "terminate", id: string): ExplainedError {
  const attribute = verb === "stop" ? "disableApiStop" : "disableApiTermination";
  return new ExplainedError(
    `OperationNotPermitted: The instance '${id}' may not be ${verb === "stop" ? "stopped" : "terminated"}. ` +
      `Modify its '${attribute}' instance attribute and try again`,
    `Set ${attribute} to false and run "pulumi up" first`,
  );
}

const locate = (inputs: ClusterSelection) => locateIn(inputs, settings.selection);

const timeoutOf = ({ timeouts }: Pick<InstanceInputs, "timeouts">, verb: "create" | "update" | "delete") =>
  parseDuration(timeouts?.[verb] ?? "") ?? 90_000;

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

/** Makes the engine keep a resource whose create failed. Without `__provider` nothing could delete it. */
function withState(failure: Error, inputs: InstanceInputs, pod: Pod): Error {
  const namespace = pod.metadata?.namespace ?? "default";
  const state = toState(inputs, { namespace, booted: false, ...statusOf(pod), instanceState: "pending" });
  const { __provider } = inputs as unknown as Raw;
  const properties = jsonOnly({ ...state, __provider });
  return Object.assign(failure, { id: inputs.instanceId, properties, reasons: [failure.message] });
}
