// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * One route of a table. It filters nothing here: security groups alone decide who reaches whom.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.Route`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
 * const table = new aws.ec2.RouteTable("web", { vpcId: vpc.id });
 * new aws.ec2.Route("internet", {
 *   routeTableId: table.id,
 *   destinationCidrBlock: "0.0.0.0/0",
 *   gatewayId: gateway.id,
 * });
 * ```
 */
export class Route extends AwsRecord {
  /** The argument `carrierGatewayId`, or its default. */
  declare readonly carrierGatewayId: pulumi.Output<string | undefined>;
  /** The argument `coreNetworkArn`, or its default. */
  declare readonly coreNetworkArn: pulumi.Output<string | undefined>;
  /** The argument `destinationCidrBlock`, or its default. */
  declare readonly destinationCidrBlock: pulumi.Output<string | undefined>;
  /** The argument `destinationIpv6CidrBlock`, or its default. */
  declare readonly destinationIpv6CidrBlock: pulumi.Output<string | undefined>;
  /** The argument `destinationPrefixListId`, or its default. */
  declare readonly destinationPrefixListId: pulumi.Output<string | undefined>;
  /** The argument `egressOnlyGatewayId`, or its default. */
  declare readonly egressOnlyGatewayId: pulumi.Output<string | undefined>;
  /** The argument `gatewayId`, or its default. */
  declare readonly gatewayId: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.Route`, made from the id and the arguments. */
  declare readonly instanceId: pulumi.Output<string>;
  /** As in `aws.ec2.Route`, made from the id and the arguments. */
  declare readonly instanceOwnerId: pulumi.Output<string>;
  /** The argument `localGatewayId`, or its default. */
  declare readonly localGatewayId: pulumi.Output<string | undefined>;
  /** The argument `natGatewayId`, or its default. */
  declare readonly natGatewayId: pulumi.Output<string | undefined>;
  /** The argument `networkInterfaceId`, or its default. */
  declare readonly networkInterfaceId: pulumi.Output<string>;
  /** The argument `odbNetworkArn`, or its default. */
  declare readonly odbNetworkArn: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.Route`, made from the id and the arguments. */
  declare readonly origin: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `routeTableId`, or its default. */
  declare readonly routeTableId: pulumi.Output<string>;
  /** As in `aws.ec2.Route`, made from the id and the arguments. */
  declare readonly state: pulumi.Output<string>;
  /** The argument `transitGatewayId`, or its default. */
  declare readonly transitGatewayId: pulumi.Output<string | undefined>;
  /** The argument `vpcEndpointId`, or its default. */
  declare readonly vpcEndpointId: pulumi.Output<string | undefined>;
  /** The argument `vpcPeeringConnectionId`, or its default. */
  declare readonly vpcPeeringConnectionId: pulumi.Output<string | undefined>;

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
    state?: RouteState,
    options?: pulumi.CustomResourceOptions,
  ): Route {
    return new Route(name, state as unknown as RouteArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Route {
    return isRecordOf("ec2:Route", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.Route`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: RouteArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:Route", name, args, options);
  }
}

/** Arguments of `aws.ec2.Route`. */
export interface RouteArgs {
  /** As in `aws.ec2.Route`. A change is live. */
  carrierGatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  coreNetworkArn?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change replaces the resource. */
  destinationCidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change replaces the resource. */
  destinationIpv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change replaces the resource. */
  destinationPrefixListId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  egressOnlyGatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  gatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  localGatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  natGatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  networkInterfaceId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  odbNetworkArn?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change replaces the resource. */
  routeTableId: pulumi.Input<string>;
  /** As in `aws.ec2.Route`. A change is live. */
  transitGatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  vpcEndpointId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Route`. A change is live. */
  vpcPeeringConnectionId?: pulumi.Input<string | undefined>;
}

/** What `Route.get` may be given. */
export type RouteState = StateOf<Route>;
