// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A way to an AWS service. There is no such service here, so nothing answers on it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.VpcEndpoint`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" });
 * ```
 */
export class VpcEndpoint extends AwsRecord {
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `autoAccept`, or its default. */
  declare readonly autoAccept: pulumi.Output<boolean | undefined>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly cidrBlocks: pulumi.Output<string[]>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly dnsEntries: pulumi.Output<outputs.ec2.VpcEndpointDnsEntry[]>;
  /** The argument `dnsOptions`, or its default. */
  declare readonly dnsOptions: pulumi.Output<outputs.ec2.VpcEndpointDnsOptions>;
  /** The argument `ipAddressType`, or its default. */
  declare readonly ipAddressType: pulumi.Output<string>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly networkInterfaceIds: pulumi.Output<string[]>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `policy`, or its default. */
  declare readonly policy: pulumi.Output<string>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly prefixListId: pulumi.Output<string>;
  /** The argument `privateDnsEnabled`, or its default. */
  declare readonly privateDnsEnabled: pulumi.Output<boolean>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly requesterManaged: pulumi.Output<boolean>;
  /** The argument `resourceConfigurationArn`, or its default. */
  declare readonly resourceConfigurationArn: pulumi.Output<string | undefined>;
  /** The argument `routeTableIds`, or its default. */
  declare readonly routeTableIds: pulumi.Output<string[]>;
  /** The argument `securityGroupIds`, or its default. */
  declare readonly securityGroupIds: pulumi.Output<string[]>;
  /** The argument `serviceName`, or its default. */
  declare readonly serviceName: pulumi.Output<string | undefined>;
  /** The argument `serviceNetworkArn`, or its default. */
  declare readonly serviceNetworkArn: pulumi.Output<string | undefined>;
  /** The argument `serviceRegion`, or its default. */
  declare readonly serviceRegion: pulumi.Output<string>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly state: pulumi.Output<string>;
  /** The argument `subnetConfigurations`, or its default. */
  declare readonly subnetConfigurations: pulumi.Output<outputs.ec2.VpcEndpointSubnetConfiguration[]>;
  /** The argument `subnetIds`, or its default. */
  declare readonly subnetIds: pulumi.Output<string[]>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.VpcEndpoint`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `vpcEndpointType`, or its default. */
  declare readonly vpcEndpointType: pulumi.Output<string | undefined>;
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
    state?: VpcEndpointState,
    options?: pulumi.CustomResourceOptions,
  ): VpcEndpoint {
    return new VpcEndpoint(name, state as unknown as VpcEndpointArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VpcEndpoint {
    return isRecordOf("ec2:VpcEndpoint", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VpcEndpoint`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: VpcEndpointArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:VpcEndpoint", name, args, options);
  }
}

/** Arguments of `aws.ec2.VpcEndpoint`. */
export interface VpcEndpointArgs {
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  autoAccept?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  dnsOptions?: pulumi.Input<inputs.ec2.VpcEndpointDnsOptions | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  ipAddressType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  policy?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  privateDnsEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  resourceConfigurationArn?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  routeTableIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  securityGroupIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  serviceName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  serviceNetworkArn?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  serviceRegion?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  subnetConfigurations?: pulumi.Input<pulumi.Input<inputs.ec2.VpcEndpointSubnetConfiguration>[] | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  subnetIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  vpcEndpointType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcEndpoint`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `VpcEndpoint.get` may be given. */
export type VpcEndpointState = StateOf<VpcEndpoint>;
