import { endRun, make } from "../../support/records";

afterEach(endRun);

test("a part of another network can't be added to an endpoint", async () => {
  const [one, other] = [
    await make("ec2:Vpc", { cidrBlock: "10.0.0.0/16" }, "one"),
    await make("ec2:Vpc", { cidrBlock: "10.1.0.0/16" }, "other"),
  ];
  const endpoint = await make("ec2:VpcEndpoint", { vpcId: one.id, serviceName: "s3" }, "s3");
  const subnet = await make("ec2:Subnet", { vpcId: other.id, cidrBlock: "10.1.1.0/24" }, "subnet");
  const { failures } = await make("ec2:VpcEndpointSubnetAssociation", {
    vpcEndpointId: endpoint.id,
    subnetId: subnet.id,
  });
  expect(failures).toEqual([expect.stringMatching(/^subnetId is "subnet-.*Use one of the same VPC$/)]);
});
