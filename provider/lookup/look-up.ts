import * as pulumi from "@pulumi/pulumi";

import { checkNames } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { containsUnknown, isAbsent, isGiven, isRecord, isUnknown } from "../common/values";
import { programError, rejectAll } from "../record/failure";
import type { Values } from "../record/kind";
import { lookUp, lookUpOutput } from "../record/look-up";
import { emptyOf, shapeOf } from "../record/shape";
import { candidatesOf, sourcesOf } from "./candidates";
import type { Candidate, Sources } from "./candidates";
import { askedDefaultGroups } from "./default-group";
import { checkTerms, comparedProperties, matches } from "./match";
import type { Terms } from "./match";
import { lookups } from "./table";
import type { Lookup } from "./lookup";

/** Answers a look-up from the program's resources and from what each region has. */
export async function findOne<Result>(
  token: string,
  args: object = {},
  options?: pulumi.InvokeOptions,
): Promise<Result> {
  const sources = sourcesFor(token, args, options);
  const answer = (values: object, region: string) => search(token, values as Values, region, sources);
  const found = await lookUp({ kind: kindOf(token), answer }, args, options);
  return knownPart(token, found) as Result;
}

/** The same with outputs as arguments; unknown as long as a preview doesn't know what to compare. */
export function findOutput<Result>(
  token: string,
  args: object = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<Result> {
  const sources = sourcesFor(token, args, options);
  const answer = async (values: object, region: string) => {
    const found = await search(token, values as Values, region, sources);
    if (!found) return pulumi.unknown;
    const result = withUnknowns(found.result);
    return found.isSecret ? pulumi.secret(result) : result;
  };
  return pulumi.output(lookUpOutput({ kind: kindOf(token), answer }, args, options)) as pulumi.Output<Result>;
}

/** What is looked up, as errors name it: `Vpc`. */
const kindOf = (token: string): string => token.split(":get")[1] ?? "";

function sourcesFor(token: string, args: object, options: pulumi.InvokeOptions | undefined): Sources {
  const sources = new Map(sourcesOf(lookups[token] as Lookup));
  const groups = sources.get("ec2:SecurityGroup");
  if (groups) sources.set("ec2:SecurityGroup", [...groups, ...askedDefaultGroups(args, options)]);
  return sources;
}

/** What a look-up found. A preview may not know all of its values. */
interface Found {
  result: Values;
  /** Properties of the result that tell which resources these are. */
  ids: readonly string[];
  /** Properties of the result that the program keeps secret. */
  secrets: readonly string[];
  /** The result tells something secret, also if that is only what was compared. */
  isSecret: boolean;
}

/** What the arguments ask for; undefined if a preview can't know. */
async function search(
  token: string,
  args: Values,
  region: string,
  sources: Sources,
): Promise<Found | undefined> {
  const lookup = lookups[token] as Lookup;
  const { outputs, filled } = shapeOf(token);
  const { arguments: names = {}, filters = {}, otherwise = {} } = lookup;
  const terms: Terms = { arguments: names, filters, otherwise };
  const properties = shapeOf(lookup.single ?? token).outputs;
  check(token, args, terms, properties);

  const candidates = lookup.find
    ? lookup.find(args, region).map((values) => ({ values, secrets: new Set<string>() }))
    : await candidatesOf(lookup, region, sources, properties, args);
  const answers = candidates.map((candidate) => ({
    candidate,
    answer: matches(candidate.values, args, terms, outputs),
  }));
  if (answers.some(({ answer }) => answer === undefined)) return undefined;
  const found = answers.filter(({ answer }) => answer).map(({ candidate }) => candidate);
  const isComparisonSecret = comparedProperties(args, terms, outputs).some((key) =>
    candidates.some(({ secrets }) => secrets.has(key)),
  );
  const echo = { ...emptyOf(filled), ...args, ...(outputs.includes("region") && { region }) };

  if (lookup.lists) {
    const lists = Object.entries(lookup.lists);
    const secrets = lists.flatMap(([key, property]) =>
      found.some((candidate) => candidate.secrets.has(property)) ? [key] : [],
    );
    const listed = lists.map(([key, property]) => [
      key,
      found.map(({ values }) => values[property]).filter((value) => !isAbsent(value) && value !== ""),
    ]);
    return {
      result: { ...echo, id: region, ...Object.fromEntries(listed) },
      ids: lists.map(([key]) => key),
      secrets,
      isSecret: isComparisonSecret || secrets.length > 0,
    };
  }
  const own = only(token, lookup, args["mostRecent"] === true ? newest(found) : found, candidates, args);
  const present = Object.entries(own.values).filter(
    ([key, value]) => outputs.includes(key) && !isAbsent(value) && isAskedFor(lookup, key, args),
  );
  const secrets = present.map(([key]) => key).filter((key) => own.secrets.has(key));
  return {
    result: { ...echo, ...Object.fromEntries(present) },
    ids: ["id"],
    secrets,
    isSecret: isComparisonSecret || secrets.length > 0,
  };
}

const isAskedFor = ({ onlyIf = {} }: Lookup, key: string, args: Values): boolean =>
  !(key in onlyIf) || args[onlyIf[key] as string] === true;

function check(token: string, args: Values, terms: Terms, properties: readonly string[]): void {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkNames(token.split(":")[1] ?? "", args, Object.keys(shapeOf(token).arguments), fail);
  checkTerms(args, terms, properties, fail);
  rejectAll({ verb: "look up", kind: kindOf(token), name: "*" }, failures);
}

function only(
  token: string,
  lookup: Lookup,
  found: readonly Candidate[],
  candidates: readonly Candidate[],
  args: Values,
): Candidate {
  const [first, ...more] = found;
  if (!first) {
    throw failure(token, `no matching ${lookup.title} found${asked(args)}`, fixOf(lookup, candidates));
  }
  if (more.length > 0) {
    throw failure(
      token,
      `multiple ${lookup.title}s matched: ${idsOf(found)}`,
      `Use additional constraints to reduce matches to a single ${lookup.title}`,
    );
  }
  return first;
}

/** The one that was created last; of those that a preview doesn't know a time of, that which is declared last. */
const newest = (found: readonly Candidate[]): Candidate[] =>
  [...found].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : Number(timeOf(a) > timeOf(b)))).slice(-1);

const timeOf = ({ values: { createTime } }: Candidate): string =>
  isGiven(createTime) ? String(createTime) : "later";

/** The result of a promise, which can be neither unknown nor secret. */
function knownPart(token: string, found: Found | undefined): Values {
  const fix = `Use ${token.split(":")[1] ?? ""}Output`;
  const unsure = failure(token, "a preview doesn't know yet what matches", fix);
  if (!found) throw unsure;
  if (found.secrets.length > 0) {
    const names = found.secrets.join(", ");
    throw failure(token, `the result has secret values, which a promise can't keep: ${names}`, fix);
  }
  const unknowns = Object.keys(found.result).filter((key) => containsUnknown(found.result[key]));
  if (unknowns.some((key) => found.ids.includes(key))) throw unsure;
  return Object.fromEntries(Object.entries(found.result).filter(([key]) => !unknowns.includes(key)));
}

/** The value with what an output takes for unknown in place of what the engine does. */
function withUnknowns(value: unknown): unknown {
  if (isUnknown(value)) return pulumi.unknown;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withUnknowns(item)]));
}

// Without their values, which may be secret.
const asked = (args: Values): string => {
  const names = Object.keys(args).filter((key) => !isAbsent(args[key]));
  return names.length > 0 ? ` for the given ${names.join(", ")}` : "";
};

const idsOf = (candidates: readonly Candidate[]): string =>
  candidates
    .map(({ values }) => (isUnknown(values["id"]) ? "one without an id yet" : String(values["id"])))
    .join(", ");

function fixOf({ title }: Lookup, candidates: readonly Candidate[]): string {
  const has =
    candidates.length > 0
      ? `This program and its region have ${idsOf(candidates.slice(0, 5))}`
      : "This program declares none";
  return `${has}. Declare the ${title} before the look-up; nothing outside of the program is found`;
}

const failure = (token: string, cause: string, fix?: string): Error =>
  programError({ verb: "look up", kind: kindOf(token), name: "*", cause, fix });
