/**
 * Whether a value matches a pattern by EC2's rules for filters: `*` stands for any characters, `?` for one or none, a
 * backslash takes the next character as it is, and case counts.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  // All positions that the pattern so far can lead to. A regular expression takes exponential time for many stars.
  let positions = new Set([0]);
  for (const [token] of pattern.matchAll(/\\[^]|[^]/g)) {
    const next = new Set<number>();
    const first = Math.min(...positions);
    if (token === "*") for (let at = first; at <= value.length; at++) next.add(at);
    else {
      for (const at of positions) {
        if (token === "?") next.add(at);
        if (at < value.length && (token === "?" || value[at] === token.at(-1))) next.add(at + 1);
      }
    }
    if (next.size === 0) return false;
    positions = next;
  }
  return positions.has(value.length);
}

/** Whether one of the values matches one of the patterns: the values of a filter are alternatives. */
export const matchesAny = (patterns: readonly unknown[], values: readonly string[]): boolean =>
  patterns.some((pattern) => values.some((value) => matchesPattern(String(pattern), value)));

/** Whether a text has characters that {@link matchesPattern} doesn't take as they are. */
export const isPattern = (text: string): boolean => /[*?\\]/.test(text);
