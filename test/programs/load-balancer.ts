import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map(
  (zone, index) =>
    new aws.ec2.Subnet(`public-${zone}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: `us-east-1${zone}`,
    }),
);
const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const front = new aws.ec2.SecurityGroup("front", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress,
});
const back = new aws.ec2.SecurityGroup("back", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [front.id] }],
  egress,
});
const balancer = new aws.lb.LoadBalancer("web", {
  loadBalancerType: "application",
  securityGroups: [front.id],
  subnets: subnets.map(({ id }) => id),
  tags: { Name: "web" },
});
const group = new aws.lb.TargetGroup("web", {
  port: 80,
  protocol: "HTTP",
  vpcId: vpc.id,
  targetType: "instance",
  healthCheck: { path: "/", interval: 5, timeout: 2, matcher: "200" },
});
const listener = new aws.lb.Listener("web", {
  loadBalancerArn: balancer.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
});
new aws.lb.ListenerRule("status", {
  listenerArn: listener.arn,
  priority: 10,
  conditions: [{ pathPattern: { values: ["/status"] } }],
  actions: [
    {
      type: "fixed-response",
      fixedResponse: { contentType: "text/plain", messageBody: "fine", statusCode: "200" },
    },
  ],
});
subnets.forEach((subnet, index) => {
  const machine = new aws.ec2.Instance(`web-${index}`, {
    ami: "busybox:1.35",
    instanceType: aws.ec2.InstanceType.T3_Micro,
    subnetId: subnet.id,
    vpcSecurityGroupIds: [back.id],
    userData: `#!/bin/sh\nmkdir -p /srv\necho web-${index} >/srv/index.html\nhttpd -h /srv\n`,
  });
  new aws.lb.TargetGroupAttachment(`web-${index}`, {
    targetGroupArn: group.arn,
    targetId: machine.id,
    port: 80,
  });
});

export const { dnsName } = balancer;
