import { run } from "./command";
import { progress } from "./progress";
import { runScript } from "./script";
import { root } from "./stack";

const checks: [title: string, command: string, args: string[]][] = [
  ["types, lint and format", "npm", ["run", "--silent", "lint"]],
  ["unit and component tests", "npx", ["--no-install", "jest", "--selectProjects", "unit", "component"]],
];

/** Checks everything that needs no cluster. Runs all checks, and names those that failed at the end. */
async function verify(): Promise<void> {
  const failed: string[] = [];
  for (const [title, command, args] of checks) {
    progress(title);
    const { code } = await run(command, args, { cwd: root, show: true });
    if (code !== 0) failed.push(title);
  }
  if (failed.length > 0) throw new Error(`Failed: ${failed.join("; ")}. The errors are above.`);
  progress("verified");
}

runScript(verify);
