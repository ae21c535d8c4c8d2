import { parseArgs } from "node:util";

import { runScript } from "./script";
import { packTo } from "./tarball";

const usage = `npm run pack -- [options]

Packs the tarball that a release publishes, and prints its path.

  --out <folder>   Folder of the tarball; the current folder by default`;

async function pack(args: string[]): Promise<void> {
  const options = { out: { type: "string", default: "." }, help: { type: "boolean" } } as const;
  const { out, help } = parseArgs({ args, options }).values;
  console.log(help ? usage : await packTo(out));
}

runScript(pack);
