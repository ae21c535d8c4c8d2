import { quote } from "../../common/text";
import { kind } from "./forms";
import type { Form, Note } from "./forms";

/** One sh script, as cloud-init generates it: a string is a line, a list is a command with its arguments. */
export const commands: Form<Buffer> = (value, path, note) => {
  if (!Array.isArray(value)) note(`whose ${path} is ${kind(value)}. Use a list`);
  const items: unknown[] = Array.isArray(value) ? value : [];
  const lines = items.map((item, index) => {
    const at = `${path}[${index}]`;
    if (Array.isArray(item)) return argv(item, at, note);
    if (typeof item === "string") return withoutNul(at, item, note);
    if (item !== null) {
      note(`whose ${at} is ${kind(item)}. Use a quoted string, or a list of strings`);
    }
    return "";
  });
  return Buffer.from(["#!/bin/sh", ...lines, ""].join("\n"));
};

/** A command with its arguments, as a line of sh. */
export function argv(words: unknown[], path: string, note: Note): string {
  return words
    .map((word, at) => quote(readWord(`${path}[${at}]`, word, note).replaceAll("\0", "")))
    .join(" ");
}

function readWord(path: string, word: unknown, note: Note): string {
  if (typeof word === "string") return withoutNul(path, word, note);
  if (typeof word === "number") return String(word);
  note(`whose ${path} is ${kind(word)}. Put it in quotes`);
  return "";
}

function withoutNul(path: string, text: string, note: Note): string {
  if (text.includes("\0")) note(`whose ${path} has a NUL character, which commands can't contain. Remove it`);
  return text;
}
