import { spawn } from "node:child_process";
import { join } from "node:path";

import type { Cluster } from "./cluster";
import type { AppliedObjects } from "./objects";
import { beforeEnd, engineIsGone } from "./run";
import type { ClusterSelection } from "./target";

/** Takes the mark of a killed run off an object of a resource that the state has. */
export interface Unmarking {
  /** Where the state is. */
  project: string;
  stack: string;
  /** Id of the resource. */
  id: string;
  selection: ClusterSelection;
  kind: "pods" | "persistentvolumeclaims" | keyof AppliedObjects;
  object: { namespace: string; name: string; uid?: string };
  patch: object;
}

/** Takes the mark off. */
export async function unmark(cluster: Cluster, { kind, object, patch }: Unmarking): Promise<void> {
  const { namespace, name } = object;
  if (kind === "pods") await cluster.patchPod({ metadata: object }, patch);
  else if (kind === "persistentvolumeclaims") await cluster.patchClaim({ metadata: object }, patch);
  else await cluster.patchObject(kind, namespace, name, patch);
}

interface Mark {
  cluster: Cluster;
  unmarking: Unmarking;
}

/** Marks that stay until the engine has saved their resources. */
const marks = new Set<Mark>();
const saveMilliseconds = 30_000;

/** The engine saves the state only at the end of the run, after this process. */
const savesAtEnd = /^(1|true)$/i.test(process.env["PULUMI_SKIP_CHECKPOINTS"] ?? "");

/** Takes a mark off once the engine has surely saved the result of the current call; never if the engine is gone by then. */
export function unmarkAfterSave(cluster: Cluster, unmarking: Omit<Unmarking, "selection">): void {
  const mark = { cluster, unmarking: { ...unmarking, selection: cluster.selection } };
  marks.add(mark);
  beforeEnd(endMarks);
  if (!savesAtEnd) setTimeout(() => void takeOff(mark), saveMilliseconds).unref();
}

/** Takes the waiting marks off now, for a process that ends before they are due. */
export const finishAfterSave = (): Promise<unknown> => Promise.all([...marks].map(takeOff));

const endMarks = (): Promise<unknown> =>
  savesAtEnd ? handOver([...marks].map(({ unmarking }) => unmarking)) : finishAfterSave();

async function takeOff(mark: Mark): Promise<void> {
  // Best effort: the next update of the instance retries this.
  const isDue = marks.delete(mark) && !engineIsGone.aborted;
  if (isDue) await unmark(mark.cluster, mark.unmarking).catch(() => undefined);
}

const program = join(__dirname, "..", "cli", "stack", "settle.js");

/** Gives these to a process of its own, which takes the marks off once the state has the resources. */
async function handOver(unmarkings: Unmarking[]): Promise<void> {
  if (unmarkings.length === 0) return;
  const child = spawn(process.execPath, [program], {
    // The engine ends the whole process group of this one.
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  await new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.stdin.on("error", () => resolve()).end(JSON.stringify(unmarkings), () => resolve());
  });
}
