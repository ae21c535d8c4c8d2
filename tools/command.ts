import { spawn } from "node:child_process";

/** What a command printed, and how it ended. */
export interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  /** Shows the output to the user as it comes, instead of collecting it. */
  show?: boolean;
}

/** Runs a command to its end, whatever its exit code. */
export function run(command: string, args: string[], options: CommandOptions = {}): Promise<Outcome> {
  const { cwd, env, input, show } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(cwd ? { cwd } : {}),
      env: env ?? process.env,
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

/** Runs a command that has to succeed; returns what it printed on stdout. */
export async function succeed(
  command: string,
  args: string[],
  options: CommandOptions = {},
): Promise<string> {
  const { stdout, stderr, code } = await run(command, args, options);
  if (code !== 0) {
    const said = [stderr.trim(), stdout.trim()].filter(Boolean).join("\n");
    throw new Error(`"${[command, ...args].join(" ")}" ended with exit code ${code}${said && `:\n${said}`}`);
  }
  return stdout;
}
