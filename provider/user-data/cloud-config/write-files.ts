import { decodeBase64, gunzip } from "../encoding";
import { enumerate, flag, isMapping, kind, mapping } from "./forms";
import type { Form, Mapping, Note } from "./forms";
import { YamlNumber } from "./yaml-number";

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

export const filePath: Form<string> = (value, path, note) => {
  if (typeof value === "string" && /^\/[^\0]*[^\0/]$/.test(value)) return value;
  note(`whose ${path} isn't the absolute path of a file. Start it with "/"`);
  return "";
};

const owner: Form<string | undefined> = (value, path, note) => {
  if (typeof value === "string" && /^[\w.][\w.-]*(:[\w.][\w.-]*)?$/.test(value)) return value;
  note(`whose ${path} isn't an owner. Use the form "user:group"`);
  return undefined;
};

const mode: Form<string> = (value, path, note) => {
  // YAML reads an unquoted mode without a leading zero as a decimal number.
  const number =
    value instanceof YamlNumber ? value.source : typeof value === "number" ? String(value) : null;
  const pattern = number === null ? /^(?:0o)?[0-7]{3,4}$|^0[0-7]{4}$/ : /^0o?[0-7]{3,4}$/;
  const text = number ?? value;
  if (typeof text === "string" && pattern.test(text)) {
    return parseInt(text.replace("o", ""), 8).toString(8).padStart(4, "0");
  }
  note(`whose ${path} isn't a mode. Use octal digits in quotes, for example "0644"`);
  return "0644";
};

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

const encoding: Form<{ base64: boolean; gzip: boolean } | undefined> = (value, path, note) => {
  const how = typeof value === "string" ? encodings[value.toLowerCase().trim()] : undefined;
  if (!how) note(`whose ${path} isn't a known encoding. Use one of ${enumerate(Object.keys(encodings))}`);
  return how;
};

const content: Form<Buffer> = (value, path, note) => {
  if (typeof value === "string" || value instanceof Uint8Array) return Buffer.from(value);
  note(`whose ${path} is ${kind(value)}. Use a string, quoted if YAML requires it`);
  return Buffer.alloc(0);
};

const fields = mapping({
  path: filePath,
  content,
  encoding,
  permissions: mode,
  owner,
  append: flag,
  defer: flag,
});

export const writtenFile: Form<WriteFile[]> = (value, path, note) => {
  if (!isMapping(value)) {
    note(`whose ${path} is ${kind(value)}. Use a mapping with a path and content`);
    return [];
  }
  return [readFile(value, path, note)];
};

function readFile(value: Mapping, at: string, note: Note): WriteFile {
  const entry = fields(value, at, note);
  if (entry.path === undefined) filePath(undefined, `${at}.path`, note);
  const how = "encoding" in value ? entry.encoding : encodings["plain"];
  return {
    path: entry.path ?? "",
    content: how ? decode(entry.content ?? Buffer.alloc(0), how, `${at}.content`, note) : Buffer.alloc(0),
    mode: entry.permissions ?? "0644",
    owner: entry.owner,
    append: entry.append ?? false,
    defer: entry.defer ?? false,
  };
}

function decode(encoded: Buffer, how: { base64: boolean; gzip: boolean }, at: string, note: Note): Buffer {
  const bytes = how.base64 ? decodeBase64(encoded.toString("latin1")) : encoded;
  if (!bytes) {
    note(`whose ${at} isn't valid base64. Encode it again`);
    return Buffer.alloc(0);
  }
  if (!how.gzip || bytes.length === 0) return bytes;
  const unpacked = gunzip(bytes);
  if (Buffer.isBuffer(unpacked)) return unpacked;
  note(`whose ${at} ${unpacked.failure}`);
  return Buffer.alloc(0);
}
