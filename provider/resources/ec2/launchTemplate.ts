// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Arguments of instances under a name. An instance uses its data for arguments that it doesn't set.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.LaunchTemplate`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const template = new aws.ec2.LaunchTemplate("web", {
 *   imageId: "busybox:1.35",
 *   instanceType: "t3.micro",
 * });
 * new aws.ec2.Instance("web", { launchTemplate: { id: template.id } });
 * ```
 */
export class LaunchTemplate extends AwsRecord {
  /** As in `aws.ec2.LaunchTemplate`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `blockDeviceMappings`, or its default. */
  declare readonly blockDeviceMappings: pulumi.Output<
    outputs.ec2.LaunchTemplateBlockDeviceMapping[] | undefined
  >;
  /** The argument `capacityReservationSpecification`, or its default. */
  declare readonly capacityReservationSpecification: pulumi.Output<
    outputs.ec2.LaunchTemplateCapacityReservationSpecification | undefined
  >;
  /** The argument `cpuOptions`, or its default. */
  declare readonly cpuOptions: pulumi.Output<outputs.ec2.LaunchTemplateCpuOptions | undefined>;
  /** The argument `creditSpecification`, or its default. */
  declare readonly creditSpecification: pulumi.Output<
    outputs.ec2.LaunchTemplateCreditSpecification | undefined
  >;
  /** The argument `defaultVersion`, or its default. */
  declare readonly defaultVersion: pulumi.Output<number>;
  /** The argument `description`, or its default. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The argument `disableApiStop`, or its default. */
  declare readonly disableApiStop: pulumi.Output<boolean | undefined>;
  /** The argument `disableApiTermination`, or its default. */
  declare readonly disableApiTermination: pulumi.Output<boolean | undefined>;
  /** The argument `ebsOptimized`, or its default. */
  declare readonly ebsOptimized: pulumi.Output<string | undefined>;
  /** The argument `enclaveOptions`, or its default. */
  declare readonly enclaveOptions: pulumi.Output<outputs.ec2.LaunchTemplateEnclaveOptions | undefined>;
  /** The argument `hibernationOptions`, or its default. */
  declare readonly hibernationOptions: pulumi.Output<
    outputs.ec2.LaunchTemplateHibernationOptions | undefined
  >;
  /** The argument `iamInstanceProfile`, or its default. */
  declare readonly iamInstanceProfile: pulumi.Output<
    outputs.ec2.LaunchTemplateIamInstanceProfile | undefined
  >;
  /** The argument `imageId`, or its default. */
  declare readonly imageId: pulumi.Output<string | undefined>;
  /** The argument `instanceInitiatedShutdownBehavior`, or its default. */
  declare readonly instanceInitiatedShutdownBehavior: pulumi.Output<string | undefined>;
  /** The argument `instanceMarketOptions`, or its default. */
  declare readonly instanceMarketOptions: pulumi.Output<
    outputs.ec2.LaunchTemplateInstanceMarketOptions | undefined
  >;
  /** The argument `instanceRequirements`, or its default. */
  declare readonly instanceRequirements: pulumi.Output<
    outputs.ec2.LaunchTemplateInstanceRequirements | undefined
  >;
  /** The argument `instanceType`, or its default. */
  declare readonly instanceType: pulumi.Output<string | undefined>;
  /** The argument `kernelId`, or its default. */
  declare readonly kernelId: pulumi.Output<string | undefined>;
  /** The argument `keyName`, or its default. */
  declare readonly keyName: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`, made from the id and the arguments. */
  declare readonly latestVersion: pulumi.Output<number>;
  /** The argument `licenseSpecifications`, or its default. */
  declare readonly licenseSpecifications: pulumi.Output<
    outputs.ec2.LaunchTemplateLicenseSpecification[] | undefined
  >;
  /** The argument `maintenanceOptions`, or its default. */
  declare readonly maintenanceOptions: pulumi.Output<
    outputs.ec2.LaunchTemplateMaintenanceOptions | undefined
  >;
  /** The argument `metadataOptions`, or its default. */
  declare readonly metadataOptions: pulumi.Output<outputs.ec2.LaunchTemplateMetadataOptions>;
  /** The argument `monitoring`, or its default. */
  declare readonly monitoring: pulumi.Output<outputs.ec2.LaunchTemplateMonitoring | undefined>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `networkInterfaces`, or its default. */
  declare readonly networkInterfaces: pulumi.Output<outputs.ec2.LaunchTemplateNetworkInterface[] | undefined>;
  /** The argument `networkPerformanceOptions`, or its default. */
  declare readonly networkPerformanceOptions: pulumi.Output<
    outputs.ec2.LaunchTemplateNetworkPerformanceOptions | undefined
  >;
  /** The argument `placement`, or its default. */
  declare readonly placement: pulumi.Output<outputs.ec2.LaunchTemplatePlacement | undefined>;
  /** The argument `privateDnsNameOptions`, or its default. */
  declare readonly privateDnsNameOptions: pulumi.Output<
    outputs.ec2.LaunchTemplatePrivateDnsNameOptions | undefined
  >;
  /** The argument `ramDiskId`, or its default. */
  declare readonly ramDiskId: pulumi.Output<string | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `secondaryInterfaces`, or its default. */
  declare readonly secondaryInterfaces: pulumi.Output<
    outputs.ec2.LaunchTemplateSecondaryInterface[] | undefined
  >;
  /** The argument `securityGroupNames`, or its default. */
  declare readonly securityGroupNames: pulumi.Output<string[] | undefined>;
  /** The argument `tagSpecifications`, or its default. */
  declare readonly tagSpecifications: pulumi.Output<outputs.ec2.LaunchTemplateTagSpecification[] | undefined>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.LaunchTemplate`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `updateDefaultVersion`, or its default. */
  declare readonly updateDefaultVersion: pulumi.Output<boolean | undefined>;
  /** The argument `userData`, or its default. */
  declare readonly userData: pulumi.Output<string | undefined>;
  /** The argument `vpcSecurityGroupIds`, or its default. */
  declare readonly vpcSecurityGroupIds: pulumi.Output<string[] | undefined>;

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
    state?: LaunchTemplateState,
    options?: pulumi.CustomResourceOptions,
  ): LaunchTemplate {
    return new LaunchTemplate(name, state as unknown as LaunchTemplateArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is LaunchTemplate {
    return isRecordOf("ec2:LaunchTemplate", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.LaunchTemplate`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: LaunchTemplateArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:LaunchTemplate", name, args, options);
  }
}

/** Arguments of `aws.ec2.LaunchTemplate`. */
export interface LaunchTemplateArgs {
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  blockDeviceMappings?: pulumi.Input<pulumi.Input<inputs.ec2.LaunchTemplateBlockDeviceMapping>[] | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  capacityReservationSpecification?: pulumi.Input<
    inputs.ec2.LaunchTemplateCapacityReservationSpecification | undefined
  >;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  cpuOptions?: pulumi.Input<inputs.ec2.LaunchTemplateCpuOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  creditSpecification?: pulumi.Input<inputs.ec2.LaunchTemplateCreditSpecification | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  defaultVersion?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  description?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  disableApiStop?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  disableApiTermination?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  ebsOptimized?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  enclaveOptions?: pulumi.Input<inputs.ec2.LaunchTemplateEnclaveOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  hibernationOptions?: pulumi.Input<inputs.ec2.LaunchTemplateHibernationOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  iamInstanceProfile?: pulumi.Input<inputs.ec2.LaunchTemplateIamInstanceProfile | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  imageId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  instanceInitiatedShutdownBehavior?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  instanceMarketOptions?: pulumi.Input<inputs.ec2.LaunchTemplateInstanceMarketOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  instanceRequirements?: pulumi.Input<inputs.ec2.LaunchTemplateInstanceRequirements | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  instanceType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  kernelId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  keyName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  licenseSpecifications?: pulumi.Input<
    pulumi.Input<inputs.ec2.LaunchTemplateLicenseSpecification>[] | undefined
  >;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  maintenanceOptions?: pulumi.Input<inputs.ec2.LaunchTemplateMaintenanceOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  metadataOptions?: pulumi.Input<inputs.ec2.LaunchTemplateMetadataOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  monitoring?: pulumi.Input<inputs.ec2.LaunchTemplateMonitoring | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  networkInterfaces?: pulumi.Input<pulumi.Input<inputs.ec2.LaunchTemplateNetworkInterface>[] | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  networkPerformanceOptions?: pulumi.Input<inputs.ec2.LaunchTemplateNetworkPerformanceOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  placement?: pulumi.Input<inputs.ec2.LaunchTemplatePlacement | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  privateDnsNameOptions?: pulumi.Input<inputs.ec2.LaunchTemplatePrivateDnsNameOptions | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  ramDiskId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  secondaryInterfaces?: pulumi.Input<pulumi.Input<inputs.ec2.LaunchTemplateSecondaryInterface>[] | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  securityGroupNames?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  tagSpecifications?: pulumi.Input<pulumi.Input<inputs.ec2.LaunchTemplateTagSpecification>[] | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  updateDefaultVersion?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  userData?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.LaunchTemplate`. A change is live. */
  vpcSecurityGroupIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** What `LaunchTemplate.get` may be given. */
export type LaunchTemplateState = StateOf<LaunchTemplate>;
