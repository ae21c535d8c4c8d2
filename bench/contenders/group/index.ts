import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";
import type { Ec2InstanceArgs } from "pulumi-ec2-pods";

interface Bench {
  count: number;
  revision: string;
  instance: Ec2InstanceArgs;
}

const { count, revision, instance } = JSON.parse(process.env["BENCH"] ?? "") as Bench;
const web = new SecurityGroup("web", {
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
});
for (let index = 0; index < count; index++) {
  const tags = { revision: index === 0 ? revision : "1" };
  new Ec2Instance(`web-${index}`, { ...instance, vpcSecurityGroupIds: [web.id], tags });
}
