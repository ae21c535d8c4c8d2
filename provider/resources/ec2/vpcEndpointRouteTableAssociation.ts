// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Adds a route table to an endpoint, on which nothing answers.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.VpcEndpointRouteTableAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const table = new aws.ec2.RouteTable("web", { vpcId: vpc.id });
 * const endpoint = new aws.ec2.VpcEndpoint("s3", {
 *   vpcId: vpc.id,
 *   serviceName: "com.amazonaws.us-east-1.s3",
 * });
 * new aws.ec2.VpcEndpointRouteTableAssociation("s3", { vpcEndpointId: endpoint.id, routeTableId: table.id });
 * ```
 */
export class VpcEndpointRouteTableAssociation extends AwsRecord {
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `routeTableId`, or its default. */
  declare readonly routeTableId: pulumi.Output<string>;
  /** The argument `vpcEndpointId`, or its default. */
  declare readonly vpcEndpointId: pulumi.Output<string>;

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
    state?: VpcEndpointRouteTableAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): VpcEndpointRouteTableAssociation {
    return new VpcEndpointRouteTableAssociation(
      name,
      state as unknown as VpcEndpointRouteTableAssociationArgs,
      { ...options, id },
    );
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VpcEndpointRouteTableAssociation {
    return isRecordOf("ec2:VpcEndpointRouteTableAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VpcEndpointRouteTableAssociation`.
   * @param options - Options of the resource.
   */
  constructor(
    name: string,
    args: VpcEndpointRouteTableAssociationArgs,
    options?: pulumi.CustomResourceOptions,
  ) {
    super("ec2:VpcEndpointRouteTableAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.VpcEndpointRouteTableAssociation`. */
export interface VpcEndpointRouteTableAssociationArgs {
  /** As in `aws.ec2.VpcEndpointRouteTableAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpointRouteTableAssociation`. A change replaces the resource. */
  routeTableId: pulumi.Input<string>;
  /** As in `aws.ec2.VpcEndpointRouteTableAssociation`. A change replaces the resource. */
  vpcEndpointId: pulumi.Input<string>;
}

/** What `VpcEndpointRouteTableAssociation.get` may be given. */
export type VpcEndpointRouteTableAssociationState = StateOf<VpcEndpointRouteTableAssociation>;
