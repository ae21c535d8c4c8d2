import { readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { root } from "./stack";

const awsIndex = join(root, "node_modules/@pulumi/aws/index.d.ts");

/** A module that exports this package, as it is built, as `ours`, and @pulumi/aws as `theirs`. */
export const apiFile = join(root, "tools/api.virtual.ts");
const apiText = `import * as ours from "pulumi-ec2-pods";\nimport * as theirs from "@pulumi/aws";\nexport { ours, theirs };\n`;

/**
 * A program of {@link apiFile} and of these texts, by their paths, with the options of this repository.
 *
 * The index of @pulumi/aws has only the namespaces that this package has.
 */
export function apiProgram(texts: Readonly<Record<string, string>> = {}): ts.Program {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  const files: Readonly<Record<string, string>> = { ...texts, [apiFile]: apiText };
  host.fileExists = (path) => path in files || fileExists(path);
  host.readFile = (path) => {
    const text = files[path] ?? readFile(path);
    return path === awsIndex ? text && withOurNamespaces(text) : text;
  };
  host.getSourceFile = (path, version) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, version);
  };
  return ts.createProgram(Object.keys(files), options, host);
}

/** AWS's index without the hundreds of namespaces that ours doesn't have, which would take seconds to read. */
function withOurNamespaces(text: string): string {
  const index = readFileSync(join(root, "provider/index.ts"), "utf8");
  const ours = [...index.matchAll(/export \* as (\w+) from/g)].map(([, name = ""]) => name);
  return text
    .replace(/^import \* as (\w+) from .*$/gm, (line, name: string) => (ours.includes(name) ? line : ""))
    .replace(/^export \{ accessanalyzer,.*$/m, `export { ${ours.join(", ")} };`);
}
