import { spawn } from "node:child_process";

/** The output and the exit code of a command. */
export interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  /** Passes the output through to the user instead of collecting it. */
  show?: boolean;
}

/** Runs a command to its end, whatever its exit code. */
export function run(command: string, args: string[], options: CommandOptions = {}): Promise<Outcome> {
  const { cwd, env = process.env, input, show } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? ["ignore", "inherit", "inherit"] : ["pipe", "pipe", "pipe"],
    });
    const outcome = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (outcome.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (outcome.stderr += text));
    child.stdin?.end(input);
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...outcome, code: code ?? 1 }));
  });
}

/** Runs a command that must succeed; returns its stdout. */
export async function succeed(
  command: string,
  args: string[],
  options: CommandOptions = {},
): Promise<string> {
  const { stdout, stderr, code } = await run(command, args, options);
  if (code !== 0) {
    const output = [stderr.trim(), stdout.trim()].filter(Boolean).join("\n");
    throw new Error(
      `"${[command, ...args].join(" ")}" ended with exit code ${code}${output && `:\n${output}`}`,
    );
  }
  return stdout;
}
