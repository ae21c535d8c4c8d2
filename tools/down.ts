import { existsSync } from "node:fs";
import { join } from "node:path";

import { run, succeed } from "./command";
import * as localCluster from "./local-cluster/local-cluster";
import { parseCommand } from "./local-cluster/options";
import { progress } from "./progress";
import { pulumiEnvironment, root } from "./stack";
import { pulumiToolchain } from "./toolchain/pulumi";

async function down(): Promise<void> {
  const { upOptions } = parseCommand(process.argv.slice(2), []);
  const cluster = await localCluster.current(upOptions);
  if (existsSync(join(root, ".local", "backend"))) await destroyStack(cluster);
  await localCluster.down();
  progress("down");
}

async function destroyStack(cluster: localCluster.LocalCluster | undefined): Promise<void> {
  const { bin } = await pulumiToolchain();
  const env = await pulumiEnvironment({ kubeconfig: cluster?.kubeconfig ?? "" });
  const stacks = JSON.parse(await succeed(bin, ["stack", "ls", "--json"], { cwd: root, env })) as {
    name: string;
  }[];
  if (!stacks.some(({ name }) => name === "dev")) return;
  if (cluster) {
    const { code } = await run(bin, ["destroy", "--remove", "--yes", "--non-interactive", "--stack", "dev"], {
      cwd: root,
      env,
      show: true,
    });
    if (code !== 0) throw new Error(`"pulumi destroy" ended with exit code ${code}; its messages are above.`);
    return;
  }
  progress("the cluster is gone, and with it all that the stack had there: forgetting the stack");
  await succeed(bin, ["stack", "rm", "--yes", "--force", "--non-interactive", "dev"], { cwd: root, env });
}

down().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
