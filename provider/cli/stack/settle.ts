import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";

import { unmark } from "../../cluster/after-save";
import type { Launch, Launches } from "../../cluster/after-save";
import { connect } from "../../cluster/cluster";
import { storedState } from "./pulumi-stack";
import type { Deployment } from "./stack-state";

/** Seconds between the looks at the state: an engine that lives saves it at once, and one that was killed never does. */
const waits = [0.3, 0.5, 1, 2, 4, 8, 16, 32];
const limitMilliseconds = 70_000;

/** Whether the state has the instance with this Pod. */
const isSaved =
  ({ resources = [] }: Deployment) =>
  ({ instanceId, pod, isRemount }: Launch): boolean =>
    resources.some(
      ({ id, outputs }) => id === instanceId && (isRemount || outputs?.["podName"] === pod.name),
    );

/** Takes the marks off the Pods that the engine has saved, once an update without checkpoints is over. */
async function settle({ selection, launches }: Launches, signal: AbortSignal): Promise<void> {
  let left = launches;
  for (const seconds of waits) {
    const [first] = left;
    if (!first) return;
    await pause(seconds * 1000);
    const { project, stack } = first;
    const name = { project, stack, reference: stack };
    // The next look may find a state that can be read.
    const deployment = await storedState(name, (state) => state, signal).catch(() => undefined);
    const saved = deployment ? left.filter(isSaved(deployment)) : [];
    if (saved.length === 0) continue;
    const cluster = await connect(selection);
    // Best effort: a mark that is left is taken off by the next run that sees the instance.
    await Promise.all(saved.map((launch) => unmark(cluster, launch).catch(() => undefined)));
    left = left.filter((launch) => !saved.includes(launch));
  }
}

async function main(): Promise<void> {
  const limit = AbortSignal.timeout(limitMilliseconds);
  limit.addEventListener("abort", () => process.exit());
  const clusters = JSON.parse(await text(process.stdin)) as Launches[];
  await Promise.all(clusters.map((each) => settle(each, limit)));
}

void main().then(
  () => process.exit(),
  () => process.exit(1),
);
