import { openApi } from "../cluster/cluster";
import { configuredSelection, mergeSelections } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import { ownerHash } from "../common/names";
import { show } from "../common/text";
import type { InstanceInputs, InstanceState } from "../instance/model";
import * as instances from "../lifecycle";
import { Tunnel } from "./tunnel";

interface Settings {
  selection: ClusterSelection;
  serves?: string | undefined;
  client?: string | undefined;
}

let settings: Settings = { selection: {} };

/** The tunnels of this process, by cluster and stack. */
const tunnels = new Map<string, Promise<Tunnel>>();
/** Milliseconds that an instance waits until its ports are served. */
const serveMilliseconds = 2_000;

/**
 * The operations of instances, as the engine calls them in the provider process. If the stack asks for it, this process
 * serves the public addresses of its instances, so that a resource that depends on one can connect.
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

export const { diff, read } = instances;
const { delete: remove } = instances;
export { remove as delete };

export async function create(inputs: InstanceInputs) {
  const created = await instances.create(inputs);
  await serve(created.outs);
  return created;
}

export async function update(...args: Parameters<typeof instances.update>) {
  const updated = await instances.update(...args);
  await serve(updated.outs);
  return updated;
}

/** Best effort: an instance whose address can't be served is an instance all the same. */
async function serve(state: InstanceState): Promise<void> {
  if (settings.serves !== "true" || state.instanceState !== "running") return;
  try {
    const tunnel = await tunnelOf(state);
    await tunnel.serving(state.instanceId, serveMilliseconds);
  } catch (error) {
    console.log(`warning: the public address of ${state.name} isn't served: ${(error as Error).message}`);
  }
}

async function tunnelOf(state: InstanceState): Promise<Tunnel> {
  const { kubeconfig, context, namespace, ownTarget } = state;
  const own = { kubeconfig, context, namespace, ownTarget } as ClusterSelection;
  const selection = mergeSelections(own, settings.selection);
  const owner = ownerHash(state);
  const key = JSON.stringify([selection.kubeconfig, selection.context, owner]);
  const running = tunnels.get(key) ?? open(selection, owner, state.namespace);
  tunnels.set(key, running);
  running.catch(() => tunnels.delete(key));
  return running;
}

/** A port that another program has, such as "ec2-pods tunnel", stays with it. */
async function open(selection: ClusterSelection, owner: string, namespace: string): Promise<Tunnel> {
  const { api, context } = await openApi(selection);
  return Tunnel.start({
    api,
    selection: { ...selection, context },
    scope: { likely: [namespace] },
    owner,
    client: settings.client,
    mayMove: false,
  });
}
