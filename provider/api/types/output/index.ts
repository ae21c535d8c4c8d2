export type {
  Filter as GetAvailabilityZoneFilter,
  Filter as GetAvailabilityZonesFilter,
  Filter as GetRegionsFilter,
} from "../../../common/filters";
export * as autoscaling from "./autoscaling";
export * as ebs from "../../../types/output/ebs";
export * as ec2 from "./ec2";
export * as iam from "./iam";
