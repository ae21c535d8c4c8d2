import { finishAfterSave } from "../cluster/run";
import { errorMessage } from "../common/errors";
import { newLaunchToken } from "../common/names";
import { stop, update } from "../instance/lifecycle";
import type { InstanceState } from "../instance/model";
import type { OptionsOf } from "./arguments";
import { findInstance, type Listed } from "./instances";
import { openSite } from "./site";
import type { StoredInstance } from "./stack-state";

export type Verb = "stop" | "start" | "reboot";

/** What became of an instance. */
export interface Powered {
  name: string;
  id: string;
  /** False where it was so already. */
  changed: boolean;
  state: "running" | "stopped";
  pod?: string;
  privateIp?: string;
}

/** Stops, starts or reboots an instance of the project's stack. */
export async function power(verb: Verb, wanted: string, options: OptionsOf<Verb>): Promise<Powered> {
  // Outside of a project there is no state, and nothing to make a Pod from.
  const place = { ...options, cwd: options.cwd ?? "." };
  const { choice, stored = [], instances } = await openSite(place, { secrets: true });
  const instance = findInstance(instances, wanted, verb);
  const { name, id, state } = instance;
  const refuse = (cause: string, fix: string) =>
    new Error(errorMessage({ verb, kind: "Ec2Instance", name, cause, fix }));
  const known = stored.find((item) => item.id === id);
  if (!known) throw refuse(`the state doesn't have ${id}`, 'See "ec2-pods reap" for what becomes of its Pod');
  const runs = ["pending", "running"].includes(state);
  if (verb === "reboot" && !runs) {
    throw refuse(
      `IncorrectInstanceState: The instance '${id}' is ${state}`,
      `Start it with "ec2-pods start ${name}"`,
    );
  }
  if (verb === "stop" ? !runs : verb === "start" && state === "running") {
    return { name, id, changed: false, state: runs ? "running" : "stopped", ...podOf(instance) };
  }
  // The kubeconfig may be the stack's or the command's, and an operation reads the instance's.
  const kubeconfig = known.inputs.kubeconfig ?? choice.kubeconfig;
  const outputs = {
    ...known.outputs,
    kubeconfig,
    instanceState: runs ? ("running" as const) : ("stopped" as const),
  };
  if (verb === "stop") {
    await stop(id, outputs);
    return { name, id, changed: true, state: "stopped" };
  }
  const outs = await bringUp(verb, known, outputs);
  return { name, id, changed: true, state: "running", pod: outs.podName, privateIp: outs.privateIp };
}

async function bringUp(
  verb: "start" | "reboot",
  { id, inputs }: StoredInstance,
  olds: InstanceState,
): Promise<InstanceState> {
  const { kubeconfig } = olds;
  const trigger = verb === "reboot" ? { rebootTrigger: newLaunchToken() } : {};
  const { outs } = await update(id, olds, { ...inputs, kubeconfig, instanceState: "running", ...trigger });
  await finishAfterSave();
  return outs;
}

const podOf = ({ pod, privateIp }: Listed): Pick<Powered, "pod" | "privateIp"> => ({
  ...(pod ? { pod } : {}),
  ...(privateIp ? { privateIp } : {}),
});
