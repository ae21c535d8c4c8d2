import { resultOf } from "../../../support/aws-assertion";
import { type Inputs, kept, made, removed, rulesOf, unknown } from "../../../support/aws-preview";

const port = (number: number, source: object) => ({
  protocol: "tcp",
  fromPort: number,
  toPort: number,
  ...source,
});
const ssh = port(22, { cidrBlocks: ["10.0.0.0/8"] });
const standalone = {
  securityGroupId: "sg-0000000a",
  type: "ingress",
  protocol: "tcp",
  fromPort: 22,
  toPort: 22,
  cidrBlocks: ["10.0.0.0/8"],
};

test.each<[string, number | undefined, number | undefined, string]>([
  ["tcp", 80, 90, "tcp/80-90"],
  ["TCP", 0, 65_535, "all tcp"],
  ["6", 443, 443, "tcp/443"],
  ["udp", -1, -1, "all udp"],
  ["17", undefined, undefined, "all udp"],
  ["-1", 0, 0, "all traffic"],
  ["all", undefined, undefined, "all traffic"],
  ["icmp", -1, -1, "all icmp"],
  ["icmp", 8, -1, "icmp type 8"],
  ["1", 3, 4, "icmp type 3 code 4"],
  ["icmpv6", undefined, undefined, "all icmpv6"],
  ["58", 128, 0, "icmpv6 type 128 code 0"],
  ["50", undefined, undefined, "protocol 50"],
  // EC2 ignores the ports of all other protocols.
  ["47", 5, 6, "protocol 47"],
  ["132", 80, 80, "all sctp"],
  [unknown, 80, 80, "all traffic"],
])("protocol %s with ports %s to %s", (ipProtocol, fromPort, toPort, text) => {
  const group = kept("ec2.SecurityGroup", "web", "sg-0000000a", {});
  const rule = { securityGroupId: "sg-0000000a", cidrIpv4: "10.0.0.0/8", ipProtocol, fromPort, toPort };
  const expected = [`+ web: ${text} from 10.0.0.0/8`];
  expect(rulesOf(group, made("vpc.SecurityGroupIngressRule", "rule", rule))).toEqual(expected);
  const { securityGroupId } = rule;
  const inline = { protocol: ipProtocol, fromPort, toPort, cidrBlocks: ["10.0.0.0/8"] };
  expect(rulesOf({ ...group, new: { ingress: [inline] } })).toEqual(expected);
  const older = made("ec2.SecurityGroupRule", "rule", { securityGroupId, type: "ingress", ...inline });
  expect(rulesOf(group, older)).toEqual(expected);
});

test("an unknown port counts as every port of its protocol", () => {
  const group = kept(
    "ec2.SecurityGroup",
    "web",
    "sg-0000000a",
    {},
    { ingress: [{ ...ssh, fromPort: unknown }] },
  );
  expect(rulesOf(group)).toEqual(["+ web: all tcp from 10.0.0.0/8"]);
});

test("every source of an inline rule and of a standalone rule counts", () => {
  const all = {
    cidrBlocks: ["10.0.0.0/8"],
    ipv6CidrBlocks: ["2001:DB8::/32"],
    prefixListIds: ["pl-00000001"],
    self: true,
  };
  const peers = ["10.0.0.0/8", "2001:db8::/32", "lonely", "pl-00000001", "sg-0000000f", "web"];
  const lonely = kept("ec2.SecurityGroup", "lonely", "sg-0000000b", {});
  const inline = port(80, { ...all, securityGroups: ["sg-0000000b", "123456789012/sg-0000000f"] });
  expect(rulesOf(lonely, kept("ec2.SecurityGroup", "web", "sg-0000000a", {}, { ingress: [inline] }))).toEqual(
    peers.map((peer) => `+ web: tcp/80 from ${peer}`),
  );
  const one = { ...standalone, ...all, fromPort: 80, toPort: 80 };
  const web = kept("ec2.SecurityGroup", "web", "sg-0000000a", {});
  expect(
    rulesOf(
      lonely,
      web,
      made("ec2.SecurityGroupRule", "a", one),
      made("ec2.SecurityGroupRule", "b", {
        ...port(80, { sourceSecurityGroupId: "sg-0000000b" }),
        ...{ securityGroupId: "sg-0000000a", type: "ingress" },
      }),
      made("vpc.SecurityGroupIngressRule", "c", {
        ...{ securityGroupId: "sg-0000000a", ipProtocol: "tcp", fromPort: 80, toPort: 80 },
        referencedSecurityGroupId: "sg-0000000f",
      }),
    ),
  ).toEqual(peers.map((peer) => `+ web: tcp/80 from ${peer}`));
});

test("a rule that becomes a standalone one is no change", () => {
  const group = kept("ec2.SecurityGroup", "web", "sg-0000000a", { ingress: [ssh] }, { ingress: [] });
  expect(rulesOf(group, made("ec2.SecurityGroupRule", "ssh", standalone))).toEqual([]);
  expect(rulesOf(group)).toEqual(["- web: tcp/22 from 10.0.0.0/8"]);
});

test("AWS's provider keeps the rules of a group without the argument, and removes those of an empty list", () => {
  const group = (after: Inputs) => kept("ec2.SecurityGroup", "web", "sg-0000000a", { ingress: [ssh] }, after);
  expect(rulesOf(group({}))).toEqual([]);
  expect(rulesOf({ ...group({}), isReplaced: true })).toEqual(["- web: tcp/22 from 10.0.0.0/8"]);
  expect(rulesOf(group({ ingress: [] }))).toEqual(["- web: tcp/22 from 10.0.0.0/8"]);
});

test("rules that only the state has stay, except those of a standalone rule that is deleted", () => {
  const foreign = port(9100, { cidrBlocks: ["192.0.2.0/24"] });
  const group = {
    ...kept("ec2.SecurityGroup", "web", "sg-0000000a", {}),
    outputs: { ingress: [ssh, foreign] },
  };
  const rule = removed("ec2.SecurityGroupRule", "ssh", "sgrule-1", standalone);
  expect(rulesOf(group)).toEqual([]);
  expect(rulesOf(group, rule)).toEqual(["- web: tcp/22 from 10.0.0.0/8"]);
  const wide = made("ec2.SecurityGroupRule", "wide", {
    ...standalone,
    cidrBlocks: ["192.0.0.0/8"],
    toPort: 10_000,
  });
  expect(rulesOf(group, wide)).toEqual(["+ web: tcp/22-10000 from 192.0.0.0/8"]);
});

test("a rule that only the state has keeps the ports of a standalone one that is deleted", () => {
  const open = { cidrBlocks: ["0.0.0.0/0"] };
  const wide = { ...port(0, open), toPort: 65_535 };
  const web = {
    ...kept("ec2.SecurityGroup", "web", "sg-0000000a", {}),
    outputs: { ingress: [wide, port(22, open)] },
  };
  const rule = removed("ec2.SecurityGroupRule", "ssh", "sgrule-1", { ...standalone, ...open });
  expect(rulesOf(web, rule)).toEqual([]);
  expect(resultOf("{ group: web }", web, rule)).toBe("broken");
  const everything = removed("ec2.SecurityGroupRule", "all", "sgrule-2", {
    ...{ ...standalone, ...open, protocol: "-1", fromPort: 0, toPort: 0 },
  });
  expect(resultOf("{ group: web }", web, rule, everything)).toBe("broken");
});

test("a prefix list of the program counts as its entries, and any other by its id", () => {
  const list = (cidrs: string[]) => ({ entries: cidrs.map((cidr) => ({ cidr })) });
  const office = (after: string[]) =>
    kept("ec2.ManagedPrefixList", "office", "pl-0000000a", list(["192.0.2.0/24"]), list(after));
  const rule = { ...standalone, cidrBlocks: undefined, prefixListIds: ["pl-0000000a"] };
  const group = kept("ec2.SecurityGroup", "web", "sg-0000000a", {});
  const allowed = kept("ec2.SecurityGroupRule", "office", "sgrule-1", rule);
  expect(rulesOf(group, allowed, office(["192.0.2.0/24", "0.0.0.0/0"]))).toEqual([
    "+ web: tcp/22 from office (world)",
  ]);
  const entry = made("ec2.ManagedPrefixListEntry", "more", {
    prefixListId: "pl-0000000a",
    cidr: "198.51.100.0/24",
  });
  expect(rulesOf(group, allowed, office(["192.0.2.0/24"]), entry)).toEqual(["+ web: tcp/22 from office"]);
  expect(rulesOf(group, made("ec2.SecurityGroupRule", "office", rule))).toEqual([
    "+ web: tcp/22 from pl-0000000a",
  ]);
});

test("0.0.0.0/0 doesn't hide a prefix list, which may be one of IPv6", () => {
  const open = port(22, { cidrBlocks: ["0.0.0.0/0"] });
  const group = kept(
    "ec2.SecurityGroup",
    "web",
    "sg-0000000a",
    { ingress: [open] },
    { ingress: [open, port(22, { prefixListIds: ["pl-0000000a"] })] },
  );
  expect(rulesOf(group)).toEqual(["+ web: tcp/22 from pl-0000000a"]);
});

test("a default group that a program no longer declares keeps its rules", () => {
  const group = removed("ec2.DefaultSecurityGroup", "default", "sg-0000000a", { ingress: [ssh] });
  expect(rulesOf(group)).toEqual([]);
  expect(rulesOf({ ...group, type: "aws:ec2/securityGroup:SecurityGroup" })).toEqual([
    "- default: tcp/22 from 10.0.0.0/8",
  ]);
});

test("the parts of a world in two kinds of rules are the world", () => {
  const half = (cidr: string) => ({ ...standalone, cidrBlocks: [cidr] });
  const group = kept("ec2.SecurityGroup", "web", "sg-0000000a", {});
  const parts = ["0.0.0.0/2", "64.0.0.0/2"].map((cidr, index) =>
    made("ec2.SecurityGroupRule", `part-${index}`, half(cidr)),
  );
  expect(rulesOf(group, ...parts)).toEqual([
    "+ web: tcp/22 from 0.0.0.0/2 (world)",
    "+ web: tcp/22 from 64.0.0.0/2 (world)",
  ]);
});

test("a rule that only the state of its group still has opens again by a rule of its own", () => {
  const open = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
  const group = { ...kept("ec2.SecurityGroup", "web", "sg-0000000a", {}), outputs: { ingress: [open] } };
  const rule = made("ec2.SecurityGroupRule", "ssh", { ...standalone, cidrBlocks: ["0.0.0.0/0"] });
  expect(rulesOf(group)).toEqual([]);
  expect(rulesOf(group, rule)).toEqual(["+ web: tcp/22 from 0.0.0.0/0 (world)"]);
});
