import { isUtf8 } from "node:buffer";

import { distance } from "fastest-levenshtein";
import { isScalar, LineCounter, parseDocument } from "yaml";

import { quote } from "../common/text";
import { decodeBase64, gunzip } from "./encoding";

/** One entry of write_files, with its content decoded. */
export interface WriteFile {
  path: string;
  content: Buffer;
  /** Four octal digits. */
  mode: string;
  owner?: string | undefined;
  append: boolean;
  defer: boolean;
}

/** The supported keys of a cloud-config. Each list of commands is one sh script. */
export interface CloudConfig {
  bootcmd?: Buffer;
  runcmd?: Buffer;
  writeFiles?: WriteFile[];
}

/** Reports an error of the cloud-config, as a phrase that follows "a cloud-config". */
type Note = (reason: string) => void;

/** The YAML text of the scalar at a path; undefined if there is no such scalar. */
type Source = (path: (string | number)[]) => string | undefined;

const supportedKeys = ["bootcmd", "runcmd", "write_files"];
const packageKeys = [
  "apt",
  "package_reboot_if_required",
  "package_update",
  "package_upgrade",
  "packages",
  "snap",
  "yum_repos",
];

/** Reads a cloud-config as far as it is supported, and reports the rest. */
export function parseCloudConfig(bytes: Buffer, note: Note): CloudConfig {
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
    note(`that isn't valid YAML (${code} on line ${lines.linePos(pos[0]).line}). Correct that line`);
  }
  if (errors.length > 0) return {};
  const source: Source = (path) => {
    const node: unknown = document.getIn(path, true);
    return isScalar(node) ? node.source : undefined;
  };
  try {
    return readConfig(document.toJS(), source, note);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    note("with a YAML alias that can't be resolved. Replace it with its value");
    return {};
  }
}

function readConfig(root: unknown, source: Source, note: Note): CloudConfig {
  if (root === null) return {};
  if (!isMapping(root)) {
    note(`that is ${kind(root)}. Use a mapping with the keys ${enumerate(supportedKeys)}`);
    return {};
  }
  for (const key of Object.keys(root)) {
    if (packageKeys.includes(key)) {
      note(
        `with the key ${key}, but nothing installs packages at boot. Install them in the image that ami names`,
      );
    } else if (!supportedKeys.includes(key)) note(unknownKey(key, key, supportedKeys));
  }
  const { bootcmd, runcmd, write_files: files } = root;
  return {
    // An absent key leaves that of an earlier part.
    ...(bootcmd !== undefined && { bootcmd: readCommands("bootcmd", bootcmd, source, note) }),
    ...(runcmd !== undefined && { runcmd: readCommands("runcmd", runcmd, source, note) }),
    ...(files !== undefined && { writeFiles: readFiles(files, source, note) }),
  };
}

function unknownKey(path: string, key: string, supported: string[]): string {
  const near = supported.find((candidate) => distance(key, candidate) <= 2);
  const advice = near ? `Did you mean ${near}?` : `Remove it; the supported keys are ${enumerate(supported)}`;
  return `with the key ${path}, which isn't supported. ${advice}`;
}

/** One sh script, as cloud-init generates it: a string is a line, a list is a command with its arguments. */
function readCommands(key: string, value: unknown, source: Source, note: Note): Buffer {
  if (!Array.isArray(value)) note(`whose ${key} is ${kind(value)}. Use a list`);
  const items: unknown[] = Array.isArray(value) ? value : [];
  const lines = items.map((item, index) => {
    const path = `${key}[${index}]`;
    if (Array.isArray(item)) {
      return item
        .map((word, at) =>
          quote(readWord(`${path}[${at}]`, word, source([key, index, at]), note).replaceAll("\0", "")),
        )
        .join(" ");
    }
    if (typeof item === "string") return withoutNul(path, item, note);
    if (item !== null) {
      note(`whose ${path} is ${kind(item)}. Use a quoted string, or a list of strings`);
    }
    return "";
  });
  return Buffer.from(["#!/bin/sh", ...lines, ""].join("\n"));
}

function readWord(path: string, word: unknown, yamlText: string | undefined, note: Note): string {
  if (typeof word === "string") return withoutNul(path, word, note);
  if (typeof word === "number" && String(word) === (yamlText ?? String(word))) return String(word);
  const what =
    typeof word === "number" ? "a number that YAML reads differently from how it is written" : kind(word);
  note(`whose ${path} is ${what}. Put it in quotes`);
  return "";
}

function withoutNul(path: string, text: string, note: Note): string {
  if (text.includes("\0")) note(`whose ${path} has a NUL character, which commands can't contain. Remove it`);
  return text;
}

function readFiles(value: unknown, source: Source, note: Note): WriteFile[] {
  if (!Array.isArray(value)) {
    note(`whose write_files is ${kind(value)}. Use a list`);
    return [];
  }
  return value.flatMap((entry: unknown, index) => {
    const path = `write_files[${index}]`;
    if (!isMapping(entry)) {
      note(`whose ${path} is ${kind(entry)}. Use a mapping with a path and content`);
      return [];
    }
    return [readFile(path, entry, source(["write_files", index, "permissions"]), note)];
  });
}

const fileKeys = ["path", "content", "encoding", "permissions", "owner", "append", "defer"];

function readFile(
  at: string,
  entry: Record<string, unknown>,
  permissionsText: string | undefined,
  note: Note,
): WriteFile {
  for (const key of Object.keys(entry)) {
    if (!fileKeys.includes(key)) note(unknownKey(`${at}.${key}`, key, fileKeys));
  }
  const { path, owner } = entry;
  const isPath = typeof path === "string" && /^\/[^\0]*[^\0/]$/.test(path);
  if (!isPath) note(`whose ${at}.path isn't the absolute path of a file. Start it with "/"`);
  const isOwner = typeof owner === "string" && /^[\w.][\w.-]*(:[\w.][\w.-]*)?$/.test(owner);
  if (owner !== undefined && !isOwner) {
    note(`whose ${at}.owner isn't an owner. Use the form "user:group"`);
  }
  return {
    path: isPath ? path : "",
    content: readContent(at, entry, note),
    mode: readMode(at, entry["permissions"], permissionsText, note),
    owner: isOwner ? owner : undefined,
    append: readSwitch(`${at}.append`, entry["append"], note),
    defer: readSwitch(`${at}.defer`, entry["defer"], note),
  };
}

function readMode(at: string, value: unknown, yamlText: string | undefined, note: Note): string {
  if (value === undefined) return "0644";
  const text = typeof value === "number" ? (yamlText ?? "") : value;
  // YAML reads an unquoted mode without a leading zero as a decimal number.
  const pattern = typeof value === "number" ? /^0o?[0-7]{3,4}$/ : /^(?:0o)?[0-7]{3,4}$|^0[0-7]{4}$/;
  if (typeof text === "string" && pattern.test(text)) {
    return parseInt(text.replace("o", ""), 8).toString(8).padStart(4, "0");
  }
  note(`whose ${at}.permissions isn't a mode. Use octal digits in quotes, for example "0644"`);
  return "0644";
}

function readSwitch(path: string, value: unknown, note: Note): boolean {
  if (value !== undefined && typeof value !== "boolean")
    note(`whose ${path} is ${kind(value)}. Use true or false`);
  return value === true;
}

const encodings: Record<string, { base64: boolean; gzip: boolean }> = {
  plain: { base64: false, gzip: false },
  "text/plain": { base64: false, gzip: false },
  b64: { base64: true, gzip: false },
  base64: { base64: true, gzip: false },
  gz: { base64: false, gzip: true },
  gzip: { base64: false, gzip: true },
  "gz+b64": { base64: true, gzip: true },
  "gz+base64": { base64: true, gzip: true },
  "gzip+b64": { base64: true, gzip: true },
  "gzip+base64": { base64: true, gzip: true },
};

function readContent(at: string, entry: Record<string, unknown>, note: Note): Buffer {
  const { content = "", encoding = "text/plain" } = entry;
  const nothing = Buffer.alloc(0);
  const how = typeof encoding === "string" ? encodings[encoding.toLowerCase().trim()] : undefined;
  if (!how) {
    note(`whose ${at}.encoding isn't a known encoding. Use one of ${enumerate(Object.keys(encodings))}`);
    return nothing;
  }
  if (typeof content !== "string" && !(content instanceof Uint8Array)) {
    note(`whose ${at}.content is ${kind(content)}. Use a string, quoted if YAML requires it`);
    return nothing;
  }
  const encoded = Buffer.from(content);
  const bytes = how.base64 ? decodeBase64(encoded.toString("latin1")) : encoded;
  if (!bytes) {
    note(`whose ${at}.content isn't valid base64. Encode it again`);
    return nothing;
  }
  if (!how.gzip) return bytes;
  const unpacked = gunzip(bytes);
  if (Buffer.isBuffer(unpacked)) return unpacked;
  note(`whose ${at}.content ${unpacked.failure}`);
  return nothing;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === "[object Object]";

/** The kind of a YAML value, never the value. */
function kind(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Uint8Array) return "binary";
  if (value instanceof Date) return "a date";
  return typeof value === "object" ? "a mapping" : `a ${typeof value}`;
}

const enumerate = (names: string[]): string =>
  [names.slice(0, -1).join(", "), ...names.slice(-1)].join(" and ");
