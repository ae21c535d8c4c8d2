/** Runs a script with its arguments. If it fails, prints the message of the error and sets the exit code. */
export function runScript(main: (args: string[]) => Promise<void>): void {
  main(process.argv.slice(2)).catch((error: Error) => {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  });
}
