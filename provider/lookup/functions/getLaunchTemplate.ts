// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Launch Template that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getLaunchTemplate`.
 * @param options - The provider or the parent whose region it is.
 */
export function getLaunchTemplate(
  args?: GetLaunchTemplateArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetLaunchTemplateResult> {
  return findOne("ec2:getLaunchTemplate", args, options);
}

/**
 * Looks up EC2 Launch Template that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getLaunchTemplate`.
 * @param options - The provider or the parent whose region it is.
 */
export function getLaunchTemplateOutput(
  args?: GetLaunchTemplateOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetLaunchTemplateResult> {
  return findOutput("ec2:getLaunchTemplate", args, options);
}

/** Arguments of `aws.ec2.getLaunchTemplate`. */
export interface GetLaunchTemplateArgs {
  /** As in `aws.ec2.getLaunchTemplate`. */
  filters?: inputs.ec2.GetLaunchTemplateFilter[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  id?: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  name?: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  region?: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getLaunchTemplateOutput`. */
export interface GetLaunchTemplateOutputArgs {
  /** As in `aws.ec2.getLaunchTemplate`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetLaunchTemplateFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getLaunchTemplate`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getLaunchTemplate`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getLaunchTemplate`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getLaunchTemplate`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getLaunchTemplate`. */
export interface GetLaunchTemplateResult {
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly arn: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly blockDeviceMappings: outputs.ec2.GetLaunchTemplateBlockDeviceMapping[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly capacityReservationSpecifications: outputs.ec2.GetLaunchTemplateCapacityReservationSpecification[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly cpuOptions: outputs.ec2.GetLaunchTemplateCpuOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly creditSpecifications: outputs.ec2.GetLaunchTemplateCreditSpecification[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly defaultVersion: number;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly description: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly disableApiStop: boolean;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly disableApiTermination: boolean;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly ebsOptimized: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly enclaveOptions: outputs.ec2.GetLaunchTemplateEnclaveOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly filters?: outputs.ec2.GetLaunchTemplateFilter[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly hibernationOptions: outputs.ec2.GetLaunchTemplateHibernationOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly iamInstanceProfiles: outputs.ec2.GetLaunchTemplateIamInstanceProfile[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly id: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly imageId: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly instanceInitiatedShutdownBehavior: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly instanceMarketOptions: outputs.ec2.GetLaunchTemplateInstanceMarketOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly instanceRequirements: outputs.ec2.GetLaunchTemplateInstanceRequirement[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly instanceType: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly kernelId: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly keyName: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly latestVersion: number;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly licenseSpecifications: outputs.ec2.GetLaunchTemplateLicenseSpecification[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly maintenanceOptions: outputs.ec2.GetLaunchTemplateMaintenanceOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly metadataOptions: outputs.ec2.GetLaunchTemplateMetadataOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly monitorings: outputs.ec2.GetLaunchTemplateMonitoring[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly name: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly networkInterfaces: outputs.ec2.GetLaunchTemplateNetworkInterface[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly networkPerformanceOptions: outputs.ec2.GetLaunchTemplateNetworkPerformanceOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly placements: outputs.ec2.GetLaunchTemplatePlacement[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly privateDnsNameOptions: outputs.ec2.GetLaunchTemplatePrivateDnsNameOption[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly ramDiskId: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly region: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly secondaryInterfaces: outputs.ec2.GetLaunchTemplateSecondaryInterface[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly securityGroupNames: string[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly tagSpecifications: outputs.ec2.GetLaunchTemplateTagSpecification[];
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly userData: string;
  /** As in `aws.ec2.getLaunchTemplate`. */
  readonly vpcSecurityGroupIds: string[];
}
