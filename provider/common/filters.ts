import { ExplainedError } from "./errors";
import type { OutputArgs } from "./inputs";
import { show } from "./text";

/** A filter of a look-up, as AWS has it: a resource passes if one of the values matches. */
export interface Filter {
  /** The attribute, in AWS's spelling. */
  name: string;
  /** Values, with the wildcards `*` and `?`. */
  values: string[];
}

/** A {@link Filter} whose parts may be outputs. */
export type FilterArgs = OutputArgs<Filter>;

/** Whether something passes all filters; its attributes are by filter name. */
export function passesFilters(
  filters: readonly Filter[] | undefined,
  attributes: Readonly<Record<string, string>>,
): boolean {
  return (filters ?? []).every(({ name, values }) => {
    const value = attributes[name];
    if (value === undefined) {
      const names = Object.keys(attributes).join(", ");
      throw new ExplainedError(`the filter ${show(name)} isn't valid here`, `Use one of ${names}`);
    }
    return values.some((pattern) => matchesGlob(pattern, value));
  });
}

/** AWS's wildcards: `*` for any characters, `?` for one, and `\` before either for itself. */
export function matchesGlob(pattern: string, value: string): boolean {
  const source = pattern.replace(/\\([*?\\])|[*?]|[.+^${}()|[\]\\/]/g, (found, escaped?: string) => {
    if (escaped) return `\\${escaped}`;
    if (found === "*") return ".*";
    return found === "?" ? "." : `\\${found}`;
  });
  return new RegExp(`^${source}$`, "su").test(value);
}
