import { parseArgs, type ParseArgsConfig } from "node:util";

import { type KindName, kindNames, type UpOptions } from "./local-cluster";

/** The options that choose a cluster, for every command that has one. */
export const upOptionsHelp = `  --context <name>   a context of your own kubeconfig
  --kind <kind>      ${kindNames.join(", ")}; without it the first of these that this machine can have`;

/** Reads a command line with those options and the command's own switches. */
export function parseCommand<Switch extends string>(args: string[], switches: Switch[]) {
  const options: NonNullable<ParseArgsConfig["options"]> = {
    context: { type: "string" },
    kind: { type: "string" },
    ...Object.fromEntries(switches.map((name) => [name, { type: "boolean" }])),
  };
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { context, kind } = values as { context?: string; kind?: string };
  if (kind !== undefined && !(kindNames as string[]).includes(kind)) {
    throw new Error(`There is no kind "${kind}". Use one of ${kindNames.join(", ")}.`);
  }
  const upOptions: UpOptions = {
    ...(context === undefined ? {} : { context }),
    ...(kind === undefined ? {} : { kind: kind as KindName }),
  };
  return { upOptions, positionals, switches: values as Partial<Record<Switch, boolean>> };
}
