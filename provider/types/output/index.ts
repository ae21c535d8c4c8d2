export * as ebs from "./ebs";
export * as ec2 from "./ec2";
export * as iam from "./iam";
