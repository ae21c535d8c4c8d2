import { setTimeout as pause } from "node:timers/promises";

import { killAtOnce } from "../../../tools/processes";
import type { ApiCall } from "../api-proxy";
import type { TestStack } from "../stack";
import { calls, type Command } from "./plan";

const processNames = { engine: /^\S*\/pulumi\0/, provider: /dynamic-provider/ };
const victims = { provider: ["provider"], engine: ["engine"], both: ["engine", "provider"] } as const;
type Victim = keyof typeof victims;

/** When it is that a process is killed: before a call is carried out, or after that and before its answer. */
export interface Kill {
  victim: Victim;
  call: string;
  moment: "before" | "after";
}

/** One kill in each of the commands that change something. */
export type Round = Partial<Record<Command, Kill>>;

const hurting: Command[] = ["create", "change", "destroy"];

/** What a kill puts most at risk: the Pod that was just made, the one beside it, and the one that just went. */
const foremost = { create: "POST pods", change: "POST secrets", destroy: "DELETE pods" };

/** All kills, those first that matter most. */
export const rounds: Round[] = [
  ...(Object.keys(victims) as Victim[]).map((victim) =>
    Object.fromEntries(
      Object.entries(foremost).map(([command, call]) => [command, { victim, call, moment: "after" }]),
    ),
  ),
  ...(Object.keys(victims) as Victim[]).flatMap((victim) => {
    const kills = hurting.map((command) =>
      Object.keys(calls[command]).flatMap((call) =>
        (["before", "after"] as const).map((moment) => ({ victim, call, moment })),
      ),
    );
    const length = Math.max(...kills.map((some) => some.length));
    return Array.from({ length }, (_, index) =>
      Object.fromEntries(
        hurting.flatMap((command, at) => (kills[at]![index] ? [[command, kills[at]![index]]] : [])),
      ),
    );
  }),
];

/** Their answers don't end. */
const streams = ["WATCH pods", "GET pods/log"];

/** Kills at a call, which never gets its answer. */
export async function killAt(stack: TestStack, { victim, moment }: Kill, call: ApiCall): Promise<void> {
  if (moment === "after" && streams.includes(call.name)) {
    call.pass();
    await pause(300);
  } else if (moment === "after") await call.act();
  for (const each of victims[victim]) killAtOnce(processOf(stack, each));
  call.drop();
}

const processOf = (stack: TestStack, name: keyof typeof processNames): number[] =>
  stack
    .processes()
    .filter(({ command }) => processNames[name].test(command))
    .map(({ pid }) => pid);

/** Waits until engine and provider have ended, and takes away what a dead engine leaves: its lock and language host. */
export async function recover(stack: TestStack, { victim }: Kill): Promise<void> {
  while ([...processOf(stack, "engine"), ...processOf(stack, "provider")].length > 0) await pause(100);
  if (victim !== "provider") await stack.kill();
}
