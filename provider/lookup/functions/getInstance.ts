// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Instance that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getInstance`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstance(
  args?: GetInstanceArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetInstanceResult> {
  return findOne("ec2:getInstance", args, options);
}

/**
 * Looks up EC2 Instance that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getInstance`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceOutput(
  args?: GetInstanceOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstanceResult> {
  return findOutput("ec2:getInstance", args, options);
}

/** Arguments of `aws.ec2.getInstance`. */
export interface GetInstanceArgs {
  /** As in `aws.ec2.getInstance`. */
  filters?: inputs.ec2.GetInstanceFilter[];
  /** As in `aws.ec2.getInstance`. */
  getPasswordData?: boolean;
  /** As in `aws.ec2.getInstance`. */
  getUserData?: boolean;
  /** As in `aws.ec2.getInstance`. */
  instanceId?: string;
  /** As in `aws.ec2.getInstance`. */
  instanceTags?: { [key: string]: string };
  /** As in `aws.ec2.getInstance`. */
  region?: string;
  /** As in `aws.ec2.getInstance`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getInstanceOutput`. */
export interface GetInstanceOutputArgs {
  /** As in `aws.ec2.getInstance`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetInstanceFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getInstance`. */
  getPasswordData?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.getInstance`. */
  getUserData?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.getInstance`. */
  instanceId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getInstance`. */
  instanceTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getInstance`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getInstance`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getInstance`. */
export interface GetInstanceResult {
  /** As in `aws.ec2.getInstance`. */
  readonly ami: string;
  /** As in `aws.ec2.getInstance`. */
  readonly arn: string;
  /** As in `aws.ec2.getInstance`. */
  readonly associatePublicIpAddress: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly availabilityZone: string;
  /** As in `aws.ec2.getInstance`. */
  readonly creditSpecifications: outputs.ec2.GetInstanceCreditSpecification[];
  /** As in `aws.ec2.getInstance`. */
  readonly disableApiStop: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly disableApiTermination: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly ebsBlockDevices: outputs.ec2.GetInstanceEbsBlockDevice[];
  /** As in `aws.ec2.getInstance`. */
  readonly ebsOptimized: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly enclaveOptions: outputs.ec2.GetInstanceEnclaveOption[];
  /** As in `aws.ec2.getInstance`. */
  readonly ephemeralBlockDevices: outputs.ec2.GetInstanceEphemeralBlockDevice[];
  /** As in `aws.ec2.getInstance`. */
  readonly filters?: outputs.ec2.GetInstanceFilter[];
  /** As in `aws.ec2.getInstance`. */
  readonly getPasswordData?: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly getUserData?: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly hostId: string;
  /** As in `aws.ec2.getInstance`. */
  readonly hostResourceGroupArn: string;
  /** As in `aws.ec2.getInstance`. */
  readonly iamInstanceProfile: string;
  /** As in `aws.ec2.getInstance`. */
  readonly id: string;
  /** As in `aws.ec2.getInstance`. */
  readonly instanceId?: string;
  /** As in `aws.ec2.getInstance`. */
  readonly instanceState: string;
  /** As in `aws.ec2.getInstance`. */
  readonly instanceTags: { [key: string]: string };
  /** As in `aws.ec2.getInstance`. */
  readonly instanceType: string;
  /** As in `aws.ec2.getInstance`. */
  readonly ipv6Addresses: string[];
  /** As in `aws.ec2.getInstance`. */
  readonly keyName: string;
  /** As in `aws.ec2.getInstance`. */
  readonly launchTime: string;
  /** As in `aws.ec2.getInstance`. */
  readonly maintenanceOptions: outputs.ec2.GetInstanceMaintenanceOption[];
  /** As in `aws.ec2.getInstance`. */
  readonly metadataOptions: outputs.ec2.GetInstanceMetadataOption[];
  /** As in `aws.ec2.getInstance`. */
  readonly monitoring: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly networkInterfaceId: string;
  /** As in `aws.ec2.getInstance`. */
  readonly outpostArn: string;
  /** As in `aws.ec2.getInstance`. */
  readonly passwordData: string;
  /** As in `aws.ec2.getInstance`. */
  readonly placementGroup: string;
  /** As in `aws.ec2.getInstance`. */
  readonly placementGroupId: string;
  /** As in `aws.ec2.getInstance`. */
  readonly placementPartitionNumber: number;
  /** As in `aws.ec2.getInstance`. */
  readonly privateDns: string;
  /** As in `aws.ec2.getInstance`. */
  readonly privateDnsNameOptions: outputs.ec2.GetInstancePrivateDnsNameOption[];
  /** As in `aws.ec2.getInstance`. */
  readonly privateIp: string;
  /** As in `aws.ec2.getInstance`. */
  readonly publicDns: string;
  /** As in `aws.ec2.getInstance`. */
  readonly publicIp: string;
  /** As in `aws.ec2.getInstance`. */
  readonly region: string;
  /** As in `aws.ec2.getInstance`. */
  readonly rootBlockDevices: outputs.ec2.GetInstanceRootBlockDevice[];
  /** As in `aws.ec2.getInstance`. */
  readonly secondaryPrivateIps: string[];
  /** As in `aws.ec2.getInstance`. */
  readonly securityGroups: string[];
  /** As in `aws.ec2.getInstance`. */
  readonly sourceDestCheck: boolean;
  /** As in `aws.ec2.getInstance`. */
  readonly subnetId: string;
  /** As in `aws.ec2.getInstance`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getInstance`. */
  readonly tenancy: string;
  /** As in `aws.ec2.getInstance`. */
  readonly userData: string;
  /** As in `aws.ec2.getInstance`. */
  readonly userDataBase64: string;
  /** As in `aws.ec2.getInstance`. */
  readonly vpcSecurityGroupIds: string[];
}
