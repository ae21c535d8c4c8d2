import { readFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "./command";
import { progress } from "./progress";
import { root } from "./stack";

interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

/** Lint, then every test; arguments go on to jest, which then runs only what they select. */
async function test(args: string[]): Promise<void> {
  if (args.length === 0) {
    progress("lint");
    const lint = await run("npm", ["run", "--silent", "lint"], { cwd: root, show: true });
    if (lint.code !== 0)
      throw new Error('The code has faults, listed above. "npm run format" mends the layout.');
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
  // A suite that can't even start has no failed test.
  const failed = Math.max(numFailedTests, numFailedTestSuites);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = code;
}

test(process.argv.slice(2)).catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
