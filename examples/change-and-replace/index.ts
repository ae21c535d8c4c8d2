// The three effects of a change: live, re-create and replace. The preview shows which one a change has.
//
//   pulumi up
//   pulumi config set owner ops && pulumi up
//     live: ~ update [diff: ~tags]. The Pod stays.
//   pulumi config set instanceType t3.small && pulumi up
//     re-create: ~ update [diff: ~instanceType,pod]. The same instance gets a new Pod.
//   pulumi config set image docker.io/library/busybox:1.35 && pulumi up
//     replace: +-replace [diff: ~ami,pod]. A new instance starts, then the old one is deleted.
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance } from "pulumi-ec2-pods";

const config = new pulumi.Config();

const web = new Ec2Instance("web", {
  ami: config.get("image") ?? "busybox:1.35",
  instanceType: config.get("instanceType") ?? "t3.micro",
  tags: { Name: "web", Owner: config.get("owner") ?? "dev" },
});

export const { instanceId, podName } = web;
