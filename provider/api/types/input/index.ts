export type {
  Filter as GetAvailabilityZoneFilter,
  Filter as GetAvailabilityZonesFilter,
  Filter as GetRegionsFilter,
  FilterArgs as GetAvailabilityZoneFilterArgs,
  FilterArgs as GetAvailabilityZonesFilterArgs,
  FilterArgs as GetRegionsFilterArgs,
} from "../../../common/filters";
export type { ProviderDefaultTags } from "../../../region/provider";
export * as autoscaling from "./autoscaling";
export * as ebs from "../../../types/input/ebs";
export * as ec2 from "./ec2";
export * as iam from "./iam";
