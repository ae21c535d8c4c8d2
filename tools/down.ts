import { existsSync } from "node:fs";
import { join } from "node:path";

import { run, succeed } from "./command";
import { ec2Pods } from "./ec2-pods";
import * as localCluster from "./local-cluster/local-cluster";
import { parseCommand } from "./local-cluster/options";
import { progress } from "./progress";
import { runScript } from "./script";
import { pulumiEnvironment, root } from "./stack";
import { pulumiToolchain } from "./toolchain/pulumi";

async function down(args: string[]): Promise<void> {
  const { upOptions } = parseCommand(args, []);
  const cluster = await localCluster.current(upOptions);
  // Needs neither the stack nor its cluster.
  await ec2Pods(process.env, "tunnel", "--stop").catch(({ message }: Error) => progress(message));
  if (existsSync(join(root, ".local", "backend"))) await removeStack(cluster);
  await localCluster.down();
  progress("removed");
}

async function removeStack(cluster: localCluster.LocalCluster | undefined): Promise<void> {
  const { bin } = await pulumiToolchain();
  const env = await pulumiEnvironment({ kubeconfig: cluster?.kubeconfig ?? "" });
  const stacks = JSON.parse(await succeed(bin, ["stack", "ls", "--json"], { cwd: root, env })) as {
    name: string;
  }[];
  if (!stacks.some(({ name }) => name === "dev")) return;
  if (!cluster) {
    progress("no cluster is running, so the stack's resources are gone: removing the stack");
    await succeed(bin, ["stack", "rm", "--yes", "--force", "--non-interactive", "dev"], { cwd: root, env });
    return;
  }
  const destroy = ["destroy", "--remove", "--yes", "--non-interactive", "--stack", "dev"];
  const { code } = await run(bin, destroy, { cwd: root, env, show: true });
  if (code !== 0) throw new Error(`"pulumi destroy" ended with exit code ${code}. Its messages are above.`);
}

runScript(down);
