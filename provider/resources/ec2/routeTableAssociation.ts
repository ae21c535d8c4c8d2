// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Gives a subnet its route table.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.RouteTableAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const table = new aws.ec2.RouteTable("web", { vpcId: vpc.id });
 * new aws.ec2.RouteTableAssociation("web", { subnetId: subnet.id, routeTableId: table.id });
 * ```
 */
export class RouteTableAssociation extends AwsRecord {
  /** The argument `gatewayId`, or its default. */
  declare readonly gatewayId: pulumi.Output<string | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `routeTableId`, or its default. */
  declare readonly routeTableId: pulumi.Output<string>;
  /** The argument `subnetId`, or its default. */
  declare readonly subnetId: pulumi.Output<string | undefined>;

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
    state?: RouteTableAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): RouteTableAssociation {
    return new RouteTableAssociation(name, state as unknown as RouteTableAssociationArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is RouteTableAssociation {
    return isRecordOf("ec2:RouteTableAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.RouteTableAssociation`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: RouteTableAssociationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:RouteTableAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.RouteTableAssociation`. */
export interface RouteTableAssociationArgs {
  /** As in `aws.ec2.RouteTableAssociation`. A change replaces the resource. */
  gatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.RouteTableAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.RouteTableAssociation`. A change is live. */
  routeTableId: pulumi.Input<string>;
  /** As in `aws.ec2.RouteTableAssociation`. A change replaces the resource. */
  subnetId?: pulumi.Input<string | undefined>;
}

/** What `RouteTableAssociation.get` may be given. */
export type RouteTableAssociationState = StateOf<RouteTableAssociation>;
