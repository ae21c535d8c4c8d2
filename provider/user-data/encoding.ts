import { gunzipSync } from "node:zlib";

const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of base64, with or without line breaks; undefined if the text isn't base64. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/\s/g, "");
  return base64Pattern.test(compact) ? Buffer.from(compact, "base64") : undefined;
}

/** The limit of a Secret, and so of unpacked user data. */
export const unpackedLimitBytes = 1_048_576;

export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The unpacked bytes, or why they can't be unpacked. */
export function gunzip(bytes: Buffer): Buffer | { failure: string } {
  try {
    return gunzipSync(bytes, { maxOutputLength: unpackedLimitBytes });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return {
      failure: tooLarge ? "unpacks to more than 1 MiB. Shorten it" : "isn't valid gzip. Compress it again",
    };
  }
}
