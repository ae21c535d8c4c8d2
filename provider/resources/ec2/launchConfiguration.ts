// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { InstanceProfile } from "../iam/instanceProfile";

/**
 * Arguments of the instances of an auto scaling group.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.LaunchConfiguration`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ec2.LaunchConfiguration("web", { imageId: "busybox:1.35", instanceType: "t3.micro" });
 * ```
 */
export class LaunchConfiguration extends AwsRecord {
  /** As in `aws.ec2.LaunchConfiguration`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `associatePublicIpAddress`, or its default. */
  declare readonly associatePublicIpAddress: pulumi.Output<boolean | undefined>;
  /** The argument `ebsBlockDevices`, or its default. */
  declare readonly ebsBlockDevices: pulumi.Output<outputs.ec2.LaunchConfigurationEbsBlockDevice[]>;
  /** The argument `ebsOptimized`, or its default. */
  declare readonly ebsOptimized: pulumi.Output<boolean>;
  /** The argument `enableMonitoring`, or its default. */
  declare readonly enableMonitoring: pulumi.Output<boolean | undefined>;
  /** The argument `ephemeralBlockDevices`, or its default. */
  declare readonly ephemeralBlockDevices: pulumi.Output<
    outputs.ec2.LaunchConfigurationEphemeralBlockDevice[] | undefined
  >;
  /** The argument `iamInstanceProfile`, or its default. */
  declare readonly iamInstanceProfile: pulumi.Output<string | undefined>;
  /** The argument `imageId`, or its default. */
  declare readonly imageId: pulumi.Output<string>;
  /** The argument `instanceType`, or its default. */
  declare readonly instanceType: pulumi.Output<string>;
  /** The argument `keyName`, or its default. */
  declare readonly keyName: pulumi.Output<string>;
  /** The argument `metadataOptions`, or its default. */
  declare readonly metadataOptions: pulumi.Output<outputs.ec2.LaunchConfigurationMetadataOptions>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `placementTenancy`, or its default. */
  declare readonly placementTenancy: pulumi.Output<string | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `rootBlockDevice`, or its default. */
  declare readonly rootBlockDevice: pulumi.Output<outputs.ec2.LaunchConfigurationRootBlockDevice>;
  /** The argument `securityGroups`, or its default. */
  declare readonly securityGroups: pulumi.Output<string[] | undefined>;
  /** The argument `spotPrice`, or its default. */
  declare readonly spotPrice: pulumi.Output<string | undefined>;
  /** The argument `userData`, or its default. */
  declare readonly userData: pulumi.Output<string | undefined>;
  /** The argument `userDataBase64`, or its default. */
  declare readonly userDataBase64: pulumi.Output<string | undefined>;

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
    state?: LaunchConfigurationState,
    options?: pulumi.CustomResourceOptions,
  ): LaunchConfiguration {
    return new LaunchConfiguration(name, state as unknown as LaunchConfigurationArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is LaunchConfiguration {
    return isRecordOf("ec2:LaunchConfiguration", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.LaunchConfiguration`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: LaunchConfigurationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:LaunchConfiguration", name, args, options);
  }
}

/** Arguments of `aws.ec2.LaunchConfiguration`. */
export interface LaunchConfigurationArgs {
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  associatePublicIpAddress?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  ebsBlockDevices?: pulumi.Input<pulumi.Input<inputs.ec2.LaunchConfigurationEbsBlockDevice>[] | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  ebsOptimized?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  enableMonitoring?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  ephemeralBlockDevices?: pulumi.Input<
    pulumi.Input<inputs.ec2.LaunchConfigurationEphemeralBlockDevice>[] | undefined
  >;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  iamInstanceProfile?: pulumi.Input<string | InstanceProfile | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  imageId: pulumi.Input<string>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  instanceType: pulumi.Input<string>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  keyName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  metadataOptions?: pulumi.Input<inputs.ec2.LaunchConfigurationMetadataOptions | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  placementTenancy?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  rootBlockDevice?: pulumi.Input<inputs.ec2.LaunchConfigurationRootBlockDevice | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  securityGroups?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  spotPrice?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  userData?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchConfiguration`. A change replaces the resource. */
  userDataBase64?: pulumi.Input<string | undefined>;
}

/** What `LaunchConfiguration.get` may be given. */
export type LaunchConfigurationState = StateOf<LaunchConfiguration>;
