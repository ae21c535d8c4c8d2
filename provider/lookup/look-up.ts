import * as pulumi from "@pulumi/pulumi";

import type { InputFailure } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, unknownValue } from "../common/values";
import { type Declared, declaredOf } from "../record/declared";
import { programError, rejectAll } from "../record/failure";
import type { Values } from "../record/kind";
import { lookUp, lookUpOutput, valueOf } from "../record/look-up";
import { emptyOf, shapeOf } from "../record/shape";
import { checkFilters, matches, type Terms } from "./match";
import { type Lookup, lookups } from "./table";

/** Answers a look-up from the program's resources and from what each region has. */
export async function findOne<Result>(
  token: string,
  args: object = {},
  options?: pulumi.InvokeOptions,
): Promise<Result> {
  const sources = sourcesOf(token);
  const answer = (values: object, region: string) => search(token, values as Values, region, sources);
  const { found } = await lookUp({ kind: kindOf(token), answer }, args, options);
  return found as Result;
}

/** The same with outputs as arguments; unknown as long as a preview doesn't know what to compare. */
export function findOutput<Result>(
  token: string,
  args: object = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<Result> {
  const sources = sourcesOf(token);
  const answer = async (values: object, region: string) => {
    const { found, isUnsure } = await search(token, values as Values, region, sources);
    return isUnsure ? pulumi.unknown : found;
  };
  return pulumi.output(lookUpOutput({ kind: kindOf(token), answer }, args, options)) as pulumi.Output<Result>;
}

/** What is looked up, as errors name it: `Vpc`. */
const kindOf = (token: string): string => token.split(":get")[1] ?? "";

type Sources = ReadonlyMap<string, readonly Declared[]>;

/** What the program has declared until now. What comes later may depend on the answer. */
function sourcesOf(token: string): Sources {
  const { kinds, needs = [] } = lookups[token] as Lookup;
  return new Map([...kinds, ...needs].map((kind) => [kind, declaredOf(kind)]));
}

async function search(
  token: string,
  args: Values,
  region: string,
  sources: Sources,
): Promise<{ found?: unknown; isUnsure?: boolean }> {
  const lookup = lookups[token] as Lookup;
  const shape = shapeOf(token);
  const terms: Terms = { arguments: lookup.arguments ?? {}, filters: lookup.filters ?? {} };
  const failures: InputFailure[] = [];
  const properties = shapeOf(lookup.single ?? token).outputs;
  checkFilters(args, terms, properties, (property, reason) => failures.push({ property, reason }));
  rejectAll({ verb: "look up", kind: kindOf(token), name: "*" }, failures);

  const candidates = lookup.find
    ? lookup.find(args, region)
    : await candidatesOf(lookup, region, sources, properties, args);
  const answers = candidates.map((values) => ({
    values,
    answer: matches(values, args, terms, shape.outputs),
  }));
  if (answers.some(({ answer }) => answer === undefined)) return { isUnsure: true };
  const found = answers.filter(({ answer }) => answer).map(({ values }) => values);
  const echo = {
    ...emptyOf(shape.filled),
    ...args,
    ...(shape.outputs.includes("region") && { region }),
  };
  if (lookup.lists) {
    const lists = Object.entries(lookup.lists).map(([key, property]) => [
      key,
      found.map((values) => values[property]).filter((value) => !isAbsent(value) && value !== ""),
    ]);
    return { found: { ...echo, id: region, ...Object.fromEntries(lists) } };
  }
  const [only, ...more] = found;
  if (!only)
    throw failure(token, `no matching ${lookup.title} found${asked(args)}`, fixOf(lookup, candidates));
  if (more.length > 0) {
    const ids = found.map(({ id }) => String(id)).join(", ");
    throw failure(
      token,
      `multiple ${lookup.title}s matched: ${ids}`,
      `Use additional constraints to reduce matches to a single ${lookup.title}`,
    );
  }
  const known = Object.entries(only).filter(([key]) => shape.outputs.includes(key));
  return { found: { ...echo, ...Object.fromEntries(known) } };
}

/** All resources that a look-up may find; those of the program win over what a region has. */
async function candidatesOf(
  lookup: Lookup,
  region: string,
  sources: Sources,
  names: readonly string[],
  args: Values,
): Promise<Values[]> {
  const values = await Promise.all(
    [...sources].map(async ([kind, list]) => [kind, await valuesOf(list, names)] as const),
  );
  const all = new Map(values);
  const of = (kind: string) => all.get(kind) ?? [];
  const own = lookup.kinds
    .flatMap(of)
    // IAM has no regions.
    .filter((resource) => [region, undefined, unknownValue].includes(resource["region"] as string));
  const defaults = (lookup.defaults?.(region, of, args) ?? []).filter(({ id }) =>
    own.every((resource) => resource["id"] !== id),
  );
  return [...own, ...defaults].map((resource) => ({ ...resource, ...lookup.derive?.(resource, of) }));
}

/** The outputs of these resources. Some are properties of their classes. */
const valuesOf = (declared: readonly Declared[], names: readonly string[]): Promise<Values[]> =>
  Promise.all(
    declared.map(async ({ resource }) => {
      const properties = resource as Readonly<Record<string, unknown>>;
      const outputs = [...new Set([...Object.keys(resource), ...names])]
        .map((name) => [name, properties[name]] as const)
        .filter(([, value]) => pulumi.Output.isInstance(value));
      const settled = outputs.map(
        async ([name, value]) => [name, await known(value as pulumi.Output<unknown>)] as const,
      );
      return Object.fromEntries(await Promise.all(settled));
    }),
  );

/** The value of an output, or the SDK's unknown one; an output itself calls nobody with that. */
async function known(output: pulumi.Output<unknown>): Promise<unknown> {
  const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
  try {
    return (await isKnown) ? await valueOf(output) : unknownValue;
  } catch {
    // The resource failed, and the engine says why.
    return unknownValue;
  }
}

const asked = (args: Values): string => {
  const given = Object.entries(args).filter(([, value]) => !isAbsent(value));
  return given.length > 0 ? ` for ${show(Object.fromEntries(given))}` : "";
};

function fixOf({ title }: Lookup, candidates: readonly Values[]): string {
  const ids = candidates.slice(0, 5).map(({ id }) => String(id));
  const has =
    ids.length > 0 ? `This program and its region have ${ids.join(", ")}` : "This program declares none";
  return `${has}. Declare the ${title} before the look-up; nothing outside of the program is found`;
}

const failure = (token: string, cause: string, fix?: string): Error =>
  programError({ verb: "look up", kind: kindOf(token), name: "*", cause, fix });
