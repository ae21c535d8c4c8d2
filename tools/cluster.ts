import { readFileSync } from "node:fs";

import { aligned } from "../provider/common/text";
import { down, type LocalCluster, status, up } from "./local-cluster/local-cluster";
import { parseCommand, upOptionsHelp } from "./local-cluster/options";
import { runScript } from "./script";

const usage = `npm run cluster -- <command> [options]

Commands:
  up           Use the cluster that you name, else the running one, else start a new one
  down         Remove the cluster that "up" started, with everything it left on this machine
  status       Show the running cluster; exit code 1 if none is running
  kubeconfig   Print its kubeconfig

Options:
${upOptionsHelp}
  --json             Print JSON`;

async function cluster(args: string[]): Promise<void> {
  const { upOptions, positionals, switches } = parseCommand(args, ["json", "help"]);
  const [command] = positionals;
  if (switches.help || !command) return console.log(usage);
  const show = (shown: LocalCluster) => console.log(switches.json ? JSON.stringify(shown) : table(shown));
  switch (command) {
    case "up":
      return show(await up(upOptions));
    case "down":
      return down();
    case "status":
      return show(await running());
    case "kubeconfig":
      return console.log(readFileSync((await running()).kubeconfig, "utf8").trim());
    default:
      throw new Error(`Cannot run the command "${command}": no such command.\n\n${usage}`);
  }
}

async function running(): Promise<LocalCluster> {
  const found = await status();
  if (found) return found;
  throw new Error('No local cluster is running. Start one with "npm run cluster -- up".');
}

const table = ({ kind, context, kubeconfig, auditLog = "none" }: LocalCluster): string =>
  aligned(Object.entries({ kind, context, kubeconfig, "audit log": auditLog }));

runScript(cluster);
