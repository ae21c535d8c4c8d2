import { parseArgs } from "node:util";

import { packTo } from "./tarball";

const usage = `npm run pack -- [options]

Makes the tarball that a release publishes, and prints its path.

  --out <folder>   where to put it; without it the current folder`;

async function pack(): Promise<void> {
  const options = { out: { type: "string", default: "." }, help: { type: "boolean" } } as const;
  const { out, help } = parseArgs({ options }).values;
  console.log(help ? usage : await packTo(out));
}

pack().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
