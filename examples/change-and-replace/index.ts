// One instance, and a change of each kind: a preview says which one is coming, and the outputs say which one it was.
//
//   pulumi up
//   pulumi config set owner ops && pulumi up
//     live: ~ update [diff: ~tags], the Pod stays as it is
//   pulumi config set instanceType t3.small && pulumi up
//     recreate: ~ update [diff: ~instanceType,pod], a new Pod of the same instance
//   pulumi config set image docker.io/library/busybox:1.35 && pulumi up
//     replace: +-replace [diff: ~ami,pod], a new instance; the old one goes once the new one runs
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance } from "pulumi-ec2-pods";

const config = new pulumi.Config();

const web = new Ec2Instance("web", {
  ami: config.get("image") ?? "busybox:1.35",
  instanceType: config.get("instanceType") ?? "t3.micro",
  tags: { Name: "web", Owner: config.get("owner") ?? "dev" },
});

export const { instanceId, podName } = web;
