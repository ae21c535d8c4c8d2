import { parseArgs, type ParseArgsConfig } from "node:util";

import { type KindName, kindNames, type UpOptions } from "./local-cluster";

/** Help for the options that choose a cluster, which several commands share. */
export const upOptionsHelp = `  --context <name>   Use this context of your kubeconfig
  --kind <kind>      ${kindNames.join(", ")}; by default the first of these that this machine can run`;

/** Parses a command line with those options and the command's own switches. */
export function parseCommand<Switch extends string>(args: string[], switches: Switch[]) {
  const options: NonNullable<ParseArgsConfig["options"]> = {
    context: { type: "string" },
    kind: { type: "string" },
    ...Object.fromEntries(switches.map((name) => [name, { type: "boolean" }])),
  };
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { context, kind } = values as { context?: string; kind?: string };
  if (kind !== undefined && !(kindNames as string[]).includes(kind)) {
    throw new Error(`Cannot use the kind "${kind}": no such kind. Use one of ${kindNames.join(", ")}.`);
  }
  const upOptions: UpOptions = { context, kind: kind as KindName | undefined };
  return { upOptions, positionals, switches: values as Partial<Record<Switch, boolean>> };
}
