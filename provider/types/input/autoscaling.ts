// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

/** `aws.types.input.autoscaling.GroupAvailabilityZoneDistribution`. */
export interface GroupAvailabilityZoneDistribution {
  /** As in `@pulumi/aws`. */
  capacityDistributionStrategy?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupCapacityReservationSpecification`. */
export interface GroupCapacityReservationSpecification {
  /** As in `@pulumi/aws`. */
  capacityReservationPreference?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  capacityReservationTarget?: pulumi.Input<
    GroupCapacityReservationSpecificationCapacityReservationTarget | undefined
  >;
}

/** `aws.types.input.autoscaling.GroupCapacityReservationSpecificationCapacityReservationTarget`. */
export interface GroupCapacityReservationSpecificationCapacityReservationTarget {
  /** As in `@pulumi/aws`. */
  capacityReservationIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  capacityReservationResourceGroupArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.autoscaling.GroupInitialLifecycleHook`. */
export interface GroupInitialLifecycleHook {
  /** As in `@pulumi/aws`. */
  defaultResult?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  heartbeatTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  lifecycleTransition: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  notificationMetadata?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  notificationTargetArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  roleArn?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupInstanceLifecyclePolicy`. */
export interface GroupInstanceLifecyclePolicy {
  /** As in `@pulumi/aws`. */
  retentionTriggers?: pulumi.Input<GroupInstanceLifecyclePolicyRetentionTriggers | undefined>;
}

/** `aws.types.input.autoscaling.GroupInstanceLifecyclePolicyRetentionTriggers`. */
export interface GroupInstanceLifecyclePolicyRetentionTriggers {
  /** As in `@pulumi/aws`. */
  terminateHookAbandon?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupInstanceMaintenancePolicy`. */
export interface GroupInstanceMaintenancePolicy {
  /** As in `@pulumi/aws`. */
  maxHealthyPercentage: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  minHealthyPercentage: pulumi.Input<number>;
}

/** `aws.types.input.autoscaling.GroupInstanceRefresh`. */
export interface GroupInstanceRefresh {
  /** As in `@pulumi/aws`. */
  preferences?: pulumi.Input<GroupInstanceRefreshPreferences | undefined>;
  /** As in `@pulumi/aws`. */
  strategy: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  triggers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.autoscaling.GroupInstanceRefreshPreferences`. */
export interface GroupInstanceRefreshPreferences {
  /** As in `@pulumi/aws`. */
  alarmSpecification?: pulumi.Input<GroupInstanceRefreshPreferencesAlarmSpecification | undefined>;
  /** As in `@pulumi/aws`. */
  autoRollback?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  checkpointDelay?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  checkpointPercentages?: pulumi.Input<pulumi.Input<number>[] | undefined>;
  /** As in `@pulumi/aws`. */
  instanceWarmup?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  maxHealthyPercentage?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  minHealthyPercentage?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  scaleInProtectedInstances?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  skipMatching?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  standbyInstances?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupInstanceRefreshPreferencesAlarmSpecification`. */
export interface GroupInstanceRefreshPreferencesAlarmSpecification {
  /** As in `@pulumi/aws`. */
  alarms?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.autoscaling.GroupLaunchTemplate`. */
export interface GroupLaunchTemplate {
  /** As in `@pulumi/aws`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  version?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicy`. */
export interface GroupMixedInstancesPolicy {
  /** As in `@pulumi/aws`. */
  instancesDistribution?: pulumi.Input<GroupMixedInstancesPolicyInstancesDistribution | undefined>;
  /** As in `@pulumi/aws`. */
  launchTemplate: pulumi.Input<GroupMixedInstancesPolicyLaunchTemplate>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyInstancesDistribution`. */
export interface GroupMixedInstancesPolicyInstancesDistribution {
  /** As in `@pulumi/aws`. */
  onDemandAllocationStrategy?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  onDemandBaseCapacity?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  onDemandPercentageAboveBaseCapacity?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  spotAllocationStrategy?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  spotInstancePools?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  spotMaxPrice?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplate`. */
export interface GroupMixedInstancesPolicyLaunchTemplate {
  /** As in `@pulumi/aws`. */
  launchTemplateSpecification: pulumi.Input<GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification>;
  /** As in `@pulumi/aws`. */
  overrides?: pulumi.Input<pulumi.Input<GroupMixedInstancesPolicyLaunchTemplateOverride>[] | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification`. */
export interface GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification {
  /** As in `@pulumi/aws`. */
  launchTemplateId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  launchTemplateName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  version?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverride`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverride {
  /** As in `@pulumi/aws`. */
  instanceRequirements?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirements | undefined
  >;
  /** As in `@pulumi/aws`. */
  instanceType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  launchTemplateSpecification?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideLaunchTemplateSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  weightedCapacity?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirements`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirements {
  /** As in `@pulumi/aws`. */
  acceleratorCount?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorCount | undefined
  >;
  /** As in `@pulumi/aws`. */
  acceleratorManufacturers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  acceleratorNames?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  acceleratorTotalMemoryMib?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorTotalMemoryMib | undefined
  >;
  /** As in `@pulumi/aws`. */
  acceleratorTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  allowedInstanceTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  bareMetal?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  baselineEbsBandwidthMbps?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsBaselineEbsBandwidthMbps | undefined
  >;
  /** As in `@pulumi/aws`. */
  burstablePerformance?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  cpuManufacturers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  excludedInstanceTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  instanceGenerations?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  localStorage?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  localStorageTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  memoryGibPerVcpu?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryGibPerVcpu | undefined
  >;
  /** As in `@pulumi/aws`. */
  memoryMib?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryMib | undefined
  >;
  /** As in `@pulumi/aws`. */
  networkBandwidthGbps?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkBandwidthGbps | undefined
  >;
  /** As in `@pulumi/aws`. */
  networkInterfaceCount?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkInterfaceCount | undefined
  >;
  /** As in `@pulumi/aws`. */
  onDemandMaxPricePercentageOverLowestPrice?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  requireHibernateSupport?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  spotMaxPricePercentageOverLowestPrice?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  totalLocalStorageGb?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsTotalLocalStorageGb | undefined
  >;
  /** As in `@pulumi/aws`. */
  vcpuCount?: pulumi.Input<
    GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsVcpuCount | undefined
  >;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorCount`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorCount {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorTotalMemoryMib`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorTotalMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsBaselineEbsBandwidthMbps`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsBaselineEbsBandwidthMbps {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryGibPerVcpu`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryGibPerVcpu {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryMib`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkBandwidthGbps`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkBandwidthGbps {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkInterfaceCount`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkInterfaceCount {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsTotalLocalStorageGb`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsTotalLocalStorageGb {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsVcpuCount`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsVcpuCount {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideLaunchTemplateSpecification`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideLaunchTemplateSpecification {
  /** As in `@pulumi/aws`. */
  launchTemplateId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  launchTemplateName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  version?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupTag`. */
export interface GroupTag {
  /** As in `@pulumi/aws`. */
  key: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  propagateAtLaunch: pulumi.Input<boolean>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.GroupTrafficSource`. */
export interface GroupTrafficSource {
  /** As in `@pulumi/aws`. */
  identifier: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  type?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupWarmPool`. */
export interface GroupWarmPool {
  /** As in `@pulumi/aws`. */
  instanceReusePolicy?: pulumi.Input<GroupWarmPoolInstanceReusePolicy | undefined>;
  /** As in `@pulumi/aws`. */
  maxGroupPreparedCapacity?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  minSize?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  poolState?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.GroupWarmPoolInstanceReusePolicy`. */
export interface GroupWarmPoolInstanceReusePolicy {
  /** As in `@pulumi/aws`. */
  reuseOnScaleIn?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfiguration`. */
export interface PolicyPredictiveScalingConfiguration {
  /** As in `@pulumi/aws`. */
  maxCapacityBreachBehavior?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  maxCapacityBuffer?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metricSpecification: pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecification>;
  /** As in `@pulumi/aws`. */
  mode?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  schedulingBufferTime?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecification {
  /** As in `@pulumi/aws`. */
  customizedCapacityMetricSpecification?: pulumi.Input<
    PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  customizedLoadMetricSpecification?: pulumi.Input<
    PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  customizedScalingMetricSpecification?: pulumi.Input<
    PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  predefinedLoadMetricSpecification?: pulumi.Input<
    PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedLoadMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  predefinedMetricPairSpecification?: pulumi.Input<
    PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedMetricPairSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  predefinedScalingMetricSpecification?: pulumi.Input<
    PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedScalingMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  targetValue: pulumi.Input<number>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDataQueries: pulumi.Input<
    pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQuery>[]
  >;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQuery`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQuery {
  /** As in `@pulumi/aws`. */
  expression?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  id: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  label?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metricStat?: pulumi.Input<
    | PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStat
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  returnData?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStat`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStat {
  /** As in `@pulumi/aws`. */
  metric: pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetric>;
  /** As in `@pulumi/aws`. */
  stat: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  unit?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetric`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: pulumi.Input<
    | pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetricDimension>[]
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  metricName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  namespace: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetricDimension`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDataQueries: pulumi.Input<
    pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQuery>[]
  >;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQuery`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQuery {
  /** As in `@pulumi/aws`. */
  expression?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  id: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  label?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metricStat?: pulumi.Input<
    | PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStat
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  returnData?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStat`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStat {
  /** As in `@pulumi/aws`. */
  metric: pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetric>;
  /** As in `@pulumi/aws`. */
  stat: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  unit?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetric`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: pulumi.Input<
    | pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetricDimension>[]
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  metricName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  namespace: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetricDimension`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDataQueries: pulumi.Input<
    pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQuery>[]
  >;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQuery`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQuery {
  /** As in `@pulumi/aws`. */
  expression?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  id: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  label?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metricStat?: pulumi.Input<
    | PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStat
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  returnData?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStat`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStat {
  /** As in `@pulumi/aws`. */
  metric: pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetric>;
  /** As in `@pulumi/aws`. */
  stat: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  unit?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetric`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: pulumi.Input<
    | pulumi.Input<PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetricDimension>[]
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  metricName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  namespace: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetricDimension`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedLoadMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedLoadMetricSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  resourceLabel?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedMetricPairSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedMetricPairSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  resourceLabel?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedScalingMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedScalingMetricSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  resourceLabel?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyStepAdjustment`. */
export interface PolicyStepAdjustment {
  /** As in `@pulumi/aws`. */
  metricIntervalLowerBound?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metricIntervalUpperBound?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scalingAdjustment: pulumi.Input<number>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfiguration`. */
export interface PolicyTargetTrackingConfiguration {
  /** As in `@pulumi/aws`. */
  customizedMetricSpecification?: pulumi.Input<
    PolicyTargetTrackingConfigurationCustomizedMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  disableScaleIn?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  predefinedMetricSpecification?: pulumi.Input<
    PolicyTargetTrackingConfigurationPredefinedMetricSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  targetValue: pulumi.Input<number>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecification`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDimensions?: pulumi.Input<
    pulumi.Input<PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimension>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  metricName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metrics?: pulumi.Input<
    pulumi.Input<PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  namespace?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  period?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  statistic?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  unit?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric {
  /** As in `@pulumi/aws`. */
  expression?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  id: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  label?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  metricStat?: pulumi.Input<
    PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStat | undefined
  >;
  /** As in `@pulumi/aws`. */
  returnData?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimension`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimension {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStat`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStat {
  /** As in `@pulumi/aws`. */
  metric: pulumi.Input<PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetric>;
  /** As in `@pulumi/aws`. */
  period?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  stat: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  unit?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetric`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: pulumi.Input<
    | pulumi.Input<PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimension>[]
    | undefined
  >;
  /** As in `@pulumi/aws`. */
  metricName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  namespace: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimension`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.PolicyTargetTrackingConfigurationPredefinedMetricSpecification`. */
export interface PolicyTargetTrackingConfigurationPredefinedMetricSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  resourceLabel?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.autoscaling.TagTag`. */
export interface TagTag {
  /** As in `@pulumi/aws`. */
  key: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  propagateAtLaunch: pulumi.Input<boolean>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.autoscaling.TrafficSourceAttachmentTrafficSource`. */
export interface TrafficSourceAttachmentTrafficSource {
  /** As in `@pulumi/aws`. */
  identifier: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  type: pulumi.Input<string>;
}
