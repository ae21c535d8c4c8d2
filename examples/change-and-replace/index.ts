// The four effects of a change: live, restart, re-create and replace. The preview shows which one a change has.
//
//   pulumi up
//   pulumi config set owner ops && pulumi up
//     live: ~ update [diff: ~tags]. The Pod stays.
//   pulumi config set instanceType t3.small && pulumi up
//     restart: ~ update [diff: ~instanceType,pod]. The instance stops and starts in its Pod: address and disk stay.
//   pulumi config set node kubernetes.io/os=linux && pulumi up
//     re-create: ~ update [diff: ~pod,tags]. The same instance gets a new Pod, with an empty disk.
//   pulumi config set image docker.io/library/busybox:1.35 && pulumi up
//     replace: +-replace [diff: ~ami,pod]. A new instance starts, then the old one is deleted.
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance } from "pulumi-ec2-pods";

const config = new pulumi.Config();
/** Labels of the node that it runs on. */
const node = config.get("node");

const web = new Ec2Instance("web", {
  ami: config.get("image") ?? "busybox:1.35",
  instanceType: config.get("instanceType") ?? "t3.micro",
  tags: {
    Name: "web",
    Owner: config.get("owner") ?? "dev",
    ...(node ? { "ec2-pods/node-selector": node } : {}),
  },
});

export const { instanceId, podName } = web;
