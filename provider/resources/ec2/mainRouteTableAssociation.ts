// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Makes a route table the main one of a network.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.MainRouteTableAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const table = new aws.ec2.RouteTable("web", { vpcId: vpc.id });
 * new aws.ec2.MainRouteTableAssociation("main", { vpcId: vpc.id, routeTableId: table.id });
 * ```
 */
export class MainRouteTableAssociation extends AwsRecord {
  /** As in `aws.ec2.MainRouteTableAssociation`, made from the id and the arguments. */
  declare readonly originalRouteTableId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `routeTableId`, or its default. */
  declare readonly routeTableId: pulumi.Output<string>;
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
    state?: MainRouteTableAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): MainRouteTableAssociation {
    return new MainRouteTableAssociation(name, state as unknown as MainRouteTableAssociationArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is MainRouteTableAssociation {
    return isRecordOf("ec2:MainRouteTableAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.MainRouteTableAssociation`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: MainRouteTableAssociationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:MainRouteTableAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.MainRouteTableAssociation`. */
export interface MainRouteTableAssociationArgs {
  /** As in `aws.ec2.MainRouteTableAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.MainRouteTableAssociation`. A change is live. */
  routeTableId: pulumi.Input<string>;
  /** As in `aws.ec2.MainRouteTableAssociation`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `MainRouteTableAssociation.get` may be given. */
export type MainRouteTableAssociationState = StateOf<MainRouteTableAssociation>;
