import { hash } from "../common/names";

const plain = /^[\w./:@=+-]+$/;

/**
 * The text as one word of a line of HAProxy's configuration, whatever is in it.
 *
 * Nothing is special in single quotes; what can't be in them, or not in a line, is written as bytes. A byte of zero
 * ends a text of HAProxy, so there is none in it.
 */
export function word(text: string): string {
  if (plain.test(text)) return text;
  const parts = text.replaceAll("\0", "").match(/[ !-&(-~]+|[^ !-&(-~]+/g);
  return (
    parts?.map((part) => (/^[ -~]/.test(part) && part[0] !== "'" ? `'${part}'` : bytes(part))).join("") ??
    "''"
  );
}

const bytes = (text: string): string =>
  [...Buffer.from(text, "utf8")].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

/** One line, of words that are quoted where they must be. */
export const line = (...words: readonly (string | number)[]): string =>
  words.map((each) => word(String(each))).join(" ");

/** The text in a format of HAProxy, in which a percent sign starts a variable. */
export const literal = (text: string): string => text.replaceAll("%", "%%");

/** A name of a header or a cookie. Another text is none, and nothing has it. */
export const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);

/** The argument of a sample, such as the name of a header. */
export const argument = (token: string): string =>
  `"${token.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** A name in the configuration, made of the ARN of what it is for. */
export const nameFor = (role: string, arn: string): string => {
  const [digits] = /(?<=\/)[0-9a-f]{16}$/.exec(arn) ?? [];
  return `${role}-${digits ?? hash(arn, 16)}`;
};

/** A text as a regular expression that only this text fits. */
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** The regular expression of a pattern with `*` and `?`; `any` is what they stand for. */
export const globExpression = (glob: string, any = "."): string =>
  [...glob.matchAll(/\\[*?\\]|[^]/gu)]
    .map(([part]) => {
      if (part === "*") return `${any}*`;
      return part === "?" ? any : escaped(part.length > 1 && part.startsWith("\\") ? part.slice(1) : part);
    })
    .join("");
