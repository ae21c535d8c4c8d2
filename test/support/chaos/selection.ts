import { full } from "../amount";
import { type Round, rounds } from "./kills";
import { seeds } from "./plan";

/** The seeds to run: all for "npm run chaos", a few for "npm test". */
export const seedsToRun = Array.from({ length: full ? seeds : 3 }, (_, seed) => seed);

/** The rounds of kills to run. */
export const roundsToRun: { index: number; round: Round }[] = rounds
  .map((round, index) => ({ index, round }))
  .slice(0, full ? rounds.length : 3);

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
