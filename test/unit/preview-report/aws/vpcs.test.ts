import { type AwsResource, kept, made, reachOf, reportOf } from "../../../support/aws-preview";

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
