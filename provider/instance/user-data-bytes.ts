/** The argument with text in place of bytes, which the engine would take for an object. */
export function withoutBytes<T>(value: T, textOf: (bytes: Buffer) => string): T | string | Promise<unknown> {
  if (value instanceof Uint8Array) return textOf(Buffer.from(value));
  return value instanceof Promise ? value.then((later: unknown) => withoutBytes(later, textOf)) : value;
}

/** Bytes as `userData`, which may be base64: the text, unless it is none, such as gzip. */
export function userDataOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : bytes.toString("base64");
}
