import { ExplainedError } from "./errors";
import type { OutputArgs } from "./inputs";
import { show } from "./text";
import { isAbsent, isRecord } from "./values";
import { matchesAny } from "./wildcard";

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
  const fix = 'Use filters: [{ name: "a-name", values: ["a-value"] }]';
  if (!isAbsent(filters) && !Array.isArray(filters)) throw new ExplainedError("filters isn't a list", fix);
  return (filters ?? []).every((filter, index) => {
    const { name, values } = isRecord(filter)
      ? (filter as unknown as Filter)
      : { name: "", values: undefined };
    if (!Array.isArray(values)) throw new ExplainedError(`filters[${index}] isn't a filter`, fix);
    const value = attributes[name];
    if (value === undefined) {
      const names = Object.keys(attributes).join(", ");
      throw new ExplainedError(`the filter ${show(name)} isn't valid here`, `Use one of ${names}`);
    }
    return matchesAny(values, [value]);
  });
}
