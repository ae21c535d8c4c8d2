import { full } from "../amount";
import { type Round, roundsOf } from "./kills";
import type { Scene } from "./scene";

/** The seeds of a scene to run: all for "npm run chaos", a few for "npm test". */
export const seedsToRun = ({ seeds }: Scene, few: number): number[] =>
  Array.from({ length: full ? seeds : few }, (_, seed) => seed);

/** The rounds of kills of a scene to run: all, or a few. */
export const roundsToRun = (scene: Scene, few: number[]): { index: number; round: Round }[] =>
  roundsOf(scene)
    .map((round, index) => ({ index, round }))
    .filter(({ index }) => full || few.includes(index));

/** Runs the body of a test. A failure shows the command that repeats it. */
export async function reported(name: string, body: () => Promise<void>): Promise<void> {
  const began = Date.now();
  const report = (outcome: string) => {
    const seconds = Math.round((Date.now() - began) / 1000);
    if (full) process.stderr.write(`${name}: ${seconds} s, ${outcome}\n`);
  };
  try {
    await body();
    report("passed");
  } catch (error) {
    const { message } = error as Error;
    const failure = new Error(`${message}\nRepeat it with: npm run chaos -- -t "${name}:"`, { cause: error });
    // jest shows nothing of a file before all of its tests have ended.
    report(`failed: ${failure.message}`);
    throw failure;
  }
}
