import type * as pulumi from "@pulumi/pulumi";

import { ExplainedError } from "../common/errors";
import type { OutputArgs } from "../common/inputs";
import { accountId } from "../common/names";
import { show } from "../common/text";
import { lookUp, lookUpOutput } from "../record/look-up";
import type { LookUp } from "../record/look-up";
import { regionFacts } from "./regions";

/** Arguments of {@link getCallerIdentity}. */
export interface GetCallerIdentityArgs {
  /** No effect. */
  id?: string;
}

/** The placeholder account. */
export interface GetCallerIdentityResult {
  /** `000000000000`. */
  readonly accountId: string;
  /** ARN of the account's root user. */
  readonly arn: string;
  /** `000000000000`. */
  readonly id: string;
  /** `000000000000`, as for a root user. */
  readonly userId: string;
}

/** Arguments of {@link getCallerIdentityOutput}. */
export type GetCallerIdentityOutputArgs = OutputArgs<GetCallerIdentityArgs>;

const identity: LookUp<GetCallerIdentityArgs, GetCallerIdentityResult> = {
  kind: "the caller in region",
  answer: (_, region) => ({
    accountId,
    arn: `arn:${regionFacts(region).partition}:iam::${accountId}:root`,
    id: accountId,
    userId: accountId,
  }),
};

/**
 * The placeholder account, which all ARNs of this package are in.
 *
 * @param args - Not needed.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getCallerIdentity = (
  args: GetCallerIdentityArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetCallerIdentityResult> => lookUp(identity, args, options);

/**
 * {@link getCallerIdentity} as an output.
 *
 * @param args - Not needed.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getCallerIdentityOutput = (
  args: GetCallerIdentityOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetCallerIdentityResult> => lookUpOutput(identity, args, options);

/** Arguments of {@link getPartition}. */
export interface GetPartitionArgs {
  /** No effect. */
  id?: string;
}

/** A partition of AWS. */
export interface GetPartitionResult {
  /** Such as `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** The same as `partition`. */
  readonly id: string;
  /** Such as `aws`. */
  readonly partition: string;
  /** Such as `com.amazonaws`. */
  readonly reverseDnsPrefix: string;
}

/** Arguments of {@link getPartitionOutput}. */
export type GetPartitionOutputArgs = OutputArgs<GetPartitionArgs>;

const ownPartition: LookUp<GetPartitionArgs, GetPartitionResult> = {
  kind: "the partition of",
  answer: (_, region) => {
    const { partition, dnsSuffix } = regionFacts(region);
    const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
    return { dnsSuffix, id: partition, partition, reverseDnsPrefix };
  },
};

/**
 * The partition of the region of the provider or of the stack's configuration.
 *
 * @param args - Not needed.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getPartition = (
  args: GetPartitionArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetPartitionResult> => lookUp(ownPartition, args, options);

/**
 * {@link getPartition} as an output.
 *
 * @param args - Not needed.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getPartitionOutput = (
  args: GetPartitionOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPartitionResult> => lookUpOutput(ownPartition, args, options);

/** Arguments of {@link getArn}. */
export interface GetArnArgs {
  /** The ARN to take apart. */
  arn: string;
  /** No effect. */
  id?: string;
}

/** The parts of an ARN. */
export interface GetArnResult {
  /** The account; empty if the ARN has none. */
  readonly account: string;
  /** The ARN. */
  readonly arn: string;
  /** The ARN. */
  readonly id: string;
  /** Such as `aws`. */
  readonly partition: string;
  /** The region; empty if the ARN has none. */
  readonly region: string;
  /** The rest of the ARN. */
  readonly resource: string;
  /** Such as `ec2`. */
  readonly service: string;
}

/** Arguments of {@link getArnOutput}. */
export type GetArnOutputArgs = OutputArgs<GetArnArgs>;

const parts: LookUp<GetArnArgs, GetArnResult> = {
  kind: "the parts of an ARN in region",
  answer: ({ arn }) => {
    const [prefix, partition = "", service = "", region = "", account = "", ...rest] = String(arn).split(":");
    if (prefix !== "arn" || rest.length === 0) {
      throw new ExplainedError(
        `${show(arn)} isn't an ARN`,
        "Use the form arn:<partition>:<service>:<region>:<account>:<resource>",
      );
    }
    return { account, arn, id: arn, partition, region, resource: rest.join(":"), service };
  },
};

/**
 * The parts of an ARN.
 *
 * @param args - The ARN.
 * @param options - Options of the look-up, without effect.
 */
export const getArn = (args: GetArnArgs, options?: pulumi.InvokeOptions): Promise<GetArnResult> =>
  lookUp(parts, args, options);

/**
 * {@link getArn} of an output.
 *
 * @param args - The ARN.
 * @param options - Options of the look-up, without effect.
 */
export const getArnOutput = (
  args: GetArnOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetArnResult> => lookUpOutput(parts, args, options);
