import { spawn } from "node:child_process";

/** Repeats a probe that meets its own limits: they are those of a user's machine, and this one may be busier. */
export async function repeated<T>(probe: () => Promise<T>, isDecided: (last: T) => boolean): Promise<T> {
  let last = await probe();
  for (let left = 2; left > 0 && !isDecided(last); left--) last = await probe();
  return last;
}

/** Starts a probe, and signals it at each of these outputs, which it takes from their list; returns how it ended. */
export function interrupted(
  signal: NodeJS.Signals,
  { command, env }: { command: string[]; env: NodeJS.ProcessEnv },
  when: string[],
): Promise<{ stderr: string; code: number | null }> {
  const child = spawn(process.execPath, command, { env, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    while (when[0] && stderr.includes(when[0])) {
      when.shift();
      child.kill(signal);
    }
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ stderr, code })));
}
