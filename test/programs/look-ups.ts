import * as aws from "@pulumi/aws";

const vpc = aws.ec2.getVpcOutput({ default: true });
const subnets = aws.ec2.getSubnetsOutput({ filters: [{ name: "vpc-id", values: [vpc.id] }] });
const ubuntu = aws.ec2.getAmiOutput({
  mostRecent: true,
  owners: ["099720109477"],
  filters: [
    { name: "name", values: ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*"] },
    { name: "virtualization-type", values: ["hvm"] },
  ],
});
const latest = aws.ssm.getParameterOutput({
  name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
});
const group = new aws.ec2.SecurityGroup("app", { vpcId: vpc.id, description: "Look-ups" });
const instances = [ubuntu.id, latest.value].map(
  (ami, index) =>
    new aws.ec2.Instance(`app-${index}`, {
      ami,
      instanceType: "t3.micro",
      subnetId: subnets.ids[index],
      vpcSecurityGroupIds: [group.id],
    }),
);

export const vpcId = vpc.id;
export const zones = instances.map(({ availabilityZone }) => availabilityZone);
export const account = aws.getCallerIdentityOutput().accountId;
