import { finishWithoutEngine } from "../../cluster/after-save";
import type { ClusterSelection } from "../../cluster/target";
import { ExplainedError, explain } from "../../common/errors";
import { newLaunchToken } from "../../common/names";
import { read, stop, update } from "../../instance/lifecycle";
import type { InstanceState } from "../../instance/model";
import type { Values } from "../command";
import { json, stackOptions } from "../options";
import { print, printJson, report } from "../output";
import type { StoredInstance } from "../stack/stack-state";
import { findInstance, nameAndId } from "./find-instance";
import type { InstanceSummary } from "./instance-summary";
import { loadInstances } from "./load-instances";

type Verb = "stop" | "start" | "reboot";

/** What `stop`, `start` and `reboot` share. */
export const powerOptions = { ...stackOptions, json } as const;
export const powerNote =
  'This doesn\'t change Pulumi\'s state. Run "pulumi refresh" to record it; the next "pulumi up" restores what the program declares. Don\'t run it during an update of the same stack.';

/** An instance after the command. */
export interface PowerResult {
  name: string;
  id: string;
  /** False if it was so before. */
  changed: boolean;
  state: "running" | "stopped";
  pod?: string | undefined;
  privateIp?: string | undefined;
}

/** Stops, starts or reboots an instance of the project's stack, and prints the result. */
export async function power(
  verb: Verb,
  wanted: string,
  options: Values<typeof powerOptions>,
): Promise<number> {
  // An operation prints its progress, which isn't part of the result.
  console.log = report;
  // Without a project there is no state to create a Pod from.
  const scope = { ...options, cwd: options.cwd ?? "." };
  const { selection, stored = [], instances } = await loadInstances(scope, { secrets: true });
  const instance = findInstance(instances, wanted, verb);
  const result = await apply(verb, instance, stored, selection).catch((error: unknown) => {
    throw explain(error, { verb, kind: "Ec2Instance", name: instance.name });
  });
  if (options.json) printJson(result);
  else print(powerText(verb, result));
  return 0;
}

async function apply(
  verb: Verb,
  { name, id, state, pod, privateIp }: InstanceSummary,
  stored: StoredInstance[],
  { kubeconfig, context }: ClusterSelection,
): Promise<PowerResult> {
  const entry = stored.find((each) => each.id === id);
  if (!entry)
    throw new ExplainedError(`the state doesn't have ${id}`, 'See what left its Pod with "ec2-pods reap"');
  const runs = ["pending", "running"].includes(state);
  if (verb === "reboot" && !runs) {
    throw new ExplainedError(
      `IncorrectInstanceState: The instance '${id}' is ${state}`,
      `Start it with "ec2-pods start ${name}"`,
    );
  }
  if (verb === "stop" ? !runs : verb === "start" && state === "running") {
    return { name, id, changed: false, state: runs ? "running" : "stopped", pod, privateIp };
  }
  const instanceState = runs ? ("running" as const) : ("stopped" as const);
  // The operation connects to the cluster that the instance names, and the options may name it otherwise.
  const named = entry.inputs.kubeconfig;
  const place = named ? { kubeconfig: named } : { kubeconfig, context };
  const before = { ...entry.outputs, ...place, instanceState } as InstanceState;
  if (verb === "stop") {
    await stop(id, before);
    const { podName, privateIp: address } = (await read(id, before)).props ?? {};
    return {
      name,
      id,
      changed: true,
      state: "stopped",
      pod: podName || undefined,
      privateIp: address || undefined,
    };
  }
  const after = await bringUp(entry, before, verb === "reboot");
  return { name, id, changed: true, state: "running", pod: after.podName, privateIp: after.privateIp };
}

/** Updates an instance so that it runs. */
async function bringUp(
  { id, inputs }: StoredInstance,
  before: InstanceState,
  reboot: boolean,
): Promise<InstanceState> {
  const { kubeconfig, context } = before;
  const place = { kubeconfig, context } as ClusterSelection;
  const trigger = reboot ? { rebootTrigger: newLaunchToken() } : {};
  const { outs } = await update(id, before, { ...inputs, ...place, instanceState: "running", ...trigger });
  await finishWithoutEngine();
  return outs;
}

const participles = { stop: "stopped", start: "started", reboot: "rebooted" };

/** The result in words. */
export function powerText(verb: Verb, { changed, state, pod, privateIp, ...instance }: PowerResult): string {
  if (!changed) return `${nameAndId(instance)} is already ${state}.`;
  const now = state === "running" ? `: Pod ${pod ?? ""}, private IP ${privateIp ?? ""}` : "";
  return `${nameAndId(instance)} ${participles[verb]}${now}.\nRun "pulumi refresh" to record it in Pulumi's state.`;
}
