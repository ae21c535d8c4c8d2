import { errorsOf, type InjectedError } from "./faults";
import { randomOf } from "./random";
import { type Command, commands, type Scene } from "./scene";

/** An error that is injected into calls of a command. */
export interface Injection {
  command: Command;
  call: string;
  error: InjectedError;
  /** The first call that gets it, counted from 1. */
  nth: number;
  times: number;
}

/** Each error of each call of each command. */
export const cellsOf = ({ calls }: Scene) =>
  commands.flatMap((command) =>
    Object.keys(calls[command]).flatMap((call) =>
      errorsOf(call, command === "create").map((error) => ({ command, call, error })),
    ),
  );

/** So many that a command gives up. */
const forGood = 8;

/** The injections of a run: the cells of its seed, and a few random ones. */
export function plan(scene: Scene, seed: number): Injection[] {
  const cells = cellsOf(scene);
  const random = randomOf(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const ofSeed = cells.filter((_, index) => index % scene.seeds === seed % scene.seeds);
  const drawn = Array.from({ length: upTo(4) }, () => cells[upTo(cells.length)]!);
  return [...ofSeed, ...drawn].map((cell) => ({
    ...cell,
    nth: 1 + upTo(scene.calls[cell.command][cell.call]!),
    times: upTo(5) === 0 ? forGood : 1,
  }));
}
