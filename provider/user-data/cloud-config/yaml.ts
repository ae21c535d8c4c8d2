import { isUtf8 } from "node:buffer";

import { isScalar, LineCounter, parseDocument, visit } from "yaml";

import { isMapping, kind } from "./forms";
import type { Mapping, Note } from "./forms";
import { YamlNumber } from "./yaml-number";

/** The mapping of a cloud-config, unchecked. Empty if it can't be read, which is reported. */
export function parseYaml(bytes: Buffer, note: Note): Mapping {
  if (!isUtf8(bytes)) {
    note("that isn't UTF-8. Encode it as UTF-8");
    return {};
  }
  const lines = new LineCounter();
  // cloud-init reads YAML 1.1, where 0644 is octal and yes is true.
  const document = parseDocument(bytes.toString(), {
    version: "1.1",
    prettyErrors: false,
    lineCounter: lines,
  });
  const errors = [...document.errors, ...document.warnings];
  for (const { code, pos } of errors) {
    const { line, col } = lines.linePos(pos[0]);
    note(`that isn't valid YAML (${code} on line ${line}, column ${col}). Correct that line`);
  }
  if (errors.length > 0) return {};
  visit(document, {
    Scalar(_, node) {
      if (!isScalar(node) || typeof node.value !== "number" || node.source === undefined) return;
      if (String(node.value) !== node.source) node.value = new YamlNumber(node.source);
    },
  });
  try {
    const root: unknown = document.toJS();
    if (root === null) return {};
    if (isMapping(root)) return root;
    note(`that is ${kind(root)}. Use a mapping with keys such as runcmd and packages`);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    note("with a YAML alias that can't be resolved. Replace it with its value");
  }
  return {};
}
