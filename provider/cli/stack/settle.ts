import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";

import { unmark } from "../../cluster/after-save";
import type { MarkedObject, MarkedObjects } from "../../cluster/after-save";
import { connect } from "../../cluster/cluster";
import type { Deployment } from "../../common/deployment";
import { storedState } from "./pulumi-stack";

/** Seconds between the looks at the state: an engine that lives saves it at once, and one that was killed never does. */
const waits = [0.3, 0.5, 1, 2, 4, 8, 16, 32];
const limitMilliseconds = 70_000;

/** Whether the state has the resource of this object. */
const isSaved =
  ({ resources = [] }: Deployment) =>
  (object: MarkedObject): boolean =>
    resources.some(
      ({ id, outputs }) =>
        id === object.id && (object.podName === undefined || outputs?.["podName"] === object.podName),
    );

/** Takes the marks off the objects that the engine has saved, once an update without checkpoints is over. */
async function settle({ selection, objects }: MarkedObjects, signal: AbortSignal): Promise<void> {
  let left = objects;
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
    // Best effort: a mark that is left is taken off by the next run that sees the resource.
    await Promise.all(saved.map((object) => unmark(cluster, object).catch(() => undefined)));
    left = left.filter((object) => !saved.includes(object));
  }
}

async function main(): Promise<void> {
  const limit = AbortSignal.timeout(limitMilliseconds);
  limit.addEventListener("abort", () => process.exit());
  const clusters = JSON.parse(await text(process.stdin)) as MarkedObjects[];
  await Promise.all(clusters.map((each) => settle(each, limit)));
}

void main().then(
  () => process.exit(),
  () => process.exit(1),
);
