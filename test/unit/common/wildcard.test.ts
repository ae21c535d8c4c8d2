import fc from "fast-check";

import { isPattern, matchesPattern } from "../../../provider/common/wildcard";

test.each([
  ["al2023-ami-*-x86_64", "al2023-ami-2023.12.20260930.0-kernel-6.1-x86_64", true],
  ["al2023-ami-*-x86_64", "al2023-ami-2023.12.20260930.0-kernel-6.1-arm64", false],
  ["*", "", true],
  ["", "", true],
  ["", "a", false],
  ["a?c", "abc", true],
  // Unlike in a shell, "?" may stand for nothing.
  ["a?c", "ac", true],
  ["a?c", "abbc", false],
  ["A*", "abc", false],
  [String.raw`a\*c`, "a*c", true],
  [String.raw`a\*c`, "abc", false],
  [String.raw`\\`, "\\", true],
  ["a.c", "abc", false],
  ["[ab]", "a", false],
  ["é*", "été", true],
  ["*🐧", "a🐧", true],
])("%s against %s: %s", (pattern, value, expected) => {
  expect(matchesPattern(pattern, value)).toBe(expected);
});

test("a value matches itself escaped, and every pattern made by replacing parts of it with stars", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), (value, a, b) => {
      const escaped = value.replaceAll(/[*?\\]/g, String.raw`\$&`);
      expect(matchesPattern(escaped, value)).toBe(true);
      const plain = value.replaceAll(/[*?\\]/g, "x");
      const [from, to] = [a % (plain.length + 1), b % (plain.length + 1)].sort((x, y) => x - y);
      expect(matchesPattern(`${plain.slice(0, from)}*${plain.slice(to)}`, plain)).toBe(true);
      expect(isPattern(plain)).toBe(false);
    }),
  );
});

test("patterns mean the same as regular expressions with .* and .?", () => {
  const pattern = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 8 });
  const value = fc.array(fc.constantFrom("a", "b"), { maxLength: 8 });
  fc.assert(
    fc.property(pattern, value, (tokens, letters) => {
      const expression = tokens.map((token) => token.replace(/[*?]/, ".$&")).join("");
      const text = letters.join("");
      expect(matchesPattern(tokens.join(""), text)).toBe(new RegExp(`^${expression}$`).test(text));
    }),
    { numRuns: 1000 },
  );
});

test("a hostile pattern takes no time", () => {
  const start = performance.now();
  expect(matchesPattern("*a".repeat(100) + "b", "a".repeat(200))).toBe(false);
  expect(performance.now() - start).toBeLessThan(5000);
});
