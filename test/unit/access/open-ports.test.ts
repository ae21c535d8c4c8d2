import { openRanges } from "../../../provider/access/open-ports";
import { toNetworkPolicySpec, type Rule } from "../../../provider/security-group/network-policy";
import { group, opens, policyOf } from "./world";

/** What the policy of a group with this rule opens, as texts. */
function opened(rule: Partial<Rule>, client?: string): string[] {
  const whole = { protocol: "tcp", fromPort: 80, toPort: 80, ...rule };
  const vpc = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/16" };
  const { spec } = toNetworkPolicySpec({ groupId: group, vpc }, { ingress: [whole], egress: [] });
  return openRanges([{ spec }], [group], client).map(({ first, last }) => `${first}-${last}`);
}

const world = ["0.0.0.0/0"];

test.each<[string, Partial<Rule>, string[]]>([
  ["a port for everyone", { cidrBlocks: world }, ["80-80"]],
  ["a port for every IPv6 address", { ipv6CidrBlocks: ["::/0"] }, ["80-80"]],
  ["a port for both", { cidrBlocks: world, ipv6CidrBlocks: ["::/0"] }, ["80-80"]],
  ["a range of ports", { fromPort: 8000, toPort: 8100, cidrBlocks: world }, ["8000-8100"]],
  ["every TCP port", { fromPort: 0, toPort: 65_535, cidrBlocks: world }, ["1-65535"]],
  ["every protocol", { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: world }, ["1-65535"]],
  ["UDP", { protocol: "udp", cidrBlocks: world }, []],
  ["ICMP", { protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: world }, []],
  ["half of all addresses", { cidrBlocks: ["0.0.0.0/1"] }, []],
  ["one address", { cidrBlocks: ["203.0.113.5/32"] }, []],
  ["the VPC", { cidrBlocks: ["10.0.0.0/16"] }, []],
  ["another group", { securityGroups: ["sg-00000000000000001"] }, []],
  ["the group itself", { self: true }, []],
  ["a prefix list", { prefixListIds: ["pl-1"] }, []],
  ["no source", {}, []],
])("%s", (_name, rule, expected) => {
  expect(opened(rule)).toEqual(expected);
});

test.each<[string, Partial<Rule>, string[]]>([
  ["everyone", { cidrBlocks: world }, ["80-80"]],
  ["the client's range", { cidrBlocks: ["203.0.113.5/32"] }, ["80-80"]],
  ["a range around it", { cidrBlocks: ["203.0.113.0/24"] }, ["80-80"]],
  ["a part of it only", { cidrBlocks: ["203.0.113.4/31"] }, ["80-80"]],
  ["another range", { cidrBlocks: ["203.0.114.0/24"] }, []],
  ["every IPv6 address", { ipv6CidrBlocks: ["::/0"] }, []],
])("with a range of clients, a rule for %s", (_name, rule, expected) => {
  expect(opened(rule, "203.0.113.5/32")).toEqual(expected);
});

test("a rule opens nothing for a client in its hole", () => {
  const hole = policyOf([{ from: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["203.0.113.0/24"] } }] }]);
  expect(openRanges([hole], [group])).toEqual([]);
  expect(openRanges([hole], [group], "203.0.113.5/32")).toEqual([]);
  expect(openRanges([hole], [group], "198.51.100.1/32")).toHaveLength(1);
});

test("only the policies of the instance's own groups count, and no named port", () => {
  const other = "sg-00000000000000001";
  const policies = [
    policyOf([opens(world, [80])], other),
    { spec: { podSelector: {}, ingress: [opens(world, [81])] } },
    policyOf([{ ports: [{ port: "http" }] }]),
  ];
  expect(openRanges(policies, [group])).toEqual([]);
  expect(openRanges(policies, [group, other])).toEqual([{ first: 80, last: 80, group: other }]);
});
