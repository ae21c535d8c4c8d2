// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Routes of subnets. They filter nothing here: security groups alone decide who reaches whom.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.RouteTable`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
 * new aws.ec2.RouteTable("web", {
 *   vpcId: vpc.id,
 *   routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
 * });
 * ```
 */
export class RouteTable extends AwsRecord {
  /** As in `aws.ec2.RouteTable`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.ec2.RouteTable`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `propagatingVgws`, or its default. */
  declare readonly propagatingVgws: pulumi.Output<string[]>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `routes`, or its default. */
  declare readonly routes: pulumi.Output<outputs.ec2.RouteTableRoute[]>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.RouteTable`, made from the id and the arguments. */
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
    state?: RouteTableState,
    options?: pulumi.CustomResourceOptions,
  ): RouteTable {
    return new RouteTable(name, state as unknown as RouteTableArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is RouteTable {
    return isRecordOf("ec2:RouteTable", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.RouteTable`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: RouteTableArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:RouteTable", name, args, options);
  }
}

/** Arguments of `aws.ec2.RouteTable`. */
export interface RouteTableArgs {
  /** As in `aws.ec2.RouteTable`. A change is live. */
  propagatingVgws?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.RouteTable`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.RouteTable`. A change is live. */
  routes?: pulumi.Input<pulumi.Input<inputs.ec2.RouteTableRoute>[] | undefined>;
  /** As in `aws.ec2.RouteTable`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.RouteTable`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `RouteTable.get` may be given. */
export type RouteTableState = StateOf<RouteTable>;
