export * from "./ec2.data";
