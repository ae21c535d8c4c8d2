/** The value without the keys that are undefined. */
export const defined = <T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as typeof value;

/** What the engine sends for a value that a preview can't know. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that marks an object as a secret in states and previews. */
export const secretSignature = "4dabf18193072939515e22adb298388d";

/** The value with the mark that makes the engine keep it as a secret, in any answer of a provider. */
export const asSecret = (value: unknown) => ({
  [secretSignature]: "1b47061264138c4ac30d75fd1eb44270",
  value,
});

export const isUnknown = (value: unknown): boolean => value === unknownValue;

export const containsUnknown = (value: unknown): boolean =>
  isUnknown(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some(containsUnknown));

export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Absent, or a list without items: EC2 takes both for the same. */
export const isEmptyList = (value: unknown): boolean =>
  isAbsent(value) || (Array.isArray(value) && value.length === 0);

/** The boolean in a text: Pulumi converts between strings and booleans, so AWS's provider takes "true". */
export const asBoolean = (value: unknown): unknown =>
  value === "true" ? true : value === "false" ? false : value;

/** Present and known: a value that can be checked. */
export const isGiven = (value: unknown): boolean => !isAbsent(value) && !isUnknown(value);

/** An object that is neither null nor a list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The bytes of a buffer, or of the object with a key for each byte that an output makes of it. */
export function bytesIn(value: unknown): Buffer | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (!isRecord(value)) return undefined;
  const bytes = Object.values(value);
  const isBytes = Object.keys(value).every((key, index) => key === String(index) && isByte(bytes[index]));
  return bytes.length > 0 && isBytes ? Buffer.from(bytes as number[]) : undefined;
}

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256;

/** Equality of JSON values. Ignores the order of keys; an absent value equals an empty one, at any depth. */
export const sameValue = (a: unknown, b: unknown): boolean => canonicalText(a) === canonicalText(b);

/** What two values have in common that {@link sameValue} takes for equal; undefined if they are empty. */
export const canonicalText = (value: unknown): string | undefined => JSON.stringify(canonical(value));

/** The value with its keys in order and without what is empty. */
function canonical(value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  if (Array.isArray(value)) return value.length > 0 ? value.map(canonical) : undefined;
  if (typeof value !== "object") return value;
  const entries = Object.entries(value)
    .map(([key, item]): [string, unknown] => [key, canonical(item)])
    .filter(([, item]) => item !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The value without what a protobuf struct can't hold: one stray `undefined` would lose the whole answer. */
export const jsonOnly = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMilliseconds: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `"90s"` or `"5m"`; undefined if the text isn't a duration. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text);
  return match ? Number(match[1]) * (unitMilliseconds[match[2] ?? ""] ?? 1) : undefined;
}

/** The steps of a path as Pulumi writes it: `spec.ports[0]["a.b"]`. */
export const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\"?)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) =>
    quoted === undefined ? (index ?? name ?? "") : quoted.replaceAll('\\"', '"'),
  );

/** The value at a path; undefined if there is none. */
export const valueAt = (value: unknown, path: string): unknown =>
  stepsOf(path).reduce(
    (part: unknown, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? (part as Record<string, unknown>)[key]
        : undefined,
    value,
  );

/** One more step of a path: `.name`, or `["a.b"]` if the name has other characters. */
export const step = (name: string): string =>
  /^\w+$/.test(name) ? `.${name}` : `["${name.replaceAll('"', '\\"')}"]`;
