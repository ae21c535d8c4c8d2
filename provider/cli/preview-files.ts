import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { buffer as contentOfStream } from "node:stream/consumers";

import { ExplainedError } from "../common/errors";
import { printable } from "../common/text";
import type { Input } from "../preview-report";

/** Endings of the files that a folder stands for. */
const endings = /[.](json|ndjson|jsonl)$/;

/**
 * The previews that operands name: a file, a folder of files, or either with a name before it, as `network=net.json`.
 *
 * A file that can't be read is one whose reading fails, so that all such files are reported at once.
 */
export function previewFiles(operands: readonly string[]): Input[] {
  const found = new Map<string, Input>();
  for (const input of operands.flatMap(inputsOf)) {
    const path = resolve(input.file);
    found.set(path, found.get(path) ?? input);
  }
  return [...found.values()];
}

function inputsOf(operand: string): Input[] {
  const { name, path } = named(operand);
  if (!isFolder(path)) return [{ file: path, name, read: () => contentOf(path) }];
  const files = readdirSync(path, { withFileTypes: true })
    .filter((entry) => endings.test(entry.name) && !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  if (files.length === 0) {
    return [unreadable(path, "the folder has no *.json, *.ndjson or *.jsonl file", fixOf(path))];
  }
  if (name !== undefined && files.length > 1) {
    const fix = `Name each file, such as "${name}=${join(path, files[0] ?? "")}"`;
    return [unreadable(path, `"${name}" is a name for one preview, and the folder has ${files.length}`, fix)];
  }
  return files.map((file) => join(path, file)).map((file) => ({ file, name, read: () => contentOf(file) }));
}

/** The name before a path. A file whose own name has the sign has none. */
function named(operand: string): { name?: string; path: string } {
  const sign = operand.indexOf("=");
  if (sign < 1 || existsSync(operand)) return { path: operand };
  return { name: operand.slice(0, sign), path: operand.slice(sign + 1) };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const fixOf = (folder: string): string =>
  `Write the output of "pulumi preview --json" there, such as to "${join(folder, "dev.json")}"`;

function unreadable(file: string, reason: string, fix: string): Input {
  const read = () => {
    throw new ExplainedError(reason, fix);
  };
  return { file, read };
}

/** The content of a file that should be a preview. */
export function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unread(error as Error);
  }
}

const unread = ({ message }: Error): ExplainedError =>
  new ExplainedError(printable(message), 'Pass it the output of "pulumi preview --json"');

/** The preview that another program pipes into this one. */
export async function standardInput(): Promise<Input> {
  const content = await contentOfStream(process.stdin).catch(unread);
  const read = () => {
    if (content instanceof Error) throw content;
    return content;
  };
  return { file: "standard input", read };
}
