// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Key Pair that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getKeyPair`.
 * @param options - The provider or the parent whose region it is.
 */
export function getKeyPair(args?: GetKeyPairArgs, options?: pulumi.InvokeOptions): Promise<GetKeyPairResult> {
  return findOne("ec2:getKeyPair", args, options);
}

/**
 * Looks up EC2 Key Pair that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getKeyPair`.
 * @param options - The provider or the parent whose region it is.
 */
export function getKeyPairOutput(
  args?: GetKeyPairOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetKeyPairResult> {
  return findOutput("ec2:getKeyPair", args, options);
}

/** Arguments of `aws.ec2.getKeyPair`. */
export interface GetKeyPairArgs {
  /** As in `aws.ec2.getKeyPair`. */
  filters?: inputs.ec2.GetKeyPairFilter[];
  /** As in `aws.ec2.getKeyPair`. */
  includePublicKey?: boolean;
  /** As in `aws.ec2.getKeyPair`. */
  keyName?: string;
  /** As in `aws.ec2.getKeyPair`. */
  keyPairId?: string;
  /** As in `aws.ec2.getKeyPair`. */
  region?: string;
  /** As in `aws.ec2.getKeyPair`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getKeyPairOutput`. */
export interface GetKeyPairOutputArgs {
  /** As in `aws.ec2.getKeyPair`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetKeyPairFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getKeyPair`. */
  includePublicKey?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.getKeyPair`. */
  keyName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getKeyPair`. */
  keyPairId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getKeyPair`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getKeyPair`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getKeyPair`. */
export interface GetKeyPairResult {
  /** As in `aws.ec2.getKeyPair`. */
  readonly arn: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly createTime: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly filters?: outputs.ec2.GetKeyPairFilter[];
  /** As in `aws.ec2.getKeyPair`. */
  readonly fingerprint: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly id: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly includePublicKey?: boolean;
  /** As in `aws.ec2.getKeyPair`. */
  readonly keyName?: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly keyPairId?: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly keyType: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly publicKey: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly region: string;
  /** As in `aws.ec2.getKeyPair`. */
  readonly tags: { [key: string]: string };
}
