import { suggestion } from "../../common/text";
import { YamlNumber } from "./yaml-number";

/** Reports an error of a cloud-config, as a phrase that follows "a cloud-config". */
export type Note = (reason: string) => void;

/** Reads a value of a cloud-config at its path. Reports what is wrong with it and returns what stands for it then. */
export type Form<T> = (value: unknown, path: string, note: Note) => T;

export type Mapping = Record<string, unknown>;

export const isMapping = (value: unknown): value is Mapping =>
  Object.prototype.toString.call(value) === "[object Object]" && !(value instanceof YamlNumber);

/** The kind of a YAML value, never the value. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Uint8Array) return "binary";
  if (value instanceof Date) return "a date";
  if (value instanceof YamlNumber) return "a number that YAML reads differently from how it is written";
  return typeof value === "object" ? "a mapping" : `a ${typeof value}`;
}

export const enumerate = (names: readonly string[], conjunction = "and"): string =>
  [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(` ${conjunction} `);

/** A string that the pattern matches. A number counts as its digits. */
export function text(pattern: RegExp, what: string, fix: string): Form<string> {
  return (value, path, note) => {
    if (typeof value !== "string" && typeof value !== "number") {
      const isScalar = typeof value === "boolean" || value instanceof Date || value instanceof YamlNumber;
      note(`whose ${path} is ${kind(value)}. ${isScalar ? "Put it in quotes" : fix}`);
      return "";
    }
    if (pattern.test(String(value))) return String(value);
    note(`whose ${path} isn't ${what}. ${fix}`);
    return "";
  };
}

/** A string of one line, as the files of Unix systems have them. */
export const line = (fix = "Use a string of one line"): Form<string> =>
  text(/^[^\p{Cc}]*$/u, "a string of one line", fix);

/** One of these strings; a YAML boolean counts as "true" or "false" if these are among them. */
export function choice<T extends string>(...choices: T[]): Form<T | undefined> {
  return (value, path, note) => {
    const chosen = choices.find((name) => name === value || name === String(value));
    const fits = chosen !== undefined && (typeof value === "string" || typeof value === "boolean");
    if (fits) return chosen;
    const quoted = choices.map((name) => `"${name}"`);
    note(`whose ${path} isn't known. Use ${enumerate(quoted, "or")}`);
    return undefined;
  };
}

export const flag: Form<boolean> = (value, path, note) => {
  if (typeof value !== "boolean") note(`whose ${path} is ${kind(value)}. Use true or false`);
  return value === true;
};

export function list<T>(item: Form<T>, fix = "Use a list"): Form<T[]> {
  return (value, path, note) => {
    if (Array.isArray(value)) {
      return value.map((entry: unknown, index) => item(entry, `${path}[${index}]`, note));
    }
    note(`whose ${path} is ${kind(value)}. ${fix}`);
    return [];
  };
}

/** A list, or a string of names that commas separate. */
export function names(name: Form<string>): Form<string[]> {
  const all = list(name, 'Use a list of names, or "one, two"');
  return (value, path, note) =>
    all(typeof value === "string" ? value.split(",").map((part) => part.trim()) : value, path, note);
}

type Fields = Record<string, Form<unknown>>;
type Values<F extends Fields> = { [K in keyof F]?: ReturnType<F[K]> };

/** A mapping with these keys, each of which may be absent. */
export function mapping<F extends Fields>(fields: F, required: (keyof F & string)[] = []): Form<Values<F>> {
  return (value, path, note) => {
    if (!isMapping(value)) {
      note(`whose ${path} is ${kind(value)}. Use a mapping with ${enumerate(Object.keys(fields))}`);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) note(unknownKey(`${path}.${key}`, key, Object.keys(fields)));
    }
    for (const key of required) {
      if (value[key] === undefined) note(`whose ${path}.${key} is missing. Add it`);
    }
    const known = Object.entries(fields).filter(([key]) => value[key] !== undefined);
    const values = known.map(([key, form]) => [key, form(value[key], `${path}.${key}`, note)]);
    return Object.fromEntries(values) as Values<F>;
  };
}

/** A mapping whose keys are names. */
export function mappingOf<T>(key: Form<string>, item: Form<T>): Form<[string, T][]> {
  return (value, path, note) => {
    if (isMapping(value)) {
      return Object.entries(value).map(([name, entry]) => [
        key(name, `${path}.${name}`, note),
        item(entry, `${path}.${name}`, note),
      ]);
    }
    note(`whose ${path} is ${kind(value)}. Use a mapping`);
    return [];
  };
}

export const anything: Form<unknown> = (value) => value;

/** A key that isn't supported, with what to do instead. */
export const unsupported =
  (fix: string): Form<undefined> =>
  (_, path, note) =>
    void note(`with the key ${path}, which isn't supported. ${fix}`);

export function unknownKey(path: string, key: string, supported: readonly string[]): string {
  const near = suggestion(key, supported);
  const advice = near ? `Did you mean ${near}?` : `Remove it; the supported keys are ${enumerate(supported)}`;
  return `with the key ${path}, which isn't supported. ${advice}`;
}
