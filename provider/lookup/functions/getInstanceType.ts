// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Instance Type that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getInstanceType`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceType(
  args: GetInstanceTypeArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetInstanceTypeResult> {
  return findOne("ec2:getInstanceType", args, options);
}

/**
 * Looks up EC2 Instance Type that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getInstanceType`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceTypeOutput(
  args: GetInstanceTypeOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstanceTypeResult> {
  return findOutput("ec2:getInstanceType", args, options);
}

/** Arguments of `aws.ec2.getInstanceType`. */
export interface GetInstanceTypeArgs {
  /** As in `aws.ec2.getInstanceType`. */
  instanceType: string;
  /** As in `aws.ec2.getInstanceType`. */
  region?: string;
}

/** Arguments of `aws.ec2.getInstanceTypeOutput`. */
export interface GetInstanceTypeOutputArgs {
  /** As in `aws.ec2.getInstanceType`. */
  instanceType: pulumi.Input<string>;
  /** As in `aws.ec2.getInstanceType`. */
  region?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getInstanceType`. */
export interface GetInstanceTypeResult {
  /** As in `aws.ec2.getInstanceType`. */
  readonly autoRecoverySupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly bandwidthWeightings: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly bareMetal: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly bootModes: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly burstablePerformanceSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly currentGeneration: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly dedicatedHostsSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly defaultCores: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly defaultNetworkCardIndex: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly defaultThreadsPerCore: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly defaultVcpus: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsEncryptionSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsNvmeSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsOptimizedSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsPerformanceBaselineBandwidth: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsPerformanceBaselineIops: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsPerformanceBaselineThroughput: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsPerformanceMaximumBandwidth: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsPerformanceMaximumIops: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ebsPerformanceMaximumThroughput: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly efaMaximumInterfaces: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly efaSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly enaSrdSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly enaSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly encryptionInTransitSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly fpgas: outputs.ec2.GetInstanceTypeFpga[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly freeTierEligible: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly gpuses: outputs.ec2.GetInstanceTypeGpus[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly hibernationSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly hypervisor: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly id: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly inferenceAccelerators: outputs.ec2.GetInstanceTypeInferenceAccelerator[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly instanceDisks: outputs.ec2.GetInstanceTypeInstanceDisk[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly instanceStorageSupported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly instanceType: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly ipv6Supported: boolean;
  /** As in `aws.ec2.getInstanceType`. */
  readonly maximumIpv4AddressesPerInterface: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly maximumIpv6AddressesPerInterface: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly maximumNetworkCards: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly maximumNetworkInterfaces: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly mediaAccelerators: outputs.ec2.GetInstanceTypeMediaAccelerator[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly memorySize: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly networkCards: outputs.ec2.GetInstanceTypeNetworkCard[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly networkPerformance: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly neuronDevices: outputs.ec2.GetInstanceTypeNeuronDevice[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly nitroEnclavesSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly nitroTpmSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly nitroTpmSupportedVersions: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly phcSupport: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly region: string;
  /** As in `aws.ec2.getInstanceType`. */
  readonly supportedArchitectures: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly supportedCpuFeatures: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly supportedPlacementStrategies: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly supportedRootDeviceTypes: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly supportedUsagesClasses: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly supportedVirtualizationTypes: string[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly sustainedClockSpeed: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly totalFpgaMemory: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly totalGpuMemory: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly totalInferenceMemory: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly totalInstanceStorage: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly totalMediaMemory: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly totalNeuronDeviceMemory: number;
  /** As in `aws.ec2.getInstanceType`. */
  readonly validCores: number[];
  /** As in `aws.ec2.getInstanceType`. */
  readonly validThreadsPerCores: number[];
}
