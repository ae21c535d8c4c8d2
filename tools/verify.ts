import { run } from "./command";
import { progress } from "./progress";
import { root } from "./stack";

const checks: [title: string, command: string, args: string[]][] = [
  ["types, lint and format", "npm", ["run", "--silent", "lint"]],
  ["unit and component tests", "npx", ["--no-install", "jest", "--selectProjects", "unit", "component"]],
];

/** Everything that needs no cluster; all of it runs, and what has faults is named at the end. */
async function verify(): Promise<void> {
  const faulty: string[] = [];
  for (const [title, command, args] of checks) {
    progress(title);
    const { code } = await run(command, args, { cwd: root, show: true });
    if (code !== 0) faulty.push(title);
  }
  if (faulty.length > 0) throw new Error(`Faults, shown above, in: ${faulty.join("; ")}.`);
  progress("verified");
}

verify().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
