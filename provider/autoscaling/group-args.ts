import type * as pulumi from "@pulumi/pulumi";

import type { LaunchConfiguration } from "../resources/ec2/launchConfiguration";
import type { PlacementGroup } from "../resources/ec2/placementGroup";
import type * as inputs from "../types/input";
import type { Metric, MetricsGranularity } from "./enums.data";

/** Arguments of `aws.autoscaling.Group`, and where its instances are. */
export interface GroupArgs {
  /** Accepted without an effect: instances go to the zones in turn. */
  availabilityZoneDistribution?: pulumi.Input<
    inputs.autoscaling.GroupAvailabilityZoneDistribution | undefined
  >;
  /** The instances go to these zones in turn. A change replaces the instances that it moves, one by one. */
  availabilityZones?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Accepted without an effect: a cluster has no spot market. */
  capacityRebalance?: pulumi.Input<boolean | undefined>;
  /** Accepted without an effect: a cluster has no reservations. */
  capacityReservationSpecification?: pulumi.Input<
    inputs.autoscaling.GroupCapacityReservationSpecification | undefined
  >;
  /** Context in the kubeconfig of the instances; AWS has it without a meaning. A change replaces the instances, one by one. */
  context?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: nothing scales. */
  defaultCooldown?: pulumi.Input<number | undefined>;
  /** Accepted without an effect: nothing scales. */
  defaultInstanceWarmup?: pulumi.Input<number | undefined>;
  /** The number of instances; `minSize` by default. A change creates or deletes the instances with the highest numbers. */
  desiredCapacity?: pulumi.Input<number | undefined>;
  /** `units`. Other units are rejected. */
  desiredCapacityType?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: there is no CloudWatch. */
  enabledMetrics?: pulumi.Input<pulumi.Input<Metric>[] | undefined>;
  /** Accepted without an effect: the instances are always deleted with the group. */
  forceDelete?: pulumi.Input<boolean | undefined>;
  /** Accepted without an effect: there is no warm pool. */
  forceDeleteWarmPool?: pulumi.Input<boolean | undefined>;
  /** Accepted without an effect: nothing replaces an unhealthy instance. */
  healthCheckGracePeriod?: pulumi.Input<number | undefined>;
  /** Accepted without an effect: nothing replaces an unhealthy instance. */
  healthCheckType?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: an instance that fails fails the update. */
  ignoreFailedScalingActivities?: pulumi.Input<boolean | undefined>;
  /** Accepted without an effect: nothing waits for a hook. */
  initialLifecycleHooks?: pulumi.Input<
    pulumi.Input<inputs.autoscaling.GroupInitialLifecycleHook>[] | undefined
  >;
  /** Accepted without an effect: nothing waits for a hook. */
  instanceLifecyclePolicy?: pulumi.Input<inputs.autoscaling.GroupInstanceLifecyclePolicy | undefined>;
  /** Accepted without an effect: a replacement runs before the instances that it replaces are deleted. */
  instanceMaintenancePolicy?: pulumi.Input<inputs.autoscaling.GroupInstanceMaintenancePolicy | undefined>;
  /** Accepted without an effect: each change of the instances is such a refresh. */
  instanceRefresh?: pulumi.Input<inputs.autoscaling.GroupInstanceRefresh | undefined>;
  /** A LaunchConfiguration of the program, by `name` or `id`. A change replaces the instances, one by one. */
  launchConfiguration?: pulumi.Input<string | LaunchConfiguration | undefined>;
  /** A LaunchTemplate of the program, by `id` or `name`; its data is the latest. A change replaces the instances, one by one. */
  launchTemplate?: pulumi.Input<inputs.autoscaling.GroupLaunchTemplate | undefined>;
  /** Accepted without an effect: there are no classic load balancers. */
  loadBalancers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Accepted without an effect: nothing replaces an instance by its age. */
  maxInstanceLifetime?: pulumi.Input<number | undefined>;
  /** `desiredCapacity` is at most this. A change has no effect of its own. */
  maxSize: pulumi.Input<number>;
  /** Accepted without an effect: there is no CloudWatch. */
  metricsGranularity?: pulumi.Input<string | MetricsGranularity | undefined>;
  /** Accepted without an effect: an update waits for the instances, not for load balancers. */
  minElbCapacity?: pulumi.Input<number | undefined>;
  /** `desiredCapacity` is at least this. A change has no effect of its own. */
  minSize: pulumi.Input<number>;
  /** Its LaunchTemplate, with the instance type of the first override. A change replaces the instances, one by one. */
  mixedInstancesPolicy?: pulumi.Input<inputs.autoscaling.GroupMixedInstancesPolicy | undefined>;
  /** Name of the group; made of the logical name by default. A change replaces the instances, one by one. */
  name?: pulumi.Input<string | undefined>;
  /** Begins the name of the group. A change replaces the instances, one by one. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: Kubernetes chooses the nodes. */
  placementGroup?: pulumi.Input<string | PlacementGroup | undefined>;
  /** Accepted without an effect: only the program scales in. */
  protectFromScaleIn?: pulumi.Input<boolean | undefined>;
  /** Shown in ARNs, zones and metadata. A change replaces the instances, one by one. */
  region?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: no role is needed. */
  serviceLinkedRoleArn?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: no process acts on the group by itself. */
  suspendedProcesses?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Tags with `propagateAtLaunch` are tags of the instances, also of existing ones. A change is live. */
  tags?: pulumi.Input<pulumi.Input<inputs.autoscaling.GroupTag>[] | undefined>;
  /** The target groups that the instances are attached to. A change is live. */
  targetGroupArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Accepted without an effect: a smaller `desiredCapacity` deletes the instances with the highest numbers. */
  terminationPolicies?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Target groups, as sources of the type `elbv2`. A change is live. */
  trafficSources?: pulumi.Input<pulumi.Input<inputs.autoscaling.GroupTrafficSource>[] | undefined>;
  /** The instances go to these subnets in turn. A change replaces the instances that it moves, one by one. */
  vpcZoneIdentifiers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Accepted without an effect: each instance has 90 s. */
  waitForCapacityTimeout?: pulumi.Input<string | undefined>;
  /** Accepted without an effect: an update waits for the instances, not for load balancers. */
  waitForElbCapacity?: pulumi.Input<number | undefined>;
  /** Accepted without an effect: there is no warm pool. */
  warmPool?: pulumi.Input<inputs.autoscaling.GroupWarmPool | undefined>;
  /** Path or contents of a kubeconfig for the instances. It must lead to the same cluster. */
  kubeconfig?: pulumi.Input<string | object | undefined>;
  /** Namespace of the instances. A change replaces the instances, one by one. */
  namespace?: pulumi.Input<string | undefined>;
}
