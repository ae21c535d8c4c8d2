import { spawn } from "node:child_process";
import { join } from "node:path";

import type { Cluster } from "./cluster";
import { beforeEnd, engineIsGone } from "./run";
import type { ClusterSelection } from "./target";

type Task = () => Promise<unknown>;

/** Tasks that wait until the engine has saved a resource. */
const tasks = new Set<Task>();
const saveMilliseconds = 30_000;

/** A Pod with the mark of a launch that is in no state yet. */
export interface Launch {
  project: string;
  stack: string;
  instanceId: string;
  pod: { namespace: string; name: string; uid: string };
  /** The state of this run names the Pod before this one. */
  isRemount: boolean;
  /** Takes the mark off. */
  patch: object;
}

/** Launches in one cluster. */
export interface Launches {
  selection: ClusterSelection;
  launches: Launch[];
}

/** Launches of an engine that saves its state only at the end, by cluster. */
const unsaved = new Map<Cluster, Launch[]>();

/** Whether the engine saves the state only once: at the end, after this process. */
export const savesAtEnd = /^(1|true)$/i.test(process.env["PULUMI_SKIP_CHECKPOINTS"] ?? "");

/**
 * Runs a task once the engine has surely saved the result of the current call, at the latest when it ends this process; never
 * if the engine is gone by then.
 */
export function runAfterSave(task: Task): void {
  beforeEnd(endRun);
  tasks.add(task);
  if (!savesAtEnd) setTimeout(() => void perform(task), saveMilliseconds).unref();
}

/** Takes the mark of a launch off once the state has it. */
export function unmarkAfterSave(cluster: Cluster, launch: Launch): void {
  if (!savesAtEnd) return runAfterSave(() => unmark(cluster, launch));
  beforeEnd(endRun);
  const launches = unsaved.get(cluster) ?? [];
  launches.push(launch);
  unsaved.set(cluster, launches);
}

/** Takes the mark of a launch off. */
export const unmark = (cluster: Cluster, { pod, patch }: Launch): Promise<unknown> =>
  cluster.patchPod({ metadata: pod }, patch);

/** Runs the waiting tasks now, for a process that ends before they are due. */
export const finishAfterSave = (): Promise<unknown> => Promise.all([...tasks].map(perform));

async function perform(task: Task): Promise<void> {
  // Best effort: the next update of the instance retries this.
  if (tasks.delete(task) && !engineIsGone.aborted) await task().catch(() => undefined);
}

async function endRun(): Promise<void> {
  const left = [...unsaved].map(([{ selection }, launches]): Launches => ({ selection, launches }));
  await Promise.all([finishAfterSave(), left.length > 0 && handOver(left)]);
}

const program = join(__dirname, "..", "cli", "stack", "settle.js");

/** Gives launches to a process of its own, which takes the marks off once the state has them. */
async function handOver(launches: Launches[]): Promise<void> {
  const child = spawn(process.execPath, [program], {
    // The engine ends the whole process group of this one.
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  await new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.stdin.on("error", () => resolve()).end(JSON.stringify(launches), () => resolve());
  });
}
