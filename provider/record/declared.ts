import * as pulumi from "@pulumi/pulumi";

import { perProgram } from "./program";

/** A resource that the program has declared, and the arguments that it gave. */
export interface Declared {
  resource: object;
  args: Readonly<Record<string, unknown>>;
  /** The program only looks at it, by `get`. */
  isLookup: boolean;
  /** Its region, if the kind has one; undefined inside stands for that of the stack. */
  region?: pulumi.Output<string | undefined> | undefined;
}

const resources = perProgram(() => new Map<string, Declared[]>());

const completions = new Map<string, (declared: Declared) => void>();

/** Completes each resource of a kind that a program declares with what only a higher floor knows. */
export const onDeclared = (token: string, complete: (declared: Declared) => void): void =>
  void completions.set(token, complete);

/** Notes a resource of this kind, as `ec2:Vpc`, for the look-ups of its program. */
export function declare(
  token: string,
  resource: object,
  args: object = {},
  { isLookup = false, region }: Partial<Pick<Declared, "isLookup" | "region">> = {},
): void {
  const declared = { resource, args: args as Declared["args"], isLookup, region };
  const others = resources().get(token);
  if (others) others.push(declared);
  else resources().set(token, [declared]);
  completions.get(token)?.(declared);
}

/** The resources of this kind that the program has declared so far; later ones may wait for a look-up of now. */
export const declaredOf = (token: string): readonly Declared[] => [...(resources().get(token) ?? [])];

/**
 * The resources of this kind that a value is the id of, or another output: the one whose own output or itself it is, or
 * which the program gave that text for the output, else all that the value is made of.
 */
export function declaredFor(token: string, value: unknown, output = "id"): readonly Declared[] {
  if (value === undefined || value === null) return [];
  const all = declaredOf(token);
  const own = all.filter(
    ({ resource, args }) =>
      resource === value ||
      (resource as Record<string, unknown>)[output] === value ||
      (typeof value === "string" && args[output] === value),
  );
  if (own.length > 0 || !pulumi.Output.isInstance(value)) return own;
  const sources = (value as unknown as { resources(): Set<object> }).resources();
  return all.filter(({ resource }) => sources.has(resource));
}
