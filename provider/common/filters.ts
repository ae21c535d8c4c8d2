import { ExplainedError } from "./errors";
import type { Fail } from "./errors";
import type { OutputArgs } from "./inputs";
import { show, suggestion } from "./text";
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

/**
 * Checks the form of the filters of a look-up and their names, of which `tag-key` and `tag:<key>` always are some. Values
 * may be secret, so that no failure shows them.
 */
export function checkFilters(
  filters: unknown,
  {
    names,
    aliases = [],
    example,
  }: { names: readonly string[]; aliases?: readonly string[]; example: string },
  fail: Fail,
): void {
  if (isAbsent(filters)) return;
  if (!Array.isArray(filters)) return fail("filters", `isn't a list. Use [${example}]`);
  filters.forEach((filter: unknown, index) => {
    const path = `filters[${index}]`;
    if (!isRecord(filter)) return fail(path, `isn't a filter. Use ${example}`);
    const { name, values } = filter;
    if (typeof name !== "string") fail(`${path}.name`, `is ${show(name)}. Use a string`);
    else if (!/^tag(:|-key$)/.test(name) && ![...names, ...aliases].includes(name)) {
      const near = suggestion(name, names);
      const fix = near
        ? `Did you mean "${near}"?`
        : `Use one of ${[...names].sort().join(", ")} or tag:<key>`;
      fail(`${path}.name`, `is ${show(name)}, which isn't a filter here. ${fix}`);
    }
    const isList = Array.isArray(values) && values.length > 0;
    if (!isList || values.some((value) => !["string", "boolean", "number"].includes(typeof value))) {
      fail(`${path}.values`, 'isn\'t a list of one or more strings. Use one like ["web-*"]');
    }
  });
}
