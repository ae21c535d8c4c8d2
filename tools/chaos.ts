import { run } from "./command";
import { root } from "./stack";

/** Every seed of faults and every kill; arguments go on to jest, as in -t "seed 17:". */
async function chaos(args: string[]): Promise<void> {
  const jest = ["jest", "--selectProjects", "e2e", "--testPathPatterns", "engine/(chaos|soak)"];
  const { code } = await run("npx", ["--no-install", ...jest, "--maxConcurrency=3", ...args], {
    cwd: root,
    show: true,
    env: { ...process.env, EC2_PODS_CHAOS: "full" },
  });
  process.exitCode = code;
}

void chaos(process.argv.slice(2));
