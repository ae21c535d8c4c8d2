import { connect, resolveTarget, type Cluster } from "./cluster";
import { ClusterError } from "./cluster-error";
import { problem, type InputFailure } from "./errors";
import {
  changes,
  jsonOnly,
  sameValue,
  toInputs,
  toState,
  type InstanceInputs,
  type InstanceState,
} from "./instance";
import { checkInstance, parseDuration } from "./instance-check";
import { instanceSelector, isOver, livePatch, observed, statusOf } from "./pod";
import {
  bringUp,
  livePods,
  newestFirst,
  removeAbandoned,
  report,
  spawn,
  SpawnError,
  terminate,
} from "./spawn";
import { configuredChoice, preferred, type Target, type TargetChoice } from "./target";
import { WaitError } from "./wait";

type Raw = Record<string, unknown>;

let configured: TargetChoice = {};

/** Takes the stack's configuration; synchronous, because concurrent calls don't wait for it. */
export function configure(request: { config: { get(key: string): string | undefined } }): void {
  configured = configuredChoice((key) => request.config.get(key));
}

/** Validates the arguments and fills in what a preview should show. */
export async function check(
  olds: Raw,
  news: Raw,
): Promise<{ inputs: InstanceInputs; failures: InputFailure[] }> {
  const target = await resolveTarget(preferred(news, configured)).catch((error: unknown): Target => {
    if (!(error instanceof ClusterError)) throw error;
    return { refusal: [error.reason, error.fix].filter(Boolean).join(". ") };
  });
  return jsonOnly(checkInstance(olds, news, target));
}

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
    if (inputs.instanceState === "stopped")
      return { id, outs: toState(inputs, { namespace, booted: false }) };
    await removeAbandoned(cluster, namespace, inputs);
    const [own] = await livePods(cluster, namespace, id);
    const options = {
      namespace,
      firstBoot: true,
      limit: timeoutOf(inputs, "create"),
      keepOnFailure: inputs.keepOnFailure ?? false,
    };
    const pod = own ? await bringUp(cluster, inputs, own, options) : await spawn(cluster, inputs, options);
    return { id, outs: toState(inputs, { namespace, booted: true, ...statusOf(pod) }) };
  });

export const update = (
  id: string,
  olds: InstanceState,
  news: InstanceInputs,
): Promise<{ outs: InstanceState }> =>
  attempt("update", news, async () => {
    const { cluster, namespace } = await locate(news);
    const limit = timeoutOf(news, "update");
    const all = await cluster.pods(namespace, instanceSelector(id));
    if (news.instanceState === "stopped") {
      await terminate(cluster, all, news, limit);
      return { outs: toState(news, { namespace, booted: olds.booted }) };
    }
    const recreate = changes(olds, news).filter(
      ({ property, effect }) => effect === "recreate" && property !== "instanceState",
    );
    if (olds.booted && recreate.some(({ property }) => property.startsWith("userData"))) {
      report(news, "user data ran at the first boot and won't run again; userDataReplaceOnChange makes it");
    }
    const [own] = recreate.length > 0 ? [] : await livePods(cluster, namespace, id);
    const options = { namespace, firstBoot: !olds.booted, limit, keepOnFailure: own !== undefined };
    const pod = own
      ? await bringUp(cluster, news, await patchLive(cluster, own, news), options)
      : await spawn(cluster, news, options);
    // Only now: until the new Pod is ready, the old one serves.
    const others = all.filter((other) => other.metadata?.uid !== pod.metadata?.uid);
    await Promise.all(others.map((other) => cluster.deletePod(other)));
    return { outs: toState(news, { namespace, booted: true, ...statusOf(pod) }) };
  });

/** What the cluster has of the instance; a blank id tells the engine that it is gone. */
export const read = (
  id: string,
  props: InstanceState,
): Promise<{ id: string; props?: InstanceState; inputs?: InstanceInputs }> =>
  attempt("read", props, async () => {
    const { cluster, namespace } = await locate(props);
    const pods = newestFirst(await cluster.pods(namespace, instanceSelector(id)));
    const pod = pods.find((item) => !isOver(item)) ?? pods.find((item) => !item.metadata?.deletionTimestamp);
    if (!pod && props.podName === undefined) {
      throw new ClusterError(
        `no Pod in namespace "${namespace}" belongs to instance ${id}`,
        'List those there are with "kubectl get pods -A -L ec2-pods/instance-id"',
      );
    }
    if (!pod && props.instanceState !== "stopped") return { id: "" };
    const known: Raw = { ...props };
    const seen = Object.entries(pod ? observed(pod) : {});
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
    const { cluster, namespace } = await locate(props);
    const pods = await cluster.pods(namespace, instanceSelector(id));
    await terminate(cluster, pods, props, timeoutOf(props, "delete"));
  });
export { remove as delete };

async function patchLive(
  cluster: Cluster,
  pod: Parameters<typeof livePatch>[0],
  inputs: InstanceInputs,
): ReturnType<Cluster["patchPod"]> {
  const patch = livePatch(pod, inputs);
  return patch ? cluster.patchPod(pod, patch) : pod;
}

type Place = TargetChoice & Pick<InstanceInputs, "name">;

async function locate(place: Place): Promise<{ cluster: Cluster; namespace: string }> {
  const { kubeconfig, context, namespace } = place;
  const choice = preferred({ kubeconfig, context, namespace } as TargetChoice, configured);
  const cluster = await connect(choice);
  return { cluster, namespace: namespace ?? (await resolveTarget(choice)).namespace ?? "default" };
}

const timeoutOf = ({ timeouts }: Pick<InstanceInputs, "timeouts">, verb: "create" | "update" | "delete") =>
  parseDuration(timeouts?.[verb] ?? "") ?? 90_000;

/** Runs one operation; what goes wrong in it becomes one message, without a stack that says nothing to users. */
async function attempt<T>(
  verb: "create" | "read" | "update" | "delete",
  inputs: InstanceInputs | InstanceState,
  run: () => Promise<T>,
): Promise<T> {
  try {
    const result = await run();
    return result === undefined ? result : jsonOnly(result);
  } catch (error) {
    if (!(error instanceof ClusterError || error instanceof WaitError)) throw error;
    const message = problem({
      verb,
      kind: "Ec2Instance",
      name: inputs.name,
      cause: error.reason,
      ...(error.fix ? { fix: error.fix } : {}),
    });
    const failure = new Error(message);
    failure.stack = message;
    throw verb === "create" && inputs.keepOnFailure && error instanceof SpawnError
      ? Object.assign(failure, kept(inputs as InstanceInputs, error.pod, message))
      : failure;
  }
}

/** What makes the engine keep a resource whose create failed: `__provider` too, or nothing could delete it. */
function kept(inputs: InstanceInputs, pod: SpawnError["pod"], reason: string) {
  const namespace = pod.metadata?.namespace ?? "default";
  const state = toState(inputs, { namespace, booted: false, ...statusOf(pod), instanceState: "pending" });
  const { __provider } = inputs as unknown as Raw;
  return { id: inputs.instanceId, properties: jsonOnly({ ...state, __provider }), reasons: [reason] };
}
