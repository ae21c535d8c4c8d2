import { readFileSync } from "node:fs";

import { down, type LocalCluster, status, up } from "./local-cluster/local-cluster";
import { parseCommand, upOptionsHelp } from "./local-cluster/options";

const usage = `npm run cluster -- <command> [options]

  up           the cluster that is named, else the one that is up, else a new one
  down         ends the one that "up" made, with all that it left
  status       what is up; exit code 1 where nothing is
  kubeconfig   prints its kubeconfig

${upOptionsHelp}
  --json             machine output`;

async function main(): Promise<void> {
  const { upOptions, positionals, switches } = parseCommand(process.argv.slice(2), ["json", "help"]);
  const [command] = positionals;
  if (switches.help || !command) return console.log(usage);
  const show = (cluster: LocalCluster) =>
    console.log(switches.json ? JSON.stringify(cluster) : table(cluster));
  const running = async () => {
    const cluster = await status();
    if (!cluster) throw new Error('No cluster of ours is up. Start one with "npm run cluster -- up".');
    return cluster;
  };
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
      throw new Error(`There is no command "${command}".\n\n${usage}`);
  }
}

const table = ({ kind, context, kubeconfig, auditLog }: LocalCluster): string =>
  Object.entries({ kind, context, kubeconfig, "audit log": auditLog ?? "none" })
    .map(([name, value]) => `${name.padEnd(12)}${value}`)
    .join("\n");

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
