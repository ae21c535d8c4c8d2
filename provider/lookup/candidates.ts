import * as pulumi from "@pulumi/pulumi";

import { isGiven, unknownValue } from "../common/values";
import { declaredOf } from "../record/declared";
import type { Declared } from "../record/declared";
import type { Values } from "../record/kind";
import { knownValue } from "../record/known-now";
import { isSecret } from "../record/secrets";
import type { Lookup } from "./lookup";

/** A resource that a look-up may find. */
export interface Candidate {
  values: Values;
  /** Names of the properties that the program keeps secret. */
  secrets: ReadonlySet<string>;
}

/** What a program has declared, by kind. */
export type Sources = ReadonlyMap<string, readonly Declared[]>;

/** What the program has declared until now. What comes later may depend on the answer. */
export const sourcesOf = ({ kinds, needs = [] }: Lookup): Sources =>
  new Map([...kinds, ...needs].map((kind) => [kind, declaredOf(kind)]));

/** All resources that a look-up may find; those of the program win over what a region has. */
export async function candidatesOf(
  lookup: Lookup,
  region: string,
  sources: Sources,
  names: readonly string[],
  args: Values,
): Promise<Candidate[]> {
  const settled = await Promise.all(
    [...sources].map(async ([kind, list]) => [kind, await settle(list, names, region)] as const),
  );
  const all = new Map(settled);
  const of = (kind: string) => all.get(kind) ?? [];
  const own = lookup.kinds.flatMap(of);
  const defaults = lookup.defaults?.(region, (kind) => of(kind).map(({ values }) => values), args) ?? [];
  return firstOfEach([
    ...own.filter(({ isLookup }) => !isLookup),
    ...defaults.map((values) => ({ values, secrets: new Set<string>() })),
    ...own.filter(({ isLookup }) => isLookup),
  ]).map((candidate) => derived(lookup, candidate, of));
}

/** A resource is there once, also if the program declares it and looks at it by `get`. */
const firstOfEach = <Item extends Candidate>(candidates: readonly Item[]): Item[] =>
  candidates.filter(
    ({ values: { id } }, index) =>
      !isGiven(id) || candidates.findIndex(({ values }) => values["id"] === id) === index,
  );

/** The resource with what its look-up derives, which is secret if it's made of a secret. */
function derived(
  { derive }: Lookup,
  candidate: Candidate,
  others: (kind: string) => readonly Candidate[],
): Candidate {
  let isSecret = false;
  const watched = ({ values, secrets }: Candidate): Values =>
    new Proxy(values, {
      get: (target, key) => {
        isSecret ||= secrets.has(String(key));
        return target[String(key)];
      },
    });
  const more = derive?.(watched(candidate), (kind) => others(kind).map(watched)) ?? {};
  const secrets = isSecret ? [...candidate.secrets, ...Object.keys(more)] : candidate.secrets;
  return { values: { ...candidate.values, ...more }, secrets: new Set(secrets) };
}

/** The outputs of these resources in a region. Some are properties of their classes. */
async function settle(
  declared: readonly Declared[],
  names: readonly string[],
  region: string,
): Promise<(Candidate & { isLookup: boolean })[]> {
  const all = await Promise.all(
    declared.map(async ({ resource, isLookup }) => {
      const properties = resource as Readonly<Record<string, unknown>>;
      const outputs = [...new Set([...Object.keys(resource), ...names])]
        // AWS finds a resource by all of its tags, and answers with all of them.
        .map((name) => [name, properties[name === "tags" ? "tagsAll" : name] ?? properties[name]] as const)
        .filter((entry): entry is readonly [string, pulumi.Output<unknown>] =>
          pulumi.Output.isInstance(entry[1]),
        );
      const settled = await Promise.all(
        outputs.map(async ([name, output]) => ({
          name,
          value: await knownValue(output),
          isSecret: await isSecret(output),
        })),
      );
      return {
        values: Object.fromEntries(settled.map(({ name, value }) => [name, value])),
        secrets: new Set(settled.flatMap(({ name, isSecret: hidden }) => (hidden ? [name] : []))),
        isLookup,
      };
    }),
  );
  // IAM has no regions.
  return firstOfEach([...all].sort((a, b) => Number(a.isLookup) - Number(b.isLookup))).filter(({ values }) =>
    [region, undefined, unknownValue].includes(values["region"] as string),
  );
}
