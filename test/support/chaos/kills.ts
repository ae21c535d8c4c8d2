import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { killAtOnce } from "../../../tools/processes";
import type { ApiCall } from "../api-proxy";
import type { TestStack } from "../stack";
import type { Command, Scene } from "./scene";

const processNames = { engine: /^\S*\/pulumi\0/, provider: /dynamic-provider/ };
const victims = { provider: ["provider"], engine: ["engine"], both: ["engine", "provider"] } as const;
type Victim = keyof typeof victims;

/** A kill at a call of the API server: before the server acts, or after it has acted and before its answer. */
export interface Kill {
  victim: Victim;
  call: string;
  moment: "before" | "after";
}

/** One kill in each of the commands that change something. */
export type Round = Partial<Record<Command, Kill>>;

const changing = ["create", "change", "destroy"] as const satisfies Command[];

/** All kills, the most important ones first. */
export const roundsOf = ({ calls, riskiest }: Scene): Round[] => [
  ...(Object.keys(victims) as Victim[]).map((victim) =>
    Object.fromEntries(
      Object.entries(riskiest).map(([command, call]) => [command, { victim, call, moment: "after" }]),
    ),
  ),
  ...(Object.keys(victims) as Victim[]).flatMap((victim) => {
    const kills = changing.map((command) =>
      Object.keys(calls[command]).flatMap((call) =>
        (["before", "after"] as const).map((moment) => ({ victim, call, moment })),
      ),
    );
    const length = Math.max(...kills.map((some) => some.length));
    return Array.from({ length }, (_, index) =>
      Object.fromEntries(
        changing.flatMap((command, at) => (kills[at]![index] ? [[command, kills[at]![index]]] : [])),
      ),
    );
  }),
];

/** Calls whose answer stays open. */
const streams = ["WATCH pods", "GET pods/log"];

/** Kills processes at a call, which never gets its answer. */
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

/** In milliseconds. A provider that tries a call again waits for less. */
const longestSilence = 20_000;

/**
 * Waits until engine and provider have ended. Removes what a killed engine leaves: its lock, its language host, and a provider
 * process that had loaded nothing but the SDK, which doesn't notice the end of its engine.
 */
export async function recover(stack: TestStack, { victim }: Kill): Promise<void> {
  let silence = 0;
  let hasTalked = false;
  while (processOf(stack, "engine").length > 0 || (hasProvider(stack) && silence < longestSilence)) {
    await pause(100);
    hasTalked ||= processOf(stack, "provider").some(hasConnection);
    // One that has been about an operation must end by itself.
    silence = hasTalked ? 0 : silence + 100;
  }
  if (victim !== "provider") await stack.kill();
}

const hasProvider = (stack: TestStack): boolean => processOf(stack, "provider").length > 0;

/** Whether a process has more than the socket at which it serves the engine. */
function hasConnection(pid: number): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return (
      readdirSync(folder).filter((fd) => readlinkSync(`${folder}/${fd}`).startsWith("socket:")).length > 1
    );
  } catch {
    // It has ended, or closed one in the meantime.
    return false;
  }
}
