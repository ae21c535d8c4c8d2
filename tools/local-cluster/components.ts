import { spawn } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../command";

/**
 * Starts the script that runs a cluster's components, with the path of each tool in a variable of its name.
 *
 * Returns the id of its process, which leads the process group of the cluster.
 */
export function startComponents(
  state: string,
  [command = "", ...args]: string[],
  variables: Record<string, string>,
  tools: Record<string, string>,
): number {
  const paths = Object.entries(tools).map(([name, path]) => [name.toUpperCase().replaceAll("-", "_"), path]);
  const log = openSync(join(state, "logs", "init.log"), "w");
  const init = spawn(command, args, {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, STATE: state, ...variables, ...(Object.fromEntries(paths) as NodeJS.ProcessEnv) },
  });
  init.unref();
  return init.pid ?? 0;
}

/** The first component that ended, with its exit code. While a cluster runs, no component ends. */
export function endedComponent(state: string): { component: string; code: string } | undefined {
  const file = join(state, "ended");
  if (!existsSync(file)) return undefined;
  const [component = "", code = ""] = readFileSync(file, "utf8").split("\n")[0]?.split(" ") ?? [];
  return { component, code };
}

/** Repeats a kubectl command until it succeeds. Fails as soon as a component of the cluster has ended. */
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
