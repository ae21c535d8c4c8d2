import { resultIn } from "../../../support/aws-assertion";
import { type AwsResource, type Inputs, kept, made, reachOf, reportOf } from "../../../support/aws-preview";

const open80 = { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] };
const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

test("a peering that the update creates opens what groups without instances let in", () => {
  const resources = ["a", "b"].flatMap((name) => [
    kept("ec2.Vpc", name, `vpc-${name}`, { cidrBlock: "10.20.0.0/16" }),
    kept("ec2.SecurityGroup", name, `sg-0000000${name}`, { vpcId: `vpc-${name}`, egress: [out] }),
  ]);
  const caller = kept("ec2.Instance", "caller", "i-1", { vpcSecurityGroupIds: ["sg-0000000a"] });
  const [inner, added] = [open80, { ...open80, fromPort: 81, toPort: 81 }];
  const group = kept(
    "ec2.SecurityGroup",
    "open",
    "sg-0000000c",
    { vpcId: "vpc-b", ingress: [inner] },
    { vpcId: "vpc-b", ingress: [inner, added] },
  );
  const peering = made("ec2.VpcPeeringConnection", "both", { vpcId: "vpc-a", peerVpcId: "vpc-b" });
  const rowOf = (...more: AwsResource[]) =>
    reportOf(...resources, caller, group, ...more).reach.find(({ from }) => from === "caller");
  expect(rowOf()).toBeUndefined();
  expect(rowOf(peering)).toMatchObject({ to: "open (no instances)", opens: ["tcp/80-81"], stays: [] });
  const peered = kept("ec2.VpcPeeringConnection", "both", "pcx-1", { vpcId: "vpc-a", peerVpcId: "vpc-b" });
  expect(rowOf(peered)).toMatchObject({ opens: ["tcp/81"], stays: ["tcp/80"] });
});

test("VPCs reach each other only if something in the program joins them", () => {
  const open = { protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["0.0.0.0/0"] };
  const resources = ["a", "b"].flatMap((name) => [
    kept("ec2.Vpc", name, `vpc-${name}`, { cidrBlock: "10.20.0.0/16" }),
    kept("ec2.SecurityGroup", name, `sg-0000000${name}`, {
      vpcId: `vpc-${name}`,
      ingress: [open],
      egress: [out],
    }),
    kept("ec2.Instance", name, `i-${name}`, { vpcSecurityGroupIds: [`sg-0000000${name}`] }),
  ]);
  expect(reachOf(...resources)).toEqual(["0.0.0.0/0 → a: tcp/1", "0.0.0.0/0 → b: tcp/1"]);
  const peering = made("ec2.VpcPeeringConnection", "both", { vpcId: "vpc-a", peerVpcId: "vpc-b" });
  expect(reachOf(...resources, peering)).toEqual([
    "0.0.0.0/0 → a: tcp/1",
    "b → a: tcp/1",
    "0.0.0.0/0 → b: tcp/1",
    "a → b: tcp/1",
  ]);
});

const between = ["a", "b"].flatMap((name, index) => {
  const vpcId = `vpc-${name}`;
  const open = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] };
  return [
    kept("ec2.Vpc", name, vpcId, { cidrBlock: `10.${index}.0.0/16` }),
    kept("ec2.Subnet", name, `subnet-${name}`, { vpcId, cidrBlock: `10.${index}.1.0/24` }),
    kept("ec2.SecurityGroup", name, `sg-${name}`, { vpcId, ingress: [open], egress: [out] }),
    kept("ec2.Instance", name, `i-${name}`, {
      ...{ subnetId: `subnet-${name}`, vpcSecurityGroupIds: [`sg-${name}`] },
    }),
  ];
});
const fromAToB = "mustNotReach: [{ from: { instance: a }, to: { instance: b }, ports: tcp/22 }]";

test.each<[string, Inputs]>([
  ["a peering connection", { vpcPeeringConnectionId: "pcx-1" }],
  ["a transit gateway", { transitGatewayId: "tgw-1" }],
  ["a core network", { coreNetworkArn: "arn:aws:networkmanager::123456789012:core-network/core-1" }],
])("a route to %s of another stack joins VPCs", (_, way) => {
  const table = (...routes: Inputs[]) => kept("ec2.RouteTable", "table", "rtb-a", { vpcId: "vpc-a", routes });
  const route = kept("ec2.Route", "over", "r-1", {
    ...{ routeTableId: "rtb-a", destinationCidrBlock: "10.1.0.0/16", ...way },
  });
  expect(resultIn(fromAToB, ...between, table())).toBe("holds");
  expect(resultIn(fromAToB, ...between, table(), route)).toBe("broken");
  expect(resultIn(fromAToB, ...between, table({ cidrBlock: "10.1.0.0/16", ...way }))).toBe("broken");
});

test("a route to a network of another stack, which no VPC here has, joins none of them", () => {
  const table = kept("ec2.RouteTable", "table", "rtb-a", { vpcId: "vpc-a", routes: [] });
  const to = (destination: Inputs) =>
    kept("ec2.Route", "over", "r-1", {
      ...{ routeTableId: "rtb-a", vpcPeeringConnectionId: "pcx-1", ...destination },
    });
  const result = (destination: Inputs) => resultIn(fromAToB, ...between, table, to(destination));
  expect(result({ destinationCidrBlock: "172.31.0.0/16" })).toBe("holds");
  expect(result({ destinationCidrBlock: "10.0.0.0/8" })).toBe("broken");
  expect(result({ destinationPrefixListId: "pl-1" })).toBe("broken");
});
