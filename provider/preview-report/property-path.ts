/** The steps of a path as Pulumi writes it: `spec.ports[0]["a.b"]`. */
export const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) =>
    quoted === undefined ? (index ?? name ?? "") : quoted.replace(/\\(.)/g, "$1"),
  );

/** The value at a path; undefined where there is none. */
export const valueAt = (value: unknown, path: string): unknown =>
  stepsOf(path).reduce(
    (part: unknown, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? (part as Record<string, unknown>)[key]
        : undefined,
    value,
  );

/** One more step of a path: `.name`, or `["a.b"]` where the name has other signs. */
export const step = (name: string): string => (/^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
