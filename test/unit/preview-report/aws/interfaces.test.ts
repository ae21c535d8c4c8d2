import { closed, open, resultOf } from "../../../support/aws-assertion";
import { type AwsResource, kept, made, reportOf, unknown } from "../../../support/aws-preview";

const open80 = { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] };

test("a second network interface without groups is in the default group of its own VPC", () => {
  const vpcs = ["a", "b"].map((name) => kept("ec2.Vpc", name, `vpc-${name}`, { cidrBlock: "10.20.0.0/16" }));
  const subnets = ["a", "b"].map((name) =>
    kept("ec2.Subnet", name, `subnet-${name}`, { vpcId: `vpc-${name}`, cidrBlock: "10.20.0.0/24" }),
  );
  const group = kept("ec2.SecurityGroup", "web", "sg-0000000a", { vpcId: "vpc-a" });
  const defaultOf = (name: string) =>
    kept(
      "ec2.DefaultSecurityGroup",
      `default-${name}`,
      `sg-0000001${name}`,
      { vpcId: `vpc-${name}` },
      {
        ...{ vpcId: `vpc-${name}`, ingress: [open80] },
      },
    );
  const card = kept("ec2.NetworkInterface", "card", "eni-1", { subnetId: "subnet-b" });
  const attachment = kept("ec2.NetworkInterfaceAttachment", "second", "att-1", {
    ...{ instanceId: "i-1", networkInterfaceId: "eni-1", deviceIndex: 1 },
  });
  const server = kept("ec2.Instance", "server", "i-1", {
    ...{ subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-0000000a"] },
  });
  const all = [...vpcs, ...subnets, group, card, attachment, server, defaultOf("a"), defaultOf("b")];
  expect(reportOf(...all).rules).toMatchObject([
    { group: "default-a", instances: [] },
    { group: "default-b", instances: ["server"] },
  ]);
});

test("the groups of a network interface that the preview doesn't have are unknown", () => {
  const server = kept("ec2.Instance", "server", "i-1", {
    networkInterfaces: [{ networkInterfaceId: "eni-9" }],
  });
  const { notes } = reportOf(server, made("ec2.SecurityGroup", "other", { ingress: [open80] }));
  expect(notes).toEqual([expect.stringContaining("doesn't say all groups of 1 resource")]);
  const known = { ...server, outputs: { vpcSecurityGroupIds: ["sg-0000000f"] } };
  expect(reportOf(known, made("ec2.SecurityGroup", "other", { ingress: [open80] })).notes).toEqual([
    expect.stringContaining("doesn't have the rules of 1 group with members"),
  ]);
});

test("the groups of a network interface that the preview doesn't have are unknown next to those of another", () => {
  const inputs = { subnetId: "subnet-a", securityGroups: ["sg-0000000f"] };
  const card = kept("ec2.NetworkInterface", "card", "eni-1", inputs);
  const change = made("ec2.SecurityGroup", "other", { ingress: [open80] });
  const outputs = { vpcSecurityGroupIds: ["sg-0000000e"] };
  const notesOf = (...ids: string[]) => {
    const networkInterfaces = ids.map((networkInterfaceId, deviceIndex) => ({
      ...{ networkInterfaceId, deviceIndex },
    }));
    const server = kept("ec2.Instance", "server", "i-1", { networkInterfaces });
    return reportOf(card, { ...server, outputs }, change).notes;
  };
  const partial = expect.stringContaining("doesn't say all groups of 1 resource") as string;
  const rulesOf = (groups: string) => expect.stringContaining(`doesn't have the rules of ${groups} with`);
  expect(notesOf("eni-1")).toEqual([rulesOf("1 group")]);
  expect(notesOf("eni-1", "eni-9")).toEqual([rulesOf("1 group"), partial]);
  // What an instance computed has the groups of its primary interface.
  expect(notesOf("eni-9", "eni-1")).toEqual([rulesOf("2 groups")]);
  const attachment = kept("ec2.NetworkInterfaceAttachment", "second", "att-1", {
    ...{ instanceId: "i-1", networkInterfaceId: "eni-9", deviceIndex: 1 },
  });
  const server = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-0000000e"] });
  expect(reportOf(server, attachment, change).notes).toEqual([rulesOf("1 group"), partial]);
});

test("an attachment whose target is unknown may be of each new machine, or of those that it depends on", () => {
  const machine = (name: string) => made("ec2.Instance", name, { vpcSecurityGroupIds: ["sg-closed"] });
  const [server, other] = [machine("server"), machine("other")];
  const more = (networkInterfaceId: string, ...targets: AwsResource[]) =>
    made(
      "ec2.NetworkInterfaceSecurityGroupAttachment",
      "more",
      { securityGroupId: "sg-open", networkInterfaceId },
      { networkInterfaceId: targets },
    );
  const resultFor = (...resources: AwsResource[]) =>
    resultOf("{ instance: server }", open, closed, ...resources);
  expect(resultFor(server, more(unknown))).toBe("unknown");
  expect(resultFor(server, other, more(unknown, server, other))).toBe("unknown");
  expect(resultFor(server, other, more(unknown, other))).toBe("holds");
  expect(resultFor(server, more("eni-9"))).toBe("holds");
  const existing = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-closed"] });
  expect(resultFor(existing, other, more(unknown))).toBe("holds");
  expect(resultFor(existing, other, more("[secret]"))).toBe("unknown");
});

test("a network interface whose instance is unknown may be of each new one", () => {
  const server = made("ec2.Instance", "server", { vpcSecurityGroupIds: ["sg-closed"] });
  const inOpen = { subnetId: "subnet-a", securityGroups: ["sg-open"] };
  const card = kept("ec2.NetworkInterface", "card", "eni-1", inOpen);
  const second = made("ec2.NetworkInterfaceAttachment", "second", {
    ...{ instanceId: unknown, networkInterfaceId: "eni-1", deviceIndex: 1 },
  });
  expect(resultOf("{ instance: server }", open, closed, server, card, second)).toBe("unknown");
  const attached = made("ec2.NetworkInterface", "card", {
    ...{ ...inOpen, attachments: [{ instance: unknown, deviceIndex: 1 }] },
  });
  expect(resultOf("{ instance: server }", open, closed, server, attached)).toBe("unknown");
  expect(resultOf("{ instance: server }", open, closed, server, card)).toBe("holds");
});
