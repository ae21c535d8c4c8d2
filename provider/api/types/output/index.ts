export * as ec2 from "./ec2";
