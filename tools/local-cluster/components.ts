import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../command";

/** The first component of a cluster that ended, with its exit code; none of them should. */
export function endedComponent(state: string): { component: string; code: string } | undefined {
  const file = join(state, "ended");
  if (!existsSync(file)) return undefined;
  const [component = "", code = ""] = readFileSync(file, "utf8").split("\n")[0]?.split(" ") ?? [];
  return { component, code };
}

/** Runs kubectl again and again until it succeeds; fails once a component of the cluster has ended. */
export function kubectlUntil(kubectl: string, state: string): (...args: string[]) => Promise<void> {
  return async (...args) => {
    while ((await run(kubectl, ["--kubeconfig", join(state, "kubeconfig"), ...args])).code !== 0) {
      const ended = endedComponent(state);
      if (ended) throw new Error(failure(state, ended.component, ended.code));
    }
  };
}

function failure(state: string, component: string, code: string): string {
  const log = readFileSync(join(state, "logs", `${component}.log`), "utf8")
    .trim()
    .split("\n")
    .slice(-8);
  return `Cannot start the local cluster: ${component} ended with exit code ${code}. Its last lines:\n${log.join("\n")}`;
}
