import { openApi } from "../cluster/cluster";
import { configuredSelection, mergeSelections } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import { ownerHash } from "../common/names";
import { show } from "../common/text";
import type { InstanceInputs, InstanceState } from "../instance/model";
import { publicIpOf } from "../instance/network-place";
import { completed } from "../instance/short-form";
import * as instances from "../lifecycle";
import { whenRemembered } from "../record/registry";
import { factsOfRun } from "./run-facts";
import { sshPort } from "./ssh/destination";
import { sshHandler } from "./ssh/port";
import { Tunnel } from "./tunnel";

interface Settings {
  selection: ClusterSelection;
  serves?: string | undefined;
  client?: string | undefined;
}

let settings: Settings = { selection: {} };

/** The instances that this run has made or seen, by id. */
const known = new Map<string, InstanceState>();
/** The tunnels of this process, by cluster, namespace and stack. */
const tunnels = new Map<string, Promise<Tunnel>>();
/** Milliseconds that an instance waits until its ports are served. */
const serveMilliseconds = 2_000;

/**
 * The operations of instances, as the engine calls them in the provider process. While that runs, it serves the public
 * addresses of the instances, so that a resource that depends on one can connect: by SSH if they have a key pair, and to
 * every open port if the stack asks for it.
 */
export function configure(request: Parameters<typeof instances.configure>[0]): void {
  instances.configure(request);
  const get = (key: string) => request.config.get(key) || undefined;
  settings = {
    selection: configuredSelection(get),
    serves: get("ec2-pods:serveDuringUpdate"),
    client: get("ec2-pods:clientCidr"),
  };
}

export async function check(...args: Parameters<typeof instances.check>) {
  const checked = await instances.check(...args);
  return { ...checked, failures: [...checked.failures, ...settingFailures()] };
}

function settingFailures(): InputFailure[] {
  const { serves = "false" } = settings;
  if (["true", "false"].includes(serves)) return [];
  const reason = `ec2-pods:serveDuringUpdate of the stack's configuration is ${show(serves)}. Use true or false`;
  return [{ property: "associatePublicIpAddress", reason }];
}

/** An instance that doesn't change is served, too: what connects to it may be new. */
export async function diff(id: string, olds: InstanceState, news: InstanceInputs) {
  const differences = await instances.diff(id, olds, news);
  known.set(id, completed(olds));
  if (isServed(news)) prepare(olds);
  return differences;
}

export async function create(inputs: InstanceInputs) {
  if (isServed(inputs)) prepare(inputs);
  const created = await instances.create(inputs);
  await serve(created.outs);
  return created;
}

export async function update(...args: Parameters<typeof instances.update>) {
  const updated = await instances.update(...args);
  await serve(updated.outs);
  return updated;
}

export const { read } = instances;

async function remove(id: string, props: InstanceState): Promise<void> {
  known.delete(id);
  await instances.delete(id, props);
}
export { remove as delete };

const servesAll = (): boolean => settings.serves === "true";

const isServed = ({ keyName }: Pick<InstanceInputs, "keyName">): boolean =>
  servesAll() || (settings.serves === undefined && Boolean(keyName));

/** Best effort: an instance whose address can't be served is an instance all the same. */
async function serve(state: InstanceState): Promise<void> {
  known.set(state.instanceId, completed(state));
  if (!isServed(state) || state.instanceState !== "running" || publicIpOf(state) === "") return;
  try {
    const tunnel = await tunnelOf(state);
    await tunnel.serving(state.instanceId, state.vpcSecurityGroupIds ?? [], serveMilliseconds);
  } catch (error) {
    note(`warning: the public address of ${state.name} isn't served: ${(error as Error).message}`);
  }
}

/** Starts to follow the cluster, so that an instance that is served next needn't wait for it. */
function prepare(instance: InstanceInputs | InstanceState): void {
  tunnelOf(instance).catch(() => undefined);
}

/** Prints only if the stack asks for it: most stacks with a key pair connect to nothing in an update. */
function note(text: string): void {
  if (servesAll()) console.log(text);
}

async function tunnelOf(instance: InstanceInputs | InstanceState): Promise<Tunnel> {
  const { kubeconfig, context, namespace, ownTarget } = instance;
  const own = { kubeconfig, context, namespace, ownTarget } as ClusterSelection;
  const selection = mergeSelections(own, settings.selection);
  const key = JSON.stringify([selection.kubeconfig, selection.context, namespace, ownerHash(instance)]);
  const running = tunnels.get(key) ?? open(selection, instance);
  tunnels.set(key, running);
  running.catch(() => tunnels.delete(key));
  return running;
}

/** A port that another program has, such as "ec2-pods tunnel", stays with it. */
async function open(selection: ClusterSelection, instance: InstanceInputs | InstanceState): Promise<Tunnel> {
  const { api, context, namespace } = await openApi(selection);
  const tunnel = await Tunnel.start({
    api,
    selection: { ...selection, context },
    scope: { namespace: instance.namespace ?? namespace, likely: [] },
    owner: ownerHash(instance),
    factsNow: () => factsOfRun(`${instance.project}/${instance.stack}`, [...known.values()]),
    client: settings.client,
    handlers: new Map([[sshPort, sshHandler(note)]]),
    handledOnly: !servesAll(),
    mayMove: false,
  });
  whenRemembered(() => void tunnel.renew());
  return tunnel;
}
