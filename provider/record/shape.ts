import { shapes } from "./shapes.data";

/** What a value of @pulumi/aws is made of. A `document` is JSON text, or the object that it is made of. */
export type ValueType = "string" | "number" | "boolean" | "list" | "map" | "document" | "any";

/** The names that @pulumi/aws gives the arguments and outputs of one kind. */
export interface Shape {
  arguments: Readonly<Record<string, ValueType>>;
  required: readonly string[];
  outputs: readonly string[];
  /** Outputs that always have a value: EC2's empty one, if there is no other. */
  filled: Readonly<Record<string, ValueType>>;
}

const parsed = new Map<string, Shape>();

/** The shape of a kind. Its line in the data has `name:type` for each argument and output; `!` marks what always has a value. */
export function shapeOf(token: string): Shape {
  const known = parsed.get(token);
  if (known) return known;
  const [args = [], outputs = []] = (shapes[token] ?? [])
    .map((line) => line.split(" ").filter(Boolean))
    .map((words) => words.map((word) => /^(\w+)(!?):(\w+)$/.exec(word) ?? []));
  const types = (words: string[][]) =>
    Object.fromEntries(words.map(([, name, , type]) => [name, type])) as Record<string, ValueType>;
  const marked = (words: string[][]) => words.filter(([, , mark]) => mark === "!");
  const shape = {
    arguments: types(args),
    required: Object.keys(types(marked(args))),
    outputs: Object.keys(types(outputs)),
    filled: types(marked(outputs)),
  };
  parsed.set(token, shape);
  return shape;
}

const emptyValues: Readonly<Record<ValueType, unknown>> = {
  string: "",
  number: 0,
  boolean: false,
  list: [],
  map: {},
  document: "",
  any: "",
};

/** EC2's empty values. */
export const emptyOf = (types: Shape["filled"]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, emptyValues[type]]));
