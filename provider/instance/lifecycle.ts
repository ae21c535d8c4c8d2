import { type Cluster, connect } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import { resolveTarget } from "../cluster/kubeconfig";
import { isOver, type Pod } from "../cluster/objects";
import { followRun, keepUntilDone } from "../cluster/run";
import { type ClusterSelection, mergeSelections } from "../cluster/target";
import { errorMessage, ExplainedError, type InputFailure } from "../common/errors";
import { defined, jsonOnly, parseDuration, sameValue } from "../common/values";
import { userDataExitStatus } from "../user-data/user-data";
import { claimsToDelete } from "./block-devices";
import { checkInstance } from "./check";
import { changes, toInputs } from "./effects";
import { requireGroups, warnUnlessEnforced } from "./groups";
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
import { type InstanceInputs, type InstanceState, secretInputs, toState } from "./model";
import { containerName, instanceSelector, ranUserData } from "./pod";
import { observed, statusOf } from "./pod-status";
import { readSettings, type Settings } from "./settings";

type Raw = Record<string, unknown>;

let settings: Settings = readSettings(() => undefined, {});

/** Instances that the engine has in its state, as far as it spoke of them: it does before it replaces one. */
const knownIds = new Set<string>();

/** Takes the stack's configuration; synchronous, because concurrent calls don't wait for it. */
export function configure(request: { config: { get(key: string): string | undefined } }): void {
  followRun();
  settings = readSettings((key) => request.config.get(key), process.env);
}

/** Validates the arguments and fills in what a preview should show. */
export async function check(
  olds: Raw,
  news: Raw,
): Promise<{ inputs: InstanceInputs; failures: InputFailure[] }> {
  const target = resolveTarget(mergeSelections(news, settings.target));
  if (typeof olds["instanceId"] === "string") knownIds.add(olds["instanceId"]);
  const { inputs, failures } = checkInstance(olds, news, target, settings);
  return jsonOnly({ inputs, failures: failures.map(withoutSecret) });
}

/** The engine prints the whole value of a property that a failure is on, a secret one too. */
const withoutSecret = (failure: InputFailure): InputFailure =>
  secretInputs.includes(failure.property)
    ? { property: "", reason: `${failure.property} ${failure.reason}` }
    : failure;

/** Says what replaces; where anything differs, the engine itself works out the detailed diff. */
export async function diff(
  _id: string,
  olds: InstanceState,
  news: InstanceInputs,
): Promise<{ changes?: false; replaces?: string[] }> {
  const changed = changes(olds, news);
  const replaces = changed.filter(({ effect }) => effect === "replace").map(({ property }) => property);
  return changed.length === 0 ? { changes: false } : { replaces };
}

export const create = (inputs: InstanceInputs): Promise<{ id: string; outs: InstanceState }> =>
  attempt("create", inputs, async () => {
    const { cluster, namespace } = await locate(inputs);
    const id = inputs.instanceId;
    knownIds.add(id);
    const pods = await cluster.pods(namespace, instanceSelector(id));
    const adopted = inputs.adopt ? adoptable(pods, inputs, namespace) : undefined;
    if (inputs.instanceState === "stopped") {
      await terminate(cluster, pods, inputs, timeoutOf(inputs, "create"));
      return { id, outs: toState(inputs, { namespace, booted: adopted !== undefined }) };
    }
    await prepareGroups(cluster, namespace, inputs.vpcSecurityGroupIds);
    await removeAbandoned(cluster, namespace, inputs, knownIds);
    const firstBoot = !adopted;
    const pod = await converge(cluster, inputs, pods, {
      namespace,
      recreate: adopted?.differs ?? false,
      firstBoot,
      limit: timeoutOf(inputs, "create"),
      keepOnFailure: inputs.keepOnFailure ?? false,
    });
    return { id, outs: await settled(cluster, inputs, pod, { firstBoot }) };
  });

export const update = (
  id: string,
  olds: InstanceState,
  news: InstanceInputs,
): Promise<{ outs: InstanceState }> =>
  attempt("update", news, async () => {
    const { cluster, namespace } = await locate(news);
    knownIds.add(id);
    await removeAbandoned(cluster, namespace, news, knownIds);
    const limit = timeoutOf(news, "update");
    const pods = await knownPods(cluster, namespace, id, olds.podName);
    if (news.instanceState === "stopped") {
      if (news.disableApiStop && olds.instanceState !== "stopped")
        throw new ClusterError(...protectedFrom("stop", id));
      await terminate(cluster, pods, news, limit);
      const { booted, userDataExitStatus } = olds;
      return { outs: toState(news, { namespace, booted, ...defined({ userDataExitStatus }) }) };
    }
    await prepareGroups(cluster, namespace, news.vpcSecurityGroupIds);
    const recreate = changes(olds, news).filter(
      ({ property, effect }) => effect === "recreate" && property !== "instanceState",
    );
    if (olds.booted && recreate.some(({ property }) => property.startsWith("userData"))) {
      report(news, "user data ran at the first boot and won't run again; userDataReplaceOnChange makes it");
    }
    const firstBoot = !olds.booted;
    const pod = await converge(cluster, news, pods, {
      namespace,
      recreate: recreate.length > 0,
      firstBoot,
      limit,
      keepOnFailure: false,
      olds,
    });
    return { outs: await settled(cluster, news, pod, { firstBoot, olds }) };
  });

async function prepareGroups(cluster: Cluster, namespace: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await Promise.all([requireGroups(cluster, namespace, ids), warnUnlessEnforced(cluster)]);
}

/** The state of an instance that runs in this Pod. */
async function settled(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  boot: { firstBoot: boolean; olds?: InstanceState },
): Promise<InstanceState> {
  const namespace = pod.metadata?.namespace ?? "default";
  const userDataExitStatus = awaitsUserData(inputs, pod, boot) ? 0 : boot.olds?.userDataExitStatus;
  const console = inputs.getConsoleOutput ? await cluster.console(pod, containerName) : undefined;
  return {
    ...toState(inputs, { namespace, booted: true, ...statusOf(pod) }),
    ...defined({ userDataExitStatus, consoleOutput: console?.slice(-consoleCharacters) }),
  };
}

/** What only the console tells, as far as it is asked for or not known yet. */
async function consoleFacts(
  cluster: Cluster,
  pod: Pod,
  state: InstanceState,
): Promise<Partial<InstanceState>> {
  const missing = state.userDataExitStatus === undefined && ranUserData(pod);
  if (!state.getConsoleOutput && !missing) return {};
  const console = await cluster.console(pod, containerName);
  return defined({
    userDataExitStatus: missing ? userDataExitStatus(console) : undefined,
    consoleOutput: state.getConsoleOutput ? console.slice(-consoleCharacters) : undefined,
  });
}

/** What the cluster has of the instance; a blank id tells the engine that it is gone. */
export const read = (
  id: string,
  props: InstanceState,
): Promise<{ id: string; props?: InstanceState; inputs?: InstanceInputs }> =>
  attempt("read", props, async () => {
    const { cluster, namespace } = await locate(props);
    const pods = newestFirst(await knownPods(cluster, namespace, id, props.podName));
    const lives = pods.filter((item) => !isOver(item));
    // A Pod that a killed update left beside it is not the instance.
    const pod =
      lives.find((item) => item.metadata?.name === props.podName) ??
      lives[0] ??
      pods.find((item) => !item.metadata?.deletionTimestamp);
    if (!pod && props.podName === undefined) {
      throw new ClusterError(
        `no Pod in namespace "${namespace}" belongs to instance ${id}`,
        'List those there are with "kubectl get pods -A -L ec2-pods/instance-id"',
      );
    }
    // An instance whose volumes are still there was stopped; one that was nothing but its Pod is gone.
    if (!pod && props.instanceState !== "stopped" && !props.ebsBlockDevices?.length) return { id: "" };
    const known: Raw = { ...props };
    const gone = { instanceState: "stopped", privateIp: "", privateDns: "", podName: "" };
    const seen = Object.entries(
      pod ? { ...observed(pod, props), ...(await consoleFacts(cluster, pod, props)) } : gone,
    );
    const state = {
      ...props,
      instanceId: id,
      namespace,
      ...Object.fromEntries(seen.filter(([key, value]) => !sameValue(known[key], value))),
    };
    return { id, props: state, inputs: toInputs(state) };
  });

const remove = (id: string, props: InstanceState): Promise<void> =>
  attempt("delete", props, async () => {
    if (props.disableApiTermination && !props.forceDestroy) {
      throw new ClusterError(...protectedFrom("terminate", id));
    }
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    knownIds.add(id);
    await removeAbandoned(cluster, namespace, props, knownIds);
    await terminate(cluster, pods, props, timeoutOf(props, "delete"));
    await Promise.all(claimsToDelete(props).map((name) => cluster.deleteClaim(namespace, name)));
  });
export { remove as delete };

/** Ends the instance's Pod, from beside the engine; the Pod stays, by which a refresh sees that it was stopped. */
export const stop = (id: string, props: InstanceState): Promise<void> =>
  attempt("stop", props, async () => {
    if (props.disableApiStop) throw new ClusterError(...protectedFrom("stop", id));
    const { cluster, namespace } = await locate(props);
    const pods = await knownPods(cluster, namespace, id, props.podName);
    const lives = pods.filter((pod) => !isOver(pod));
    await halt(cluster, lives, props, timeoutOf(props, "update"));
  });

/** As much of the console as EC2 keeps. */
const consoleCharacters = 65_536;

/** EC2's words for a protected instance. */
const protectedFrom = (verb: "stop" | "terminate", id: string): [string, string] => {
  const attribute = verb === "stop" ? "disableApiStop" : "disableApiTermination";
  return [
    `OperationNotPermitted: The instance '${id}' may not be ${verb === "stop" ? "stopped" : "terminated"}. ` +
      `Modify its '${attribute}' instance attribute and try again`,
    `Set ${attribute} to false and run "pulumi up" first`,
  ];
};

type Place = ClusterSelection & Pick<InstanceInputs, "name">;

async function locate(place: Place): Promise<{ cluster: Cluster; namespace: string }> {
  const { kubeconfig, context, namespace } = place;
  const choice = mergeSelections({ kubeconfig, context, namespace } as ClusterSelection, settings.target);
  const cluster = await connect(choice);
  return { cluster, namespace: namespace ?? resolveTarget(choice).namespace ?? "default" };
}

const timeoutOf = ({ timeouts }: Pick<InstanceInputs, "timeouts">, verb: "create" | "update" | "delete") =>
  parseDuration(timeouts?.[verb] ?? "") ?? 90_000;

/** Runs one operation; what goes wrong in it becomes one message, without a stack that says nothing to users. */
async function attempt<T>(
  verb: "create" | "read" | "update" | "delete" | "stop",
  inputs: InstanceInputs | InstanceState,
  run: () => Promise<T>,
): Promise<T> {
  try {
    const result = await keepUntilDone(run());
    return result === undefined ? result : jsonOnly(result);
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    const message = errorMessage({
      verb,
      kind: "Ec2Instance",
      name: inputs.name,
      cause: error.reason,
      ...(error.fix ? { fix: error.fix } : {}),
    });
    const failure = new Error(message);
    failure.stack = message;
    throw verb === "create" && inputs.keepOnFailure && error instanceof LaunchError
      ? Object.assign(failure, kept(inputs as InstanceInputs, error.pod, message))
      : failure;
  }
}

/** What makes the engine keep a resource whose create failed: `__provider` too, or nothing could delete it. */
function kept(inputs: InstanceInputs, pod: LaunchError["pod"], reason: string) {
  const namespace = pod.metadata?.namespace ?? "default";
  const state = toState(inputs, { namespace, booted: false, ...statusOf(pod), instanceState: "pending" });
  const { __provider } = inputs as unknown as Raw;
  return { id: inputs.instanceId, properties: jsonOnly({ ...state, __provider }), reasons: [reason] };
}
