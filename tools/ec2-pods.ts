import { join } from "node:path";

import { succeed } from "./command";
import type { LocalCluster } from "./local-cluster/local-cluster";
import { pulumiEnvironment, root } from "./stack";

/** Runs a command of this package on the stack of the quickstart. It must succeed; returns its stdout. */
export const ec2Pods = async (
  cluster: Pick<LocalCluster, "kubeconfig">,
  ...args: string[]
): Promise<string> =>
  succeed(process.execPath, [join(root, "dist", "cli", "main.js"), ...args, "--stack", "dev"], {
    cwd: root,
    env: await pulumiEnvironment(cluster),
  });
