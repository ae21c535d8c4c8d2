import { readFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "./command";
import { progress } from "./progress";
import { runScript } from "./script";
import { root } from "./stack";

interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

/** Runs lint, then all tests. With arguments, passes them to jest and runs only the tests that they select. */
async function test(args: string[]): Promise<void> {
  if (args.length === 0) {
    progress("lint");
    const lint = await run("npm", ["run", "--silent", "lint"], { cwd: root, show: true });
    if (lint.code !== 0) {
      throw new Error(
        'Cannot run the tests: lint found the errors above. "npm run format" fixes the layout.',
      );
    }
  }
  progress("jest");
  const results = join(root, ".local", "jest.json");
  const jest = ["jest", "--json", `--outputFile=${results}`, ...args];
  const { code } = await run("npx", ["--no-install", ...jest], { cwd: root, show: true });
  const {
    numPassedTests: passed,
    numFailedTests,
    numFailedTestSuites,
  } = JSON.parse(readFileSync(results, "utf8")) as Results;
  // A suite that can't start has no failed test.
  const failed = Math.max(numFailedTests, numFailedTestSuites);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = code;
}

runScript(test);
