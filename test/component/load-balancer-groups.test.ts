import * as pulumi from "@pulumi/pulumi";

import * as aws from "../../provider";
import { dependencies, policies, registered, settled, valueOf } from "../support/mocks";

const token = "pulumi-nodejs:lb/loadBalancer:LoadBalancer";

const groupsOf = async (name: string): Promise<unknown> => {
  await settled();
  return registered.find((each) => each.type === token && each.name === name)?.inputs["securityGroups"];
};

test("a load balancer waits for the policies of its groups", async () => {
  const front = new aws.ec2.SecurityGroup("front");
  const balancer = new aws.lb.LoadBalancer("web", { securityGroups: [front.id] });
  await valueOf(balancer.urn);
  expect(await groupsOf("web")).toEqual([await valueOf(front.id)]);
  expect(await policies(front)).toHaveLength(1);
  expect(dependencies.get(`${token}::web`)?.some((urn) => urn.includes("SecurityGroupGuard"))).toBe(true);
});

test("an application load balancer without groups is in the default group of its VPC", async () => {
  const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnet = new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
  new aws.lb.LoadBalancer("web", { subnets: [subnet.id] });
  new aws.lb.LoadBalancer("empty", { subnets: [subnet.id], securityGroups: [] });
  const own = await valueOf(vpc.defaultSecurityGroupId);
  expect(await groupsOf("web")).toEqual([own]);
  expect(await groupsOf("empty")).toEqual([own]);
  expect(await policies()).toHaveLength(1);
});

test("a load balancer says whether the engine would only drop it", async () => {
  const isRetained = async (name: string, retainOnDelete?: boolean) => {
    new aws.lb.LoadBalancer(name, { loadBalancerType: "network" }, { retainOnDelete });
    await settled();
    return registered.find((each) => each.type === token && each.name === name)?.inputs["__retained"];
  };
  expect([await isRetained("kept", true), await isRetained("other")]).toEqual([true, undefined]);
});

test.each<[string, (ids: pulumi.Output<string>[], vpcId: pulumi.Output<string>) => aws.lb.LoadBalancerArgs]>([
  ["mappings", (ids) => ({ subnetMappings: ids.map((subnetId) => ({ subnetId })) })],
  [
    "mappings that are one output",
    (ids) => ({ subnetMappings: pulumi.output(ids.map((subnetId) => ({ subnetId }))) }),
  ],
  ["a list that is one output", (ids) => ({ subnets: pulumi.all(ids) })],
  ["a list that begins with an id", (ids) => ({ subnets: ["subnet-0123456789abcdef0", ...ids] })],
  [
    "a look-up",
    (_, vpcId) => ({
      subnets: aws.ec2.getSubnetsOutput({ filters: [{ name: "vpc-id", values: [vpcId] }] }).ids,
    }),
  ],
])("the VPC is also found by %s", async (_, argsOf) => {
  const other = new aws.ec2.Vpc("other", { cidrBlock: "10.1.0.0/16" });
  const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnets = ["us-east-1a", "us-east-1b"].map(
    (availabilityZone, index) =>
      new aws.ec2.Subnet(availabilityZone, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone,
      }),
  );
  new aws.lb.LoadBalancer(
    "web",
    argsOf(
      subnets.map(({ id }) => id),
      vpc.id,
    ),
  );
  const own = await valueOf(vpc.defaultSecurityGroupId);
  expect(own).not.toBe(await valueOf(other.defaultSecurityGroupId));
  expect(await groupsOf("web")).toEqual([own]);
});

test("a network load balancer without groups, and one that is only looked up, are in none", async () => {
  new aws.lb.LoadBalancer("network", { loadBalancerType: "network" });
  aws.lb.LoadBalancer.get(
    "other",
    "arn:aws:elasticloadbalancing:us-east-1:0:loadbalancer/app/web/0123456789abcdef",
  );
  expect(await groupsOf("network")).toBeUndefined();
  expect(await groupsOf("other")).toBeUndefined();
  expect(await policies()).toEqual([]);
});
