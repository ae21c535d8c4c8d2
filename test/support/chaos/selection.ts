import { seeds } from "./plan";

/** How much "npm run chaos" asks for: "full", or the one seed or kill to repeat; unset in "npm test". */
const { CHAOS = "few", CHAOS_SEED, CHAOS_KILL } = process.env;

/** The seeds to run; the few are those whose faults lose answers of creates, and close watches. */
export function seedsOf(): number[] {
  if (CHAOS_SEED !== undefined) return [Number(CHAOS_SEED)];
  if (CHAOS_KILL !== undefined) return [];
  return Array.from({ length: CHAOS === "full" ? seeds : 3 }, (_, seed) => seed);
}

/** Runs it; a failure says how to have it again. */
export async function toRepeat(selection: string, body: () => Promise<void>): Promise<void> {
  await body().catch((error: Error) => {
    error.message += `\nRepeat it with: npm run chaos -- ${selection}`;
    throw error;
  });
}
