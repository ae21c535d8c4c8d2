import { ExplainedError } from "./errors";
import type { OutputArgs } from "./inputs";
import { show } from "./text";
import { matchesPattern } from "./wildcard";

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
    return values.some((pattern) => matchesPattern(pattern, value));
  });
}
