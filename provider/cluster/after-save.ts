import { spawn } from "node:child_process";
import { join } from "node:path";

import type { Cluster } from "./cluster";
import { beforeEnd, engineIsGone } from "./run";
import type { ClusterSelection } from "./target";

type Task = () => Promise<unknown>;

/** Tasks that wait until the engine has saved a resource. */
const tasks = new Set<Task>();
const saveMilliseconds = 30_000;

/** An object with the mark of a creation that is in no state yet. */
export interface MarkedObject {
  project: string;
  stack: string;
  /** Id of its resource. */
  id: string;
  /** The Pod that the state must name; absent if it names none, or still the one before. */
  podName?: string;
  kind: "pods" | "persistentvolumeclaims" | "volumesnapshots";
  metadata: { namespace: string; name: string; uid: string };
  /** Takes the mark off. */
  patch: { metadata: object };
}

/** Objects in one cluster. */
export interface MarkedObjects {
  selection: ClusterSelection;
  objects: MarkedObject[];
}

/** Objects of an engine that saves its state only at the end, by cluster. */
const unsaved = new Map<Cluster, MarkedObject[]>();

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

/** Takes the mark of an object off once the state has its resource. */
export function unmarkAfterSave(cluster: Cluster, object: MarkedObject): void {
  if (!savesAtEnd) return runAfterSave(() => unmark(cluster, object));
  beforeEnd(endRun);
  const objects = unsaved.get(cluster) ?? [];
  objects.push(object);
  unsaved.set(cluster, objects);
}

/** Takes the mark off this very object. */
export function unmark(cluster: Cluster, { kind, metadata, patch }: MarkedObject): Promise<unknown> {
  if (kind === "pods") return cluster.patchPod({ metadata }, patch);
  // A patch to another uid is refused: a claim of this name may belong to a later volume.
  const own = { metadata: { ...patch.metadata, uid: metadata.uid } };
  return kind === "persistentvolumeclaims"
    ? cluster.patchClaim({ metadata }, own)
    : cluster.patchObject(kind, metadata.namespace, metadata.name, own);
}

/** Does now what waits for a save, in a process that no engine started. */
export async function finishWithoutEngine(): Promise<void> {
  const marked = [...unsaved].flatMap(([cluster, objects]) => objects.map((each) => ({ cluster, each })));
  unsaved.clear();
  const unmarked = marked.map(({ cluster, each }) => unmark(cluster, each).catch(() => undefined));
  await Promise.all([performAll(), ...unmarked]);
}

const performAll = (): Promise<unknown> => Promise.all([...tasks].map(perform));

async function perform(task: Task): Promise<void> {
  // Best effort: the next update of the instance retries this.
  if (tasks.delete(task) && !engineIsGone.aborted) await task().catch(() => undefined);
}

async function endRun(): Promise<void> {
  const left = [...unsaved].map(([{ selection }, objects]): MarkedObjects => ({ selection, objects }));
  await Promise.all([performAll(), left.length > 0 && handOver(left)]);
}

const program = join(__dirname, "..", "cli", "stack", "settle.js");

/** Gives objects to a process of its own, which takes the marks off once the state has them. */
async function handOver(marked: MarkedObjects[]): Promise<void> {
  const child = spawn(process.execPath, [program], {
    // The engine ends the whole process group of this one.
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  await new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.stdin.on("error", () => resolve()).end(JSON.stringify(marked), () => resolve());
  });
}
