// tsc compiles TypeScript only. This copies the shell scripts of provider/, which instances run, to dist/.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
for (const file of readdirSync(join(root, "provider"), { recursive: true }).map(String)) {
  if (!file.endsWith(".sh")) continue;
  const output = join(root, "dist", file);
  mkdirSync(dirname(output), { recursive: true });
  copyFileSync(join(root, "provider", file), output);
}
