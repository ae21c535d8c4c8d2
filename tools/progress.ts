const startedAt = Date.now();

/** A duration as minutes and seconds. */
export const clock = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** Prints one line on stderr, with the time since the command started. */
export const progress = (line: string): void => {
  process.stderr.write(`${clock(Date.now() - startedAt).padStart(6)}  ${line}\n`);
};

/** Runs one step and prints how long it took. A step that fails prints nothing: its error says enough. */
export async function step<T>(title: string, run: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await run();
  progress(`${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}
