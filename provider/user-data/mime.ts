import { decodeBase64 } from "./encoding";

/** One part of a MIME message, with its transfer encoding decoded. */
export interface MimePart {
  /** In lower case, without parameters; undefined if the part doesn't have one. */
  type?: string | undefined;
  filename?: string | undefined;
  /** How a cloud-config is merged into the parts before it. */
  mergeType?: string | undefined;
  body: Buffer;
}

/** A part, or why it is rejected. */
type Outcome = MimePart | { failure: string };

/** True if the text starts with MIME headers. */
export const isMime = (text: string): boolean =>
  /^[\w-]+:/.test(text) && /^(content-type|mime-version):/im.test(split(text).head);

/**
 * The parts of a multipart/mixed message, or the one part of a message that isn't multipart.
 *
 * The text is latin1, one character per byte, because a part may contain any bytes.
 */
export function parseMime(text: string): { parts: Outcome[] } | { failure: string } {
  const { head, body } = split(text);
  const headers = parseHeaders(head);
  if (!headers?.has("mime-version")) {
    return {
      failure:
        'is MIME without the header "MIME-Version: 1.0", which cloud-init requires. Add it above the first empty line',
    };
  }
  if (typeOf(headers) !== "multipart/mixed") return { parts: [parsePart(text)] };
  const boundary = parameter(headers.get("content-type"), "boundary");
  if (!boundary) {
    return { failure: "is MIME multipart without a boundary. Set it in the Content-Type header" };
  }
  const parts = sections(body, boundary);
  return parts.length > 0
    ? { parts: parts.map(parsePart) }
    : { failure: 'is MIME multipart without parts. Start each part with a line of "--" and the boundary' };
}

function split(text: string): { head: string; body: string } {
  const gap = /^\r?\n|\r?\n\r?\n/.exec(text);
  return gap
    ? { head: text.slice(0, gap.index), body: text.slice(gap.index + gap[0].length) }
    : { head: text, body: "" };
}

/** Header values by lower-case name; undefined if a line isn't a header. */
function parseHeaders(head: string): Map<string, string> | undefined {
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const fields = lines.filter(Boolean).map((line) => /^([\w-]+):\s*(.*)$/.exec(line));
  if (fields.includes(null)) return undefined;
  return new Map(fields.map((field) => [field?.[1]?.toLowerCase() ?? "", field?.[2]?.trim() ?? ""]));
}

function parameter(value: string | undefined, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, "i").exec(value ?? "");
  return match?.[1] ?? match?.[2];
}

const typeOf = (headers: Map<string, string>): string | undefined =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();

/** The text between the boundary lines. The line end before a boundary belongs to the boundary. */
function sections(body: string, boundary: string): string[] {
  const literal = boundary.replace(/[^\w ]/g, "\\$&");
  const [, ...rest] = body.split(new RegExp(`(?:^|\\r?\\n)--${literal}(--)?[ \\t]*(?:(?=\\r?\\n)|$)`));
  const parts: string[] = [];
  for (let index = 0; index < rest.length && rest[index] === undefined; index += 2) {
    parts.push((rest[index + 1] ?? "").replace(/^\r?\n/, ""));
  }
  return parts;
}

const unsupportedHeaders = ["launch-index"];

function parsePart(text: string): Outcome {
  const { head, body } = split(text);
  const headers = parseHeaders(head);
  if (!headers) {
    return { failure: "has a header line without a colon. Put an empty line between headers and content" };
  }
  const unsupported = unsupportedHeaders.find((name) => headers.has(name));
  if (unsupported) return { failure: `has the header ${unsupported}, which isn't supported. Remove it` };
  const charset = parameter(headers.get("content-type"), "charset")?.toLowerCase() ?? "utf-8";
  if (!/^(utf-?8|(us-)?ascii)$/.test(charset)) {
    return { failure: "has a charset other than utf-8 and us-ascii. Encode it as utf-8" };
  }
  const decoded = decode(body, headers.get("content-transfer-encoding")?.toLowerCase() ?? "7bit");
  if ("failure" in decoded) return decoded;
  const type = typeOf(headers);
  const filename = parameter(headers.get("content-disposition"), "filename");
  const mergeType = headers.get("merge-type") ?? headers.get("x-merge-type");
  return { ...decoded, type: type || undefined, filename, mergeType };
}

function decode(body: string, encoding: string): { body: Buffer } | { failure: string } {
  switch (encoding) {
    case "7bit":
    case "8bit":
    case "binary":
      return { body: Buffer.from(body, "latin1") };
    case "base64": {
      const bytes = decodeBase64(body);
      return bytes ? { body: bytes } : { failure: "isn't valid base64. Encode it again" };
    }
    case "quoted-printable": {
      const joined = body.replace(/[ \t]*(?=\r?\n)/g, "").replace(/=\r?\n/g, "");
      const text = joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)),
      );
      return { body: Buffer.from(text, "latin1") };
    }
    default:
      return {
        failure:
          "has an unknown Content-Transfer-Encoding. Use base64, quoted-printable, 7bit, 8bit or binary",
      };
  }
}
