import { join } from "node:path";

import { succeed } from "./command";
import { root } from "./stack";

/** Runs a command of this package on the stack of the quickstart. It must succeed; returns its stdout. */
export const ec2Pods = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> =>
  succeed(process.execPath, [join(root, "dist", "cli", "main.js"), ...args, "--stack", "dev"], {
    cwd: root,
    env,
  });
