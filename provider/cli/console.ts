import { setTimeout as pause } from "node:timers/promises";

import { objectPath } from "../cluster/api";
import { ClusterError } from "../cluster/cluster-error";
import { isOver, type Pod } from "../cluster/objects";
import { repeated } from "../cluster/repeat";
import { errorMessage } from "../common/errors";
import { containerName } from "../instance/pod";
import type { OptionsOf } from "./arguments";
import { ConsoleLines } from "./console-lines";
import { findInstance, type Listed } from "./instances";
import { openSite, type Site } from "./site";

const reopenMilliseconds = 500;

/** Writes an instance's console; with --follow until its Pod ends. */
export async function showConsole(
  wanted: string,
  options: OptionsOf<"console">,
  write: (text: string) => void,
): Promise<void> {
  const site = await openSite(options);
  const instance = findInstance(site.instances, wanted, "read");
  if (options.follow) return follow(site, instance, write);
  write(await site.api.text(`${pathOf(instance)}/log`, { container: containerName }));
}

async function follow({ api }: Site, instance: Listed, write: (text: string) => void): Promise<void> {
  const path = pathOf(instance);
  const lines = new ConsoleLines();
  for (;;) {
    await repeated(async () => {
      lines.reopen();
      const query = {
        container: containerName,
        follow: "true",
        timestamps: "true",
        ...(lines.since ? { sinceTime: lines.since } : {}),
      };
      let heard = false;
      try {
        for await (const chunk of api.stream(`${path}/log`, query)) {
          heard = true;
          write(lines.take(chunk));
        }
      } catch (error) {
        // A connection that told something has all its tries again.
        if (!(heard && error instanceof ClusterError && error.transient)) throw error;
      }
    });
    const pod = await repeated(() => api.get<Pod>(path)).catch((error: ClusterError) => {
      if (error.status !== 404) throw error;
      return undefined;
    });
    // Where the Pod goes on, it is only the connection that ended.
    if (!pod || isOver(pod)) return;
    await pause(reopenMilliseconds);
  }
}

function pathOf({ name, namespace, pod, state }: Listed): string {
  if (pod) return objectPath("pods", namespace, pod);
  const fix = `Start it with "ec2-pods start ${name}"`;
  const cause = `it is ${state}, and its console went with its Pod`;
  throw new Error(errorMessage({ verb: "read", kind: "Ec2Instance", name, cause, fix }));
}
