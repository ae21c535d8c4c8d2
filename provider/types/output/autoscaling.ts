// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** `aws.types.output.autoscaling.GroupAvailabilityZoneDistribution`. */
export interface GroupAvailabilityZoneDistribution {
  /** As in `@pulumi/aws`. */
  capacityDistributionStrategy?: string;
}

/** `aws.types.output.autoscaling.GroupCapacityReservationSpecification`. */
export interface GroupCapacityReservationSpecification {
  /** As in `@pulumi/aws`. */
  capacityReservationPreference: string;
  /** As in `@pulumi/aws`. */
  capacityReservationTarget?: GroupCapacityReservationSpecificationCapacityReservationTarget;
}

/** `aws.types.output.autoscaling.GroupCapacityReservationSpecificationCapacityReservationTarget`. */
export interface GroupCapacityReservationSpecificationCapacityReservationTarget {
  /** As in `@pulumi/aws`. */
  capacityReservationIds?: string[];
  /** As in `@pulumi/aws`. */
  capacityReservationResourceGroupArns?: string[];
}

/** `aws.types.output.autoscaling.GroupInitialLifecycleHook`. */
export interface GroupInitialLifecycleHook {
  /** As in `@pulumi/aws`. */
  defaultResult: string;
  /** As in `@pulumi/aws`. */
  heartbeatTimeout?: number;
  /** As in `@pulumi/aws`. */
  lifecycleTransition: string;
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  notificationMetadata?: string;
  /** As in `@pulumi/aws`. */
  notificationTargetArn?: string;
  /** As in `@pulumi/aws`. */
  roleArn?: string;
}

/** `aws.types.output.autoscaling.GroupInstanceLifecyclePolicy`. */
export interface GroupInstanceLifecyclePolicy {
  /** As in `@pulumi/aws`. */
  retentionTriggers: GroupInstanceLifecyclePolicyRetentionTriggers;
}

/** `aws.types.output.autoscaling.GroupInstanceLifecyclePolicyRetentionTriggers`. */
export interface GroupInstanceLifecyclePolicyRetentionTriggers {
  /** As in `@pulumi/aws`. */
  terminateHookAbandon: string;
}

/** `aws.types.output.autoscaling.GroupInstanceMaintenancePolicy`. */
export interface GroupInstanceMaintenancePolicy {
  /** As in `@pulumi/aws`. */
  maxHealthyPercentage: number;
  /** As in `@pulumi/aws`. */
  minHealthyPercentage: number;
}

/** `aws.types.output.autoscaling.GroupInstanceRefresh`. */
export interface GroupInstanceRefresh {
  /** As in `@pulumi/aws`. */
  preferences?: GroupInstanceRefreshPreferences;
  /** As in `@pulumi/aws`. */
  strategy: string;
  /** As in `@pulumi/aws`. */
  triggers?: string[];
}

/** `aws.types.output.autoscaling.GroupInstanceRefreshPreferences`. */
export interface GroupInstanceRefreshPreferences {
  /** As in `@pulumi/aws`. */
  alarmSpecification?: GroupInstanceRefreshPreferencesAlarmSpecification;
  /** As in `@pulumi/aws`. */
  autoRollback?: boolean;
  /** As in `@pulumi/aws`. */
  checkpointDelay?: string;
  /** As in `@pulumi/aws`. */
  checkpointPercentages?: number[];
  /** As in `@pulumi/aws`. */
  instanceWarmup?: string;
  /** As in `@pulumi/aws`. */
  maxHealthyPercentage?: number;
  /** As in `@pulumi/aws`. */
  minHealthyPercentage?: number;
  /** As in `@pulumi/aws`. */
  scaleInProtectedInstances?: string;
  /** As in `@pulumi/aws`. */
  skipMatching?: boolean;
  /** As in `@pulumi/aws`. */
  standbyInstances?: string;
}

/** `aws.types.output.autoscaling.GroupInstanceRefreshPreferencesAlarmSpecification`. */
export interface GroupInstanceRefreshPreferencesAlarmSpecification {
  /** As in `@pulumi/aws`. */
  alarms?: string[];
}

/** `aws.types.output.autoscaling.GroupLaunchTemplate`. */
export interface GroupLaunchTemplate {
  /** As in `@pulumi/aws`. */
  id: string;
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  version: string;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicy`. */
export interface GroupMixedInstancesPolicy {
  /** As in `@pulumi/aws`. */
  instancesDistribution: GroupMixedInstancesPolicyInstancesDistribution;
  /** As in `@pulumi/aws`. */
  launchTemplate: GroupMixedInstancesPolicyLaunchTemplate;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyInstancesDistribution`. */
export interface GroupMixedInstancesPolicyInstancesDistribution {
  /** As in `@pulumi/aws`. */
  onDemandAllocationStrategy: string;
  /** As in `@pulumi/aws`. */
  onDemandBaseCapacity: number;
  /** As in `@pulumi/aws`. */
  onDemandPercentageAboveBaseCapacity: number;
  /** As in `@pulumi/aws`. */
  spotAllocationStrategy: string;
  /** As in `@pulumi/aws`. */
  spotInstancePools: number;
  /** As in `@pulumi/aws`. */
  spotMaxPrice?: string;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplate`. */
export interface GroupMixedInstancesPolicyLaunchTemplate {
  /** As in `@pulumi/aws`. */
  launchTemplateSpecification: GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification;
  /** As in `@pulumi/aws`. */
  overrides: GroupMixedInstancesPolicyLaunchTemplateOverride[];
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification`. */
export interface GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification {
  /** As in `@pulumi/aws`. */
  launchTemplateId: string;
  /** As in `@pulumi/aws`. */
  launchTemplateName: string;
  /** As in `@pulumi/aws`. */
  version: string;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverride`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverride {
  /** As in `@pulumi/aws`. */
  instanceRequirements?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirements;
  /** As in `@pulumi/aws`. */
  instanceType?: string;
  /** As in `@pulumi/aws`. */
  launchTemplateSpecification?: GroupMixedInstancesPolicyLaunchTemplateOverrideLaunchTemplateSpecification;
  /** As in `@pulumi/aws`. */
  weightedCapacity?: string;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirements`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirements {
  /** As in `@pulumi/aws`. */
  acceleratorCount?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorCount;
  /** As in `@pulumi/aws`. */
  acceleratorManufacturers?: string[];
  /** As in `@pulumi/aws`. */
  acceleratorNames?: string[];
  /** As in `@pulumi/aws`. */
  acceleratorTotalMemoryMib?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorTotalMemoryMib;
  /** As in `@pulumi/aws`. */
  acceleratorTypes?: string[];
  /** As in `@pulumi/aws`. */
  allowedInstanceTypes?: string[];
  /** As in `@pulumi/aws`. */
  bareMetal?: string;
  /** As in `@pulumi/aws`. */
  baselineEbsBandwidthMbps?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsBaselineEbsBandwidthMbps;
  /** As in `@pulumi/aws`. */
  burstablePerformance?: string;
  /** As in `@pulumi/aws`. */
  cpuManufacturers?: string[];
  /** As in `@pulumi/aws`. */
  excludedInstanceTypes?: string[];
  /** As in `@pulumi/aws`. */
  instanceGenerations?: string[];
  /** As in `@pulumi/aws`. */
  localStorage?: string;
  /** As in `@pulumi/aws`. */
  localStorageTypes?: string[];
  /** As in `@pulumi/aws`. */
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
  /** As in `@pulumi/aws`. */
  memoryGibPerVcpu?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryGibPerVcpu;
  /** As in `@pulumi/aws`. */
  memoryMib?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryMib;
  /** As in `@pulumi/aws`. */
  networkBandwidthGbps?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkBandwidthGbps;
  /** As in `@pulumi/aws`. */
  networkInterfaceCount?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkInterfaceCount;
  /** As in `@pulumi/aws`. */
  onDemandMaxPricePercentageOverLowestPrice?: number;
  /** As in `@pulumi/aws`. */
  requireHibernateSupport?: boolean;
  /** As in `@pulumi/aws`. */
  spotMaxPricePercentageOverLowestPrice?: number;
  /** As in `@pulumi/aws`. */
  totalLocalStorageGb?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsTotalLocalStorageGb;
  /** As in `@pulumi/aws`. */
  vcpuCount?: GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsVcpuCount;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorCount`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorCount {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorTotalMemoryMib`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsAcceleratorTotalMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsBaselineEbsBandwidthMbps`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsBaselineEbsBandwidthMbps {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryGibPerVcpu`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryGibPerVcpu {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryMib`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkBandwidthGbps`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkBandwidthGbps {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkInterfaceCount`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsNetworkInterfaceCount {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsTotalLocalStorageGb`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsTotalLocalStorageGb {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsVcpuCount`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsVcpuCount {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideLaunchTemplateSpecification`. */
export interface GroupMixedInstancesPolicyLaunchTemplateOverrideLaunchTemplateSpecification {
  /** As in `@pulumi/aws`. */
  launchTemplateId: string;
  /** As in `@pulumi/aws`. */
  launchTemplateName: string;
  /** As in `@pulumi/aws`. */
  version: string;
}

/** `aws.types.output.autoscaling.GroupTag`. */
export interface GroupTag {
  /** As in `@pulumi/aws`. */
  key: string;
  /** As in `@pulumi/aws`. */
  propagateAtLaunch: boolean;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.GroupTrafficSource`. */
export interface GroupTrafficSource {
  /** As in `@pulumi/aws`. */
  identifier: string;
  /** As in `@pulumi/aws`. */
  type?: string;
}

/** `aws.types.output.autoscaling.GroupWarmPool`. */
export interface GroupWarmPool {
  /** As in `@pulumi/aws`. */
  instanceReusePolicy?: GroupWarmPoolInstanceReusePolicy;
  /** As in `@pulumi/aws`. */
  maxGroupPreparedCapacity?: number;
  /** As in `@pulumi/aws`. */
  minSize?: number;
  /** As in `@pulumi/aws`. */
  poolState?: string;
}

/** `aws.types.output.autoscaling.GroupWarmPoolInstanceReusePolicy`. */
export interface GroupWarmPoolInstanceReusePolicy {
  /** As in `@pulumi/aws`. */
  reuseOnScaleIn?: boolean;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfiguration`. */
export interface PolicyPredictiveScalingConfiguration {
  /** As in `@pulumi/aws`. */
  maxCapacityBreachBehavior?: string;
  /** As in `@pulumi/aws`. */
  maxCapacityBuffer?: string;
  /** As in `@pulumi/aws`. */
  metricSpecification: PolicyPredictiveScalingConfigurationMetricSpecification;
  /** As in `@pulumi/aws`. */
  mode?: string;
  /** As in `@pulumi/aws`. */
  schedulingBufferTime?: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecification {
  /** As in `@pulumi/aws`. */
  customizedCapacityMetricSpecification?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecification;
  /** As in `@pulumi/aws`. */
  customizedLoadMetricSpecification?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecification;
  /** As in `@pulumi/aws`. */
  customizedScalingMetricSpecification?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecification;
  /** As in `@pulumi/aws`. */
  predefinedLoadMetricSpecification?: PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedLoadMetricSpecification;
  /** As in `@pulumi/aws`. */
  predefinedMetricPairSpecification?: PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedMetricPairSpecification;
  /** As in `@pulumi/aws`. */
  predefinedScalingMetricSpecification?: PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedScalingMetricSpecification;
  /** As in `@pulumi/aws`. */
  targetValue: number;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDataQueries: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQuery[];
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQuery`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQuery {
  /** As in `@pulumi/aws`. */
  expression?: string;
  /** As in `@pulumi/aws`. */
  id: string;
  /** As in `@pulumi/aws`. */
  label?: string;
  /** As in `@pulumi/aws`. */
  metricStat?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStat;
  /** As in `@pulumi/aws`. */
  returnData?: boolean;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStat`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStat {
  /** As in `@pulumi/aws`. */
  metric: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetric;
  /** As in `@pulumi/aws`. */
  stat: string;
  /** As in `@pulumi/aws`. */
  unit?: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetric`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetricDimension[];
  /** As in `@pulumi/aws`. */
  metricName: string;
  /** As in `@pulumi/aws`. */
  namespace: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetricDimension`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedCapacityMetricSpecificationMetricDataQueryMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDataQueries: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQuery[];
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQuery`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQuery {
  /** As in `@pulumi/aws`. */
  expression?: string;
  /** As in `@pulumi/aws`. */
  id: string;
  /** As in `@pulumi/aws`. */
  label?: string;
  /** As in `@pulumi/aws`. */
  metricStat?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStat;
  /** As in `@pulumi/aws`. */
  returnData?: boolean;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStat`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStat {
  /** As in `@pulumi/aws`. */
  metric: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetric;
  /** As in `@pulumi/aws`. */
  stat: string;
  /** As in `@pulumi/aws`. */
  unit?: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetric`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetricDimension[];
  /** As in `@pulumi/aws`. */
  metricName: string;
  /** As in `@pulumi/aws`. */
  namespace: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetricDimension`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedLoadMetricSpecificationMetricDataQueryMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDataQueries: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQuery[];
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQuery`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQuery {
  /** As in `@pulumi/aws`. */
  expression?: string;
  /** As in `@pulumi/aws`. */
  id: string;
  /** As in `@pulumi/aws`. */
  label?: string;
  /** As in `@pulumi/aws`. */
  metricStat?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStat;
  /** As in `@pulumi/aws`. */
  returnData?: boolean;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStat`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStat {
  /** As in `@pulumi/aws`. */
  metric: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetric;
  /** As in `@pulumi/aws`. */
  stat: string;
  /** As in `@pulumi/aws`. */
  unit?: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetric`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetricDimension[];
  /** As in `@pulumi/aws`. */
  metricName: string;
  /** As in `@pulumi/aws`. */
  namespace: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetricDimension`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationCustomizedScalingMetricSpecificationMetricDataQueryMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedLoadMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedLoadMetricSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: string;
  /** As in `@pulumi/aws`. */
  resourceLabel?: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedMetricPairSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedMetricPairSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: string;
  /** As in `@pulumi/aws`. */
  resourceLabel?: string;
}

/** `aws.types.output.autoscaling.PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedScalingMetricSpecification`. */
export interface PolicyPredictiveScalingConfigurationMetricSpecificationPredefinedScalingMetricSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: string;
  /** As in `@pulumi/aws`. */
  resourceLabel?: string;
}

/** `aws.types.output.autoscaling.PolicyStepAdjustment`. */
export interface PolicyStepAdjustment {
  /** As in `@pulumi/aws`. */
  metricIntervalLowerBound?: string;
  /** As in `@pulumi/aws`. */
  metricIntervalUpperBound?: string;
  /** As in `@pulumi/aws`. */
  scalingAdjustment: number;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfiguration`. */
export interface PolicyTargetTrackingConfiguration {
  /** As in `@pulumi/aws`. */
  customizedMetricSpecification?: PolicyTargetTrackingConfigurationCustomizedMetricSpecification;
  /** As in `@pulumi/aws`. */
  disableScaleIn?: boolean;
  /** As in `@pulumi/aws`. */
  predefinedMetricSpecification?: PolicyTargetTrackingConfigurationPredefinedMetricSpecification;
  /** As in `@pulumi/aws`. */
  targetValue: number;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecification`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecification {
  /** As in `@pulumi/aws`. */
  metricDimensions?: PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimension[];
  /** As in `@pulumi/aws`. */
  metricName?: string;
  /** As in `@pulumi/aws`. */
  metrics?: PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric[];
  /** As in `@pulumi/aws`. */
  namespace?: string;
  /** As in `@pulumi/aws`. */
  period?: number;
  /** As in `@pulumi/aws`. */
  statistic?: string;
  /** As in `@pulumi/aws`. */
  unit?: string;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric {
  /** As in `@pulumi/aws`. */
  expression?: string;
  /** As in `@pulumi/aws`. */
  id: string;
  /** As in `@pulumi/aws`. */
  label?: string;
  /** As in `@pulumi/aws`. */
  metricStat?: PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStat;
  /** As in `@pulumi/aws`. */
  returnData?: boolean;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimension`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimension {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStat`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStat {
  /** As in `@pulumi/aws`. */
  metric: PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetric;
  /** As in `@pulumi/aws`. */
  period?: number;
  /** As in `@pulumi/aws`. */
  stat: string;
  /** As in `@pulumi/aws`. */
  unit?: string;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetric`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetric {
  /** As in `@pulumi/aws`. */
  dimensions?: PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimension[];
  /** As in `@pulumi/aws`. */
  metricName: string;
  /** As in `@pulumi/aws`. */
  namespace: string;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimension`. */
export interface PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimension {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.PolicyTargetTrackingConfigurationPredefinedMetricSpecification`. */
export interface PolicyTargetTrackingConfigurationPredefinedMetricSpecification {
  /** As in `@pulumi/aws`. */
  predefinedMetricType: string;
  /** As in `@pulumi/aws`. */
  resourceLabel?: string;
}

/** `aws.types.output.autoscaling.TagTag`. */
export interface TagTag {
  /** As in `@pulumi/aws`. */
  key: string;
  /** As in `@pulumi/aws`. */
  propagateAtLaunch: boolean;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.autoscaling.TrafficSourceAttachmentTrafficSource`. */
export interface TrafficSourceAttachmentTrafficSource {
  /** As in `@pulumi/aws`. */
  identifier: string;
  /** As in `@pulumi/aws`. */
  type: string;
}
