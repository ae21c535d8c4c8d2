import { kubectl, list } from "../support/cluster";
import { TestStack } from "../support/stack";
import { type Endpoint, matrix, type Matrix, requireEnforcement } from "../support/traffic";

interface Policy {
  metadata: { name: string; uid: string };
}

let stack: TestStack;
afterEach(() => stack.remove());

/** Two networks of the same range. The web server lets in the first subnet of its own one. */
const program = (range: string) => `import * as aws from "@pulumi/aws";

const network = (name) => {
  const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.90.0.0/16" });
  const subnet = (part) =>
    new aws.ec2.Subnet(name + "-" + part, { vpcId: vpc.id, cidrBlock: "10.90." + part + ".0/24" });
  return { vpc, subnets: [subnet(1), subnet(2)] };
};
const [main, other] = [network("main"), network("other")];
const all = { protocol: "-1", fromPort: 0, toPort: 0 };
const everywhere = [{ ...all, cidrBlocks: ["0.0.0.0/0"] }];
const open = (name, vpcId) => new aws.ec2.SecurityGroup(name, { vpcId, egress: everywhere });
const [clients, others, unplaced] = [open("clients", main.vpc.id), open("others", other.vpc.id), open("unplaced")];
const web = new aws.ec2.SecurityGroup("web", {
  vpcId: main.vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["${range}"] }],
});
new aws.ec2.SecurityGroupRule("web-admin", {
  type: "ingress", securityGroupId: web.id, protocol: "tcp", fromPort: 81, toPort: 81, cidrBlocks: ["10.90.2.0/24"],
});
const machine = (name, subnet, group) =>
  new aws.ec2.Instance(name, {
    ami: "busybox:1.35",
    instanceType: "t3.nano",
    subnetId: subnet && subnet.id,
    vpcSecurityGroupIds: group && [group],
    userData: "#!/bin/sh\\nmkdir -p /srv\\nfor port in 80 81; do httpd -h /srv -p $port; done\\n",
    waitForUserData: true,
  });
const place = ({ podName, privateIp, namespace }) => ({ podName, privateIp, namespace });
export const instances = {
  web: place(machine("web", main.subnets[1], web.id)),
  inside: place(machine("inside", main.subnets[0], clients.id)),
  beside: place(machine("beside", main.subnets[1], clients.id)),
  stranger: place(machine("stranger", other.subnets[0], others.id)),
  unplaced: place(machine("unplaced", undefined, unplaced.id)),
  member: place(machine("member", main.subnets[0])),
  fellow: place(machine("fellow", main.subnets[1], main.vpc.defaultSecurityGroupId)),
  foreigner: place(machine("foreigner", other.subnets[0])),
};
`;

const uids = async (kind: string): Promise<string[]> =>
  (await list<Policy>(stack.namespace, kind))
    .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
    .sort();

test("a rule by the range of a subnet lets in the Pods of that subnet, and not those of another VPC with the same range", async () => {
  stack = await TestStack.create("network-ranges", "");
  await requireEnforcement(stack.namespace);
  stack.awsProgram(program("10.90.1.0/24"));
  await stack.up();
  const { instances } = await stack.outputs<{ instances: Record<string, Endpoint> }>();
  // Members of the default group of a VPC reach each other, and everyone else as far as it lets them in.
  const expected: Matrix = {
    inside: { web: "80" },
    beside: { web: "81" },
    member: { web: "80", fellow: "80 81" },
    fellow: { web: "81", member: "80 81" },
  };
  expect(await matrix(instances, [80, 81], expected)).toEqual(expected);
  expect(await stack.preview()).toEqual({});

  const before = [await uids("pods"), await uids("networkpolicies")];
  stack.awsProgram(program("10.90.0.0/16"));
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  const wider = { ...expected, beside: { web: "80 81" }, fellow: { web: "80 81", member: "80 81" } };
  expect(await matrix(instances, [80, 81], wider)).toEqual(wider);
  expect([await uids("pods"), await uids("networkpolicies")]).toEqual(before);

  const labels = await kubectl(
    stack.namespace,
    "get",
    "pods",
    "-l",
    "ec2-pods/cidr-24=10.90.1.0",
    "--output",
    "name",
  );
  expect(labels.trim().split("\n")).toHaveLength(4);

  const wrong =
    'new aws.ec2.Instance("wrong", { ami: "busybox:1.35", instanceType: "t3.nano", subnetId: main.subnets[0].id, vpcSecurityGroupIds: [others.id] });';
  stack.awsProgram(program("10.90.0.0/16") + wrong);
  expect(await stack.failingUp()).toMatch(
    /vpcSecurityGroupIds\[0\].* is "sg-\w+", a group of vpc-\w+, but the subnet/s,
  );
});
