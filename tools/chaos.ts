import { run } from "./command";
import { runScript } from "./script";
import { root } from "./stack";

/** Runs every seed of injected errors and every kill. Passes its arguments to jest, as in -t "seed 17:". */
async function chaos(args: string[]): Promise<void> {
  const jest = ["jest", "--selectProjects", "e2e", "--testPathPatterns", "e2e/(chaos|soak)"];
  const { code } = await run("npx", ["--no-install", ...jest, "--maxConcurrency=3", ...args], {
    cwd: root,
    show: true,
    env: { ...process.env, EC2_PODS_CHAOS: "full" },
  });
  process.exitCode = code;
}

runScript(chaos);
