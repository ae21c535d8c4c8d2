// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * The way of a network to the internet by IPv6.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.EgressOnlyInternetGateway`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * new aws.ec2.EgressOnlyInternetGateway("ipv6", { vpcId: vpc.id });
 * ```
 */
export class EgressOnlyInternetGateway extends AwsRecord {
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.EgressOnlyInternetGateway`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `vpcId`, or its default. */
  declare readonly vpcId: pulumi.Output<string>;

  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: EgressOnlyInternetGatewayState,
    options?: pulumi.CustomResourceOptions,
  ): EgressOnlyInternetGateway {
    return new EgressOnlyInternetGateway(name, state as unknown as EgressOnlyInternetGatewayArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is EgressOnlyInternetGateway {
    return isRecordOf("ec2:EgressOnlyInternetGateway", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.EgressOnlyInternetGateway`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: EgressOnlyInternetGatewayArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:EgressOnlyInternetGateway", name, args, options);
  }
}

/** Arguments of `aws.ec2.EgressOnlyInternetGateway`. */
export interface EgressOnlyInternetGatewayArgs {
  /** As in `aws.ec2.EgressOnlyInternetGateway`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.EgressOnlyInternetGateway`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.EgressOnlyInternetGateway`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `EgressOnlyInternetGateway.get` may be given. */
export type EgressOnlyInternetGatewayState = StateOf<EgressOnlyInternetGateway>;
