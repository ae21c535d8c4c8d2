import fc from "fast-check";

import { globExpression, nameFor, word } from "../../../provider/load-balancer/proxy-text";

/** The words of a line, by the rules of HAProxy's configuration. */
function wordsOf(text: string): string[] {
  const words: Buffer[][] = [];
  let current: Buffer[] | undefined;
  let rest = text;
  const take = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(rest)?.[0];
    if (match !== undefined) rest = rest.slice(match.length);
    return match;
  };
  while (rest !== "") {
    if (take(/^[ \t]+/) !== undefined) {
      current = undefined;
      continue;
    }
    if (/^[#\n\r]/.test(rest)) break;
    if (!current) words.push((current = []));
    const quoted = take(/^'[^']*'/);
    const byte = quoted === undefined ? take(/^\\x[0-9a-f]{2}/) : undefined;
    if (quoted !== undefined) current.push(Buffer.from(quoted.slice(1, -1)));
    else if (byte !== undefined) current.push(Buffer.from(byte.slice(2), "hex"));
    else
      current.push(
        Buffer.from(take(/^[^ \t"'\\$#]/) ?? `special: ${rest}`.slice(0, (rest = "").length || 99)),
      );
  }
  return words.map((parts) => Buffer.concat(parts).toString());
}

describe("a word of the configuration", () => {
  test("has the same text, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme-ascii" }), (text, other) => {
        const plain = text.replaceAll("\0", "");
        const line = `${word(plain)} ${word(other)}`;
        expect(line).toMatch(/^[ -~]*$/);
        expect(wordsOf(line)).toEqual([plain, other]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["/api", "/api"],
    ["", "''"],
    ["a b", "'a b'"],
    ["it's", "'it'\\x27's'"],
    ["a\nuse_backend x", "'a'\\x0a'use_backend x'"],
    ['# $HOME \\ "', "'# $HOME \\ \"'"],
    ["\0", "''"],
    ["é", "\\xc3\\xa9"],
  ])("%j is written as %s", (text, expected) => expect(word(text)).toBe(expected));
});

test("a pattern fits what AWS's would fit, and nothing of it is special in a regular expression", () => {
  const fits = (glob: string, text: string) => new RegExp(`^${globExpression(glob)}$`).test(text);
  expect(fits("/img/*.png", "/img/a/b.png")).toBe(true);
  expect(fits("/img/*.png", "/img/a-png")).toBe(false);
  expect(fits("/v?", "/v1")).toBe(true);
  expect(fits("/v?", "/v")).toBe(false);
  expect(fits("a\\*", "a*")).toBe(true);
  expect(fits("a\\*", "ab")).toBe(false);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      fc.pre(!/[*?\\]/.test(text));
      expect(fits(text, text)).toBe(true);
    }),
  );
});

test("names are made of the end of an ARN, or of all of another text", () => {
  expect(nameFor("group", "arn:aws:elasticloadbalancing:x:1:targetgroup/web/0123456789abcdef")).toBe(
    "group-0123456789abcdef",
  );
  expect(nameFor("group", "a b\nc")).toMatch(/^group-[0-9a-f]{16}$/);
});
