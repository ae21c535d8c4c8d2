import * as pulumi from "@pulumi/pulumi";

import { bytesIn } from "../common/values";

/** The argument with text in place of bytes, which the engine would take for an object. */
export function withoutBytes<T>(
  value: T,
  textOf: (bytes: Buffer) => string,
): T | string | Promise<unknown> | pulumi.Output<unknown> {
  const inText = (later: unknown): unknown => withoutBytes(later, textOf);
  if (value instanceof Promise) return value.then(inText);
  if (pulumi.Output.isInstance(value)) return (value as pulumi.Output<unknown>).apply(inText);
  const bytes = bytesIn(value);
  return bytes ? textOf(bytes) : value;
}

/** Bytes as `userData`, which may be base64: the text, unless it is none, such as gzip. */
export function userDataOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : bytes.toString("base64");
}
