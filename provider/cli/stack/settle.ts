import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";

import { connect } from "../../cluster/cluster";
import { unmark } from "../../cluster/unmarking";
import type { Unmarking } from "../../cluster/unmarking";
import { storedState } from "./pulumi-stack";
import type { Deployment } from "./stack-state";

/** Seconds between the looks at the state: an engine that lives saves it at once, and one that was killed never does. */
const waits = [0.3, 0.5, 1, 2, 4, 8, 16, 32];

/** Whether the state has the resource, and if it is an instance, with this very Pod. */
const isSaved =
  ({ resources = [] }: Deployment) =>
  ({ id, kind, object }: Unmarking): boolean =>
    resources.some(
      (resource) => resource.id === id && (kind !== "pods" || resource.outputs?.["podName"] === object.name),
    );

/** Takes the marks of killed runs off what the engine has saved, once an update without checkpoints is over. */
async function settle(unmarkings: Unmarking[]): Promise<void> {
  let left = unmarkings;
  for (const seconds of waits) {
    await pause(seconds * 1000);
    const [{ project, stack } = { project: "", stack: "" }] = left;
    const name = { project, stack, reference: stack };
    // The next look may find a state that can be read.
    const deployment = await storedState(name, (state) => state).catch(() => undefined);
    const saved = deployment ? left.filter(isSaved(deployment)) : [];
    await Promise.all(
      saved.map(async (unmarking) => {
        // Best effort, as in the provider: the next update of the instance does it.
        await connect(unmarking.selection)
          .then((cluster) => unmark(cluster, unmarking))
          .catch(() => undefined);
      }),
    );
    left = left.filter((unmarking) => !saved.includes(unmarking));
    if (left.length === 0) return;
  }
}

void text(process.stdin).then((input) => settle(JSON.parse(input) as Unmarking[]));
