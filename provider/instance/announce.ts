import type { Effect } from "./argument";
import { isOlder } from "./effects";
import type { changes } from "./effects";
import type { InstanceInputs, InstanceState } from "./model";
import { report } from "./report";

/** Says in previews and updates what a change costs a machine that runs. */
export function announce(
  olds: InstanceState,
  news: InstanceInputs,
  differences: ReturnType<typeof changes>,
): void {
  const of = (wanted: Effect) =>
    differences.filter(({ effect }) => effect === wanted).map(({ property }) => property);
  const recreates = of("recreate");
  const restarts = of("restart").filter((property) => property !== "instanceState");
  if (!olds.podName) return;
  const isStop = news.instanceState === "stopped" && olds.instanceState === "running";
  if (recreates.length > 0) {
    report(
      news,
      `re-creates the Pod for ${recreates.join(", ")}: its disk is lost, and user data runs again`,
    );
  } else if (isOlder(olds) && (restarts.length > 0 || isStop)) {
    report(
      news,
      "re-creates the Pod, which an older release launched: its disk is lost, and user data runs again",
    );
  } else if (restarts.length > 0 && olds.instanceState === "running" && news.instanceState === "running") {
    report(news, `stops and starts in its Pod for ${restarts.join(", ")}: its address and its disk stay`);
  }
}
