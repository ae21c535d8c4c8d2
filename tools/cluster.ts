import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { down, kindNames, status, up, type KindName, type LocalCluster } from "./local-cluster/local-cluster";

const usage = `npm run cluster -- <command> [options]

  up           the cluster that is named, else the one that is up, else a new one
  down         ends the one that "up" made, with all that it left
  status       what is up; exit code 1 where nothing is
  kubeconfig   prints its kubeconfig

  --context <name>   up: a context of your own kubeconfig
  --kind <kind>      up: ${kindNames.join(", ")}; without it the first of these that this machine can have
  --json             machine output`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      context: { type: "string" },
      kind: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const [command] = positionals;
  if (values.help || !command) return console.log(usage);
  if (values.kind && !(kindNames as string[]).includes(values.kind)) {
    throw new Error(`There is no kind "${values.kind}". Use one of ${kindNames.join(", ")}.`);
  }
  const show = (cluster: LocalCluster) => console.log(values.json ? JSON.stringify(cluster) : table(cluster));
  const running = async () => {
    const cluster = await status();
    if (!cluster) throw new Error('No cluster of ours is up. Start one with "npm run cluster -- up".');
    return cluster;
  };
  switch (command) {
    case "up":
      return show(
        await up({
          ...(values.kind ? { kind: values.kind as KindName } : {}),
          ...(values.context ? { context: values.context } : {}),
        }),
      );
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
