import * as pulumi from "@pulumi/pulumi";

import * as aws from "../../provider";
import { valueOf } from "../support/mocks";

test("a user's test of a program, with ids of its own mocks, reads them from every kind of resource", async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}_id`, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
  const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
  const subnet = new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
  const group = new aws.ec2.SecurityGroup("web", { vpcId: vpc.id });
  const server = new aws.ec2.Instance("server", {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    subnetId: subnet.id,
    vpcSecurityGroupIds: [group.id],
  });
  expect(await valueOf(vpc.id)).toBe("net_id");
  expect(await valueOf(subnet.vpcId)).toBe("net_id");
  expect(await valueOf(group.vpcId)).toBe("net_id");
  expect(await valueOf(server.id)).toBe("server_id");
  expect(await valueOf(server.subnetId)).toBe("a_id");
});

test("one process may run a program several times on the same mocks, as its tests do", async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}_id`, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
  const rule = { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" };
  const program = async () => {
    const defaults = new aws.ec2.DefaultSecurityGroup("default");
    const web = new aws.ec2.SecurityGroup("web");
    const http = new aws.vpc.SecurityGroupIngressRule("http", { ...rule, securityGroupId: web.id });
    const server = new aws.ec2.Instance("server", {
      ami: "busybox:1.35",
      instanceType: "t3.micro",
      vpcSecurityGroupIds: [web.id, defaults.id],
    });
    return Promise.all([web.id, http.id, server.id].map((id) => valueOf(id)));
  };
  expect(await program()).toEqual(await program());
  const parent = new pulumi.ComponentResource("test:index:Site", "site");
  expect(() => new aws.ec2.SecurityGroup("web", {}, { parent })).toThrow(
    "the name of another SecurityGroup in this stack",
  );
});
