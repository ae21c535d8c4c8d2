// Loaded into each Node.js process that a command of a test starts: records its version and its program.
import { appendFileSync } from "node:fs";

const [, program] = process.argv;
if (program) appendFileSync(process.env.NODE_WITNESS, `${JSON.stringify([process.version, program])}\n`);
