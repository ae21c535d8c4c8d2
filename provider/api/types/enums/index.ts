export { Region } from "../../../region/enums.data";
export * as autoscaling from "./autoscaling";
export * as ec2 from "./ec2";
export * as iam from "./iam";
