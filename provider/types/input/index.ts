export * as autoscaling from "./autoscaling";
export * as ebs from "./ebs";
export * as ec2 from "./ec2";
export * as iam from "./iam";
export * as lb from "./lb";
