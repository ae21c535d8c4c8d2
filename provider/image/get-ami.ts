import * as pulumi from "@pulumi/pulumi";

import { hash } from "../common/names";
import { defined, isAbsent } from "../common/values";
import { programError, rejectAll } from "../record/failure";
import { lookUp, lookUpOutput } from "../record/look-up";
import type {
  AmiDescription,
  GetAmiArgs,
  GetAmiIdsArgs,
  GetAmiIdsOutputArgs,
  GetAmiIdsResult,
  GetAmiOutputArgs,
  GetAmiResult,
} from "./ami-types";
import { ownNames } from "./container-image";
import { amisIn, checkQuery, matching, nearest, queryName } from "./find-amis";
import type { AmiQuery } from "./find-amis";
import { readImageSettings } from "./image-settings";

/**
 * Looks an AMI up in the catalogue of those that people use, by EC2's rules. The map `ec2-pods:amiMap` adds its names as
 * AMIs of the user's account.
 *
 * @param args - What to look for.
 * @param options - `provider` or `parent` whose region to look in.
 */
export const getAmi = (args: GetAmiArgs = {}, options?: pulumi.InvokeOptions): Promise<GetAmiResult> =>
  lookUp(oneAmi, args, options);

/**
 * {@link getAmi} for arguments that may be outputs.
 *
 * @param args - What to look for.
 * @param options - `provider` or `parent` whose region to look in, and what to wait for.
 */
export const getAmiOutput = (
  args: GetAmiOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAmiResult> => lookUpOutput(oneAmi, args as object, options);

/**
 * Lists the ids of all AMIs of the catalogue that match; none is no error.
 *
 * @param args - What to look for.
 * @param options - `provider` or `parent` whose region to look in.
 */
export const getAmiIds = (args: GetAmiIdsArgs, options?: pulumi.InvokeOptions): Promise<GetAmiIdsResult> =>
  lookUp(allAmis, args, options);

/**
 * {@link getAmiIds} for arguments that may be outputs.
 *
 * @param args - What to look for.
 * @param options - `provider` or `parent` whose region to look in, and what to wait for.
 */
export const getAmiIdsOutput = (
  args: GetAmiIdsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAmiIdsResult> => lookUpOutput(allAmis, args as object as GetAmiIdsArgs, options);

const common = ["executableUsers", "filters", "includeDeprecated", "nameRegex", "owners", "region"];
const ofOne = [...common, "allowUnsafeFilter", "mostRecent", "tags", "uefiData"];
const ofMany = [...common, "sortAscending"];

function lookUpAmi(args: GetAmiArgs, region: string): GetAmiResult {
  rejectAll({ verb: "look up", kind: "AMI", name: "*" }, checkQuery("getAmi", { ...args }, ofOne, region));
  const all = amisIn(region, ownNames(settings().amiMap));
  const found = matching(args, all);
  const newest = found.at(-1);
  if (!newest) throw notFound(args, all);
  if (found.length > 1 && !args.mostRecent) throw ambiguous(args, found, newest);
  return { ...defined(args), ...newest, region };
}

function lookUpAmiIds(args: GetAmiIdsArgs, region: string): GetAmiIdsResult {
  const failures = checkQuery("getAmiIds", { ...args }, ofMany, region);
  if (isAbsent(args.owners) || args.owners.length === 0) {
    failures.push({ property: "owners", reason: 'is missing. Name at least one, such as "amazon"' });
  }
  rejectAll({ verb: "look up", kind: "AMI", name: "*" }, failures);
  const found = matching(args, amisIn(region, ownNames(settings().amiMap))).map(({ id }) => id);
  const id = Number.parseInt(hash(JSON.stringify(args), 8), 16);
  return {
    ...defined(args),
    owners: args.owners,
    id: String(id),
    ids: args.sortAscending ? found : found.reverse(),
    region,
  };
}

const settings = () => readImageSettings((key) => pulumi.runtime.getConfig(key));

function notFound(query: AmiQuery, all: readonly AmiDescription[]): Error {
  const near = nearest(query, all);
  return failure(
    query,
    "Your query returned no results. Please change your search criteria and try again." +
      (near
        ? ` The nearest AMI in the catalogue is "${near.ami.name}", which doesn't match ${near.missed.join(" and ")}`
        : ""),
    'Change the query, set ami to a container image such as "ubuntu:24.04", or name an AMI of your own in ec2-pods:amiMap',
  );
}

const ambiguous = (query: AmiQuery, found: readonly AmiDescription[], newest: AmiDescription): Error =>
  failure(
    query,
    `Your query returned more than one result. Please try a more specific search criteria, or set \`most_recent\` attribute to true. It matches ${found.length} AMIs, of which the newest is "${newest.name}"`,
    "Set mostRecent to true",
  );

const failure = (query: AmiQuery, cause: string, fix: string): Error =>
  programError({ verb: "look up", kind: "AMI", name: queryName(query), cause, fix });

const oneAmi = { kind: "AMI", answer: lookUpAmi };
const allAmis = { kind: "AMI", answer: lookUpAmiIds };
