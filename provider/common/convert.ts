import { asBoolean } from "./values";

/**
 * How an argument or a field of a block is converted, by its name; whatever is missing is a string. `texts` is a map of
 * strings, an empty `optional` string is none, and `any` stays.
 */
export type Types = Readonly<Record<string, "boolean" | "number" | "texts" | "optional" | "any">>;

/** The value in its type: Pulumi converts between strings, numbers and booleans, so AWS's provider takes "true" and 80. */
export function converted(value: unknown, type: string): unknown {
  switch (type) {
    case "boolean":
      return asBoolean(value);
    case "number":
      return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
    case "string":
      return typeof value === "boolean" || Number.isFinite(value) ? String(value) : value;
    default:
      return value;
  }
}

/** The strings of a map, such as tags. */
export const convertedTexts = (value: unknown): unknown =>
  isPlain(value) ? mapped(value, (item) => converted(item, "string")) : value;

/** The arguments in their types, at any depth. Outputs and resources stay as they are. */
export const inTypes = <Args extends object>(args: Args, types: Types): Args =>
  mapped(args, (value, key) => inType(value, (Object.hasOwn(types, key) && types[key]) || "string", types));

function inType(value: unknown, type: Types[string] | "string", types: Types): unknown {
  if (type === "any") return value;
  if (type === "texts") return convertedTexts(value);
  if (type === "optional") return value === "" ? undefined : converted(value, "string");
  if (Array.isArray(value)) return value.map((item) => inType(item, type, types));
  return isPlain(value) ? inTypes(value, types) : converted(value, type);
}

const mapped = <T extends object>(value: T, map: (item: unknown, key: string) => unknown): T =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, key)])) as T;

/** An object of the program's own, which isn't one of a class. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
