import { distance } from "fastest-levenshtein";

import { boolean, checkNames, region as regionCheck, string } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { accountId } from "../common/names";
import { show } from "../common/text";
import { isAbsent } from "../common/values";
import type { AmiDescription, GetAmiArgs, GetAmiFilter } from "./ami-types";
import { amis, byAge, ownAmis } from "./catalogue";
import { describe } from "./describe";
import { checkAmiFilters, matchesFilter } from "./filters";

/** What the look-ups of AMIs have in common. */
export type AmiQuery = Pick<GetAmiArgs, "executableUsers" | "filters" | "nameRegex" | "owners">;

const aliases = ["amazon", "aws-marketplace", "aws-backup-vault", "microsoft", "self"];
const accountPattern = /^\d{12}$/;

/** Checks the arguments of a look-up, all failures at once; the region may be that of a provider. */
export function checkQuery(
  kind: string,
  args: Readonly<Record<string, unknown>>,
  names: readonly string[],
  region: unknown,
): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => void failures.push({ property, reason });
  checkNames(kind, args, names, fail);
  const { filters, owners, executableUsers, nameRegex } = args;
  checkAmiFilters(filters, fail);
  checkList("owners", owners, "an owner", [...aliases], fail);
  checkList("executableUsers", executableUsers, "a user", ["self", "all"], fail);
  if (!isAbsent(nameRegex)) {
    string((text) => {
      try {
        void toRegExp(text);
        return undefined;
      } catch (error) {
        return `is ${show(text)}: ${(error as Error).message}. Fix the regular expression`;
      }
    })(nameRegex, (_, reason) => fail("nameRegex", reason));
  }
  for (const key of ["mostRecent", "includeDeprecated", "allowUnsafeFilter", "sortAscending"]) {
    if (!isAbsent(args[key])) boolean(args[key], (_, reason) => fail(key, reason));
  }
  regionCheck(region, (_, reason) => fail("region", reason));
  return failures;
}

function checkList(
  property: string,
  list: unknown,
  kind: string,
  words: readonly string[],
  fail: Fail,
): void {
  if (isAbsent(list)) return;
  if (!Array.isArray(list)) return fail(property, `is ${show(list)}. Use a list of strings`);
  list.forEach((item: unknown, index) => {
    const isRight = typeof item === "string" && (words.includes(item) || accountPattern.test(item));
    const fix = `Use an account id such as "099720109477", or ${words.map(show).join(" or ")}`;
    if (!isRight) fail(`${property}[${index}]`, `is ${show(item)}, which isn't ${kind}. ${fix}`);
  });
}

/** Go's syntax, as far as JavaScript writes it otherwise. */
function toRegExp(text: string): RegExp {
  const [, flags = "", pattern = text] = /^\(\?([ims]+)\)([^]*)$/.exec(text) ?? [];
  return new RegExp(pattern.replaceAll("(?P<", "(?<"), flags);
}

/** One thing that an AMI must fulfill. */
interface Criterion {
  /** What the user wrote, as messages name it. */
  title: string;
  isMet: (ami: AmiDescription) => boolean;
}

function criteriaOf({ owners, executableUsers, nameRegex, filters }: AmiQuery): Criterion[] {
  const pattern = isAbsent(nameRegex) ? undefined : toRegExp(nameRegex);
  return [
    ...(filters ?? []).map((filter) => ({
      title: `the filter "${filter.name}"`,
      isMet: (ami: AmiDescription) => matchesFilter(ami, filter),
    })),
    ...(pattern ? [{ title: "nameRegex", isMet: (ami: AmiDescription) => pattern.test(ami.name) }] : []),
    ...(owners?.length ? [{ title: "owners", isMet: (ami: AmiDescription) => isOwned(ami, owners) }] : []),
    ...(executableUsers?.length
      ? [{ title: "executableUsers", isMet: (ami: AmiDescription) => isShared(ami, executableUsers) }]
      : []),
  ];
}

const isOwned = ({ ownerId, imageOwnerAlias }: AmiDescription, owners: readonly string[]): boolean =>
  owners.some(
    (owner) => owner === ownerId || owner === imageOwnerAlias || (owner === "self" && ownerId === accountId),
  );

/** A public AMI isn't shared with particular accounts. */
const isShared = (ami: AmiDescription, users: readonly string[]): boolean =>
  users.some((user) => (user === "all" ? ami.public : !ami.public && ["self", accountId].includes(user)));

const publicAmis = new Map<string, readonly AmiDescription[]>();

/** All AMIs in a region, the oldest first; the names of the stack's own map are AMIs of the user's account. */
export function amisIn(region: string, ownNames: readonly string[]): readonly AmiDescription[] {
  const all = publicAmis.get(region) ?? amis().map((ami) => describe(ami, region, true));
  publicAmis.set(region, all);
  if (ownNames.length === 0) return all;
  const own = ownAmis(ownNames, { id: accountId }).map((ami) => describe(ami, region, false));
  return [...all, ...own].sort(byAge);
}

/** The AMIs that match all there is in a query, in the order of `all`. */
export function matching(query: AmiQuery, all: readonly AmiDescription[]): AmiDescription[] {
  const criteria = criteriaOf(query);
  return all.filter((ami) => criteria.every(({ isMet }) => isMet(ami)));
}

/** The AMI that comes nearest to a query that finds nothing, and what it doesn't match. */
export function nearest(
  query: AmiQuery,
  all: readonly AmiDescription[],
): { ami: AmiDescription; missed: string[] } | undefined {
  const criteria = criteriaOf(query);
  const wanted = queryName(query).replaceAll(/[*?]/g, "");
  const ranked = all.map((ami) => ({
    ami,
    missed: criteria.filter(({ isMet }) => !isMet(ami)).map(({ title }) => title),
    // What stands for a wildcard is no difference.
    apart: distance(wanted, ami.name) - Math.abs(ami.name.length - wanted.length),
  }));
  return ranked.sort(
    (a, b) =>
      a.missed.length - b.missed.length ||
      a.apart - b.apart ||
      (a.ami.creationDate < b.ami.creationDate ? 1 : -1),
  )[0];
}

const naming = ["name", "image-id", "manifest-location", "description", "product-code"];

/** What messages call a query: the name, or what comes next to it, that it asks for. */
export function queryName({ filters, nameRegex }: AmiQuery): string {
  const rank = ({ name }: GetAmiFilter) => naming.indexOf(name);
  const filter = [...(filters ?? [])].filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b))[0];
  return filter?.values.join(", ") ?? nameRegex ?? "*";
}
