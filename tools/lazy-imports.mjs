// A compiled module loads all that it imports before it runs, so one class would load most of the package. This rewrites
// dist/ so that each import is loaded at its first use, as @pulumi/aws loads its classes. Lines keep their numbers.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");

/** `const errors_1 = require("../common/errors");`, with a name that only the compiler gives. */
const imports = /^(?:const|var) (\w+_\d+) = (require\("[^"]+"\));$/gm;
const exportedNamespace = /^exports\.(\w+) = (__importStar\(require\("\.[^"]+"\)\));$/gm;

// Node.js takes a name from the line "exports.name = void 0", but not if defineProperty has a getter that it can't read.
const exported = (name, value) =>
  `Object.defineProperties(exports, { ${name}: { enumerable: true, get: () => ${value} } });`;

function lazy(text, file) {
  const names = [...text.matchAll(imports)].map(([, name]) => name);
  let result = text
    .replace(exportedNamespace, (_, name, value) => exported(name, value))
    .replace(imports, (_, name, load) => `let ${name}$; const ${name} = () => (${name}$ ??= ${load});`);
  for (const name of names) {
    const used = new RegExp(
      `^Object\\.defineProperty\\(exports, "(\\w+)", .* return ${name}\\.(\\w+); } }\\);$`,
      "gm",
    );
    result = result
      .replace(used, (_, own, other) => exported(own, `${name}().${other}`))
      .replace(new RegExp(`\\bnew ${name}((?:\\.\\w+)+)`, "g"), `new (${name}()$1)`)
      .replace(new RegExp(`\\b${name}\\.`, "g"), `${name}().`);
    // One that stays would be the function that loads the module.
    const [left] = new RegExp(`^.*\\b${name}\\b(?!\\$| = \\(\\) =>|\\(\\)\\.).*$`, "m").exec(result) ?? [];
    if (left) throw new Error(`Cannot make the imports of ${file} lazy: "${left}" isn't understood.`);
  }
  return result;
}

for (const file of readdirSync(dist, { recursive: true }).map(String)) {
  if (!file.endsWith(".js")) continue;
  const path = join(dist, file);
  writeFileSync(path, lazy(readFileSync(path, "utf8"), file));
}
