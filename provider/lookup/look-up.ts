import * as pulumi from "@pulumi/pulumi";

import { errorMessage, type InputFailure } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isUnknown, unknownValue } from "../common/values";
import { declaredOf } from "../record/declared";
import type { Values } from "../record/kind";
import { type ProviderOptions, regionOrDefault } from "../record/program";
import { emptyOf, shapeOf } from "../record/shape";
import { checkFilters, matches, type Terms } from "./match";
import { type Lookup, lookups } from "./table";

type Options = pulumi.InvokeOptions | pulumi.InvokeOutputOptions;

/** Answers a look-up from the program's resources and from what each region has. */
export async function lookUp<Result>(
  token: string,
  args: object = {},
  options: Options = {},
): Promise<Result> {
  const { found } = await search(token, args as Values, options);
  return found as Result;
}

/** The same with outputs as arguments; unknown as long as a preview doesn't know what to compare. */
export function lookUpOutput<Result>(
  token: string,
  args: object = {},
  options: Options = {},
): pulumi.Output<Result> {
  const dependencies = "dependsOn" in options ? options.dependsOn : undefined;
  const answer = pulumi
    .all([pulumi.output(args), pulumi.output(dependencies ?? [])])
    .apply(async ([values]) => {
      const { found, isUnsure } = await search(token, values as Values, options);
      return isUnsure ? pulumi.unknown : found;
    });
  return pulumi.output(answer) as pulumi.Output<Result>;
}

async function search(
  token: string,
  args: Values,
  options: Options,
): Promise<{ found?: unknown; isUnsure?: boolean }> {
  const lookup = lookups[token] as Lookup;
  const shape = shapeOf(token);
  const terms: Terms = { arguments: lookup.arguments ?? {}, filters: lookup.filters ?? {} };
  const failures: InputFailure[] = [];
  checkFilters(args, terms, shapeOf(lookup.single ?? token).outputs, (property, reason) =>
    failures.push({ property, reason }),
  );
  if (failures.length > 0)
    throw failure(token, failures.map(({ property, reason }) => `${property} ${reason}`).join("; "));

  const region = await regionOf(args, options);
  const candidates = lookup.find ? lookup.find(args, region) : await candidatesOf(lookup, region);
  const answers = candidates.map((values) => ({
    values,
    answer: matches(values, args, terms, shape.outputs),
  }));
  if (answers.some(({ answer }) => answer === undefined)) return { isUnsure: true };
  const found = answers.filter(({ answer }) => answer).map(({ values }) => values);
  const echo = { ...emptyOf(shape.filled), ...args, region };
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
async function candidatesOf(lookup: Lookup, region: string): Promise<Values[]> {
  const others = new Map<string, readonly Values[]>();
  const kinds = [...lookup.kinds, ...(lookup.needs ?? [])];
  await Promise.all(kinds.map(async (kind) => others.set(kind, await declaredValues(kind))));
  const of = (kind: string) => others.get(kind) ?? [];
  const own = lookup.kinds
    .flatMap(of)
    .filter((values) => values["region"] === region || isUnknown(values["region"]));
  const defaults = (lookup.defaults?.(region, of) ?? []).filter(({ id }) =>
    own.every((values) => values["id"] !== id),
  );
  return [...own, ...defaults].map((values) => ({ ...values, ...lookup.derive?.(values, of) }));
}

const declaredValues = (kind: string): Promise<Values[]> =>
  Promise.all(
    declaredOf(kind).map(async (resource) => {
      const outputs = Object.entries(resource).filter(([, value]) => pulumi.Output.isInstance(value));
      const settled = outputs.map(
        async ([key, value]) => [key, await known(value as pulumi.Output<unknown>)] as const,
      );
      return Object.fromEntries(await Promise.all(settled));
    }),
  );

/** The value of an output, which outputs themselves only give to functions that a preview may not call. */
async function known(output: pulumi.Output<unknown>): Promise<unknown> {
  const { isKnown, promise } = output as unknown as {
    isKnown: Promise<boolean>;
    promise(): Promise<unknown>;
  };
  try {
    return (await isKnown) ? await promise.call(output) : unknownValue;
  } catch {
    // The resource failed, and the engine says why.
    return unknownValue;
  }
}

const regionOf = async ({ region }: Values, options: Options): Promise<string> =>
  String(await known(regionOrDefault(region as string | undefined, options as ProviderOptions)));

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

function failure(token: string, cause: string, fix?: string): Error {
  const name = token.split(":")[1] ?? "";
  const message = errorMessage({ verb: "answer", kind: "look-up", name, cause, fix });
  return Object.defineProperty(new pulumi.RunError(message), "stack", { value: message });
}
