import { distance } from "fastest-levenshtein";

/** The known name that was probably meant; undefined where none is near, for its length. Underscores and capitals are nothing. */
export function suggestion(given: string, known: readonly string[]): string | undefined {
  const apart = (name: string) => distance(plain(given), plain(name));
  const near = [...known].sort((a, b) => apart(a) - apart(b))[0];
  return near !== undefined && apart(near) <= Math.min(3, given.length / 2) ? near : undefined;
}

const plain = (name: string): string => name.toLowerCase().replaceAll("_", "");
