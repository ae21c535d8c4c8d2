/** Prints a line of the result. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export const printJson = (value: unknown): void => print(JSON.stringify(value, undefined, 2));

/** Reports progress; not part of the result. */
export const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** Columns of the terminal that shows the result; unlimited if a program reads it. A terminal without a size has 0. */
export const outputWidth = (): number => process.stdout.columns || Infinity;

/** For commands that go on until Ctrl-C. */
export const exitOnInterrupt = (): void => void process.once("SIGINT", () => process.exit(130));
