import type { Output } from "@pulumi/pulumi";

import { registered, valueOf } from "../support/mocks";

test("the program of examples/from-aws is one of @pulumi/aws, but for its import", async () => {
  jest.doMock("pulumi-ec2-pods/ec2", () => jest.requireActual<object>("@pulumi/aws/ec2"));
  const { id } = jest.requireActual<{ id: Output<string> }>("../../examples/from-aws");
  expect(await valueOf(id)).toBe("server-id");
  expect(registered.map(({ type, name }) => [type, name])).toEqual([
    ["aws:ec2/securityGroup:SecurityGroup", "web"],
    ["aws:ec2/instance:Instance", "server"],
  ]);
  expect(registered[1]!.inputs).toMatchObject({
    instanceType: "t3.micro",
    keyName: "ops",
    vpcSecurityGroupIds: ["web-id"],
  });
});
