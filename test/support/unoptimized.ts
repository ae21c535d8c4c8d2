import { execFileSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";

// Optimized code doesn't count its blocks, and when the engine optimizes differs from run to run. A flag that is off by
// default, or that this engine doesn't know, stays as it is.
const options = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
const compilers = ["opt", "maglev"].filter((name) => options.includes(`default: --${name}\n`));

for (const name of compilers) setFlagsFromString(`--no-${name}`);
afterAll(() => {
  for (const name of compilers) setFlagsFromString(`--${name}`);
});
