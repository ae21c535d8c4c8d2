import type { Values } from "../../provider/record/kind";
import { make } from "./records";

export const subnetOf = async (zone: string, vpcId: string, number: number) =>
  (
    await make(
      "ec2:Subnet",
      { vpcId, cidrBlock: `10.0.${number}.0/24`, availabilityZone: zone },
      `${zone}${number}`,
    )
  ).id;

export async function network() {
  const vpc = (await make("ec2:Vpc", { cidrBlock: "10.0.0.0/16" }, "main")).id;
  const other = (await make("ec2:Vpc", { cidrBlock: "10.1.0.0/16" }, "other")).id;
  const [a, b] = [await subnetOf("us-east-1a", vpc, 1), await subnetOf("us-east-1b", vpc, 2)];
  return { vpc, other, subnets: [a, b] };
}

export const balancerOf = async (args: Values = {}, name = "web") =>
  make("lb:LoadBalancer", { subnets: (await network()).subnets, ...args }, name);

export const groupOf = (args: Values = {}, name = "web") =>
  make("lb:TargetGroup", { port: 80, protocol: "HTTP", vpcId: "vpc-0123456789abcdef0", ...args }, name);

export const forward = (arn: unknown) => [{ type: "forward", targetGroupArn: arn }];
export const arnOf = ({ inputs }: { inputs: Values }) => inputs["arn"];

export async function listenerOf(args: Values = {}, balancer: Values = {}, group: Values = {}) {
  const { subnets, vpc } = await network();
  const owner = await make("lb:LoadBalancer", { subnets, ...balancer }, "web");
  const target = await groupOf({ vpcId: vpc, ...group });
  return make("lb:Listener", {
    loadBalancerArn: arnOf(owner),
    port: 80,
    defaultActions: forward(arnOf(target)),
    ...args,
  });
}

export async function ruleOf(conditions: unknown, args: Values = {}, name = "rule") {
  const listener = await listenerOf();
  return make(
    "lb:ListenerRule",
    {
      listenerArn: arnOf(listener),
      priority: 1,
      actions: [{ type: "redirect", redirect: { path: "/x", statusCode: "HTTP_301" } }],
      conditions,
      ...args,
    },
    name,
  );
}
