import type * as pulumi from "@pulumi/pulumi";

import { ExplainedError } from "../common/errors";
import { passesFilters } from "../common/filters";
import type { Filter } from "../common/filters";
import type { OutputArgs } from "../common/inputs";
import { show } from "../common/text";
import { lookUp, lookUpOutput } from "../record/look-up";
import type { LookUp } from "../record/look-up";
import { endpointOf, neighborsOf, regionAt, regionFacts } from "./regions";

/** Arguments of {@link getRegion}. */
export interface GetRegionArgs {
  /** Host of EC2's API, which names the region. */
  endpoint?: string;
  /** The same as `region`. */
  id?: string;
  /** The same as `region`. */
  name?: string;
  /** The region, else that of the provider or of the stack's configuration. */
  region?: string;
}

/** A region of AWS. */
export interface GetRegionResult {
  /** Such as `US East (N. Virginia)`. */
  readonly description: string;
  /** Host of EC2's API. */
  readonly endpoint: string;
  /** The same as `region`. */
  readonly id: string;
  /** The same as `region`. */
  readonly name: string;
  /** Such as `us-east-1`. */
  readonly region: string;
}

/** Arguments of {@link getRegionOutput}. */
export type GetRegionOutputArgs = OutputArgs<GetRegionArgs>;

const region: LookUp<GetRegionArgs, GetRegionResult> = {
  kind: "region",
  takes: { name: "getRegion", arguments: ["endpoint", "id", "name", "region"] },
  answer: ({ endpoint, id, name, region: given }, fallback) => {
    const facts = endpoint ? regionAt(endpoint) : regionFacts(given ?? name ?? id ?? fallback);
    if (!facts) throw new ExplainedError(`no region has the endpoint ${show(endpoint)}`, "Name the region");
    return {
      description: facts.description,
      endpoint: endpointOf(facts),
      id: facts.name,
      name: facts.name,
      region: facts.name,
    };
  },
};

/**
 * The region of the arguments, of the provider or of the stack's configuration.
 *
 * @param args - Which region.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getRegion = (
  args: GetRegionArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetRegionResult> => lookUp(region, args, options);

/**
 * {@link getRegion} for arguments that are outputs.
 *
 * @param args - Which region.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getRegionOutput = (
  args: GetRegionOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRegionResult> => lookUpOutput(region, args, options);

/** Arguments of {@link getRegions}. */
export interface GetRegionsArgs {
  /** Includes regions that an account must opt in to. */
  allRegions?: boolean;
  /** Filters of EC2's `DescribeRegions`. */
  filters?: Filter[];
  /** No effect. */
  id?: string;
}

/** Regions of AWS. */
export interface GetRegionsResult extends GetRegionsArgs {
  /** The partition. */
  readonly id: string;
  /** Their names. */
  readonly names: string[];
}

/** Arguments of {@link getRegionsOutput}. */
export type GetRegionsOutputArgs = OutputArgs<GetRegionsArgs>;

const regions: LookUp<GetRegionsArgs, GetRegionsResult> = {
  kind: "the regions beside",
  takes: { name: "getRegions", arguments: ["allRegions", "filters", "id"] },
  answer: (args, own) => {
    const { partition } = regionFacts(own);
    const found = neighborsOf(regionFacts(own)).filter(
      (facts) =>
        (args.allRegions || !facts.optIn) &&
        passesFilters(args.filters, {
          endpoint: endpointOf(facts),
          "opt-in-status": facts.optIn ? "not-opted-in" : "opt-in-not-required",
          "region-name": facts.name,
        }),
    );
    return { ...args, id: partition, names: found.map(({ name }) => name) };
  },
};

/**
 * Names of the regions that an account has, from a table.
 *
 * @param args - Which regions.
 * @param options - Options of the look-up; `provider` and `parent` give the partition.
 */
export const getRegions = (
  args: GetRegionsArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetRegionsResult> => lookUp(regions, args, options);

/**
 * {@link getRegions} for arguments that are outputs.
 *
 * @param args - Which regions.
 * @param options - Options of the look-up; `provider` and `parent` give the partition.
 */
export const getRegionsOutput = (
  args: GetRegionsOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRegionsResult> => lookUpOutput(regions, args as GetRegionsArgs, options);
