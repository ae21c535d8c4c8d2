import {
  checkClassicRule,
  unknownOfClassicRule,
  classicArgumentAt,
  isSingle,
  toInlineRule,
} from "../../../provider/security-group/classic-rule";
import { toRulePolicySpec } from "../../../provider/security-group/network-policy";
import {
  noGroup,
  noIpv4,
  noPrefixList,
  noProtocol,
  ports,
  protocols,
  trueOrFalse,
} from "../../support/rule-messages";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "sg-0123456789abcdef0";
const valid = {
  type: "ingress",
  securityGroupId: group,
  protocol: "tcp",
  fromPort: 80,
  toPort: 80,
  cidrBlocks: ["10.0.0.0/8"],
};
const noArgument = "isn't an argument of SecurityGroupRule.";
const sources = (word: string) =>
  `is missing, and so are the other ${word}s. Set one of cidrBlocks, ipv6CidrBlocks, prefixListIds, sourceSecurityGroupId, or self: true`;
const duplicate =
  "is a duplicate: this rule has the same peer, protocol and ports, and EC2 rejects that. Remove one of them";

test.each<[change: object, property: string, reason: string]>([
  [{ type: undefined }, "type", 'is missing. Use "ingress" or "egress"'],
  [{ type: "Ingress" }, "type", 'is "Ingress". Use "ingress" or "egress"'],
  [
    { securityGroupId: undefined },
    "securityGroupId",
    'is missing. Use the "id" output of the group that the rule belongs to',
  ],
  [
    { securityGroupId: "" },
    "securityGroupId",
    'is missing. Use the "id" output of the group that the rule belongs to',
  ],
  [{ securityGroupId: "web" }, "securityGroupId", `is "web", ${noGroup}`],
  [{ protocol: undefined }, "protocol", `is missing. ${protocols}`],
  [{ protocol: "http" }, "protocol", `is "http", ${noProtocol}`],
  [{ fromPort: undefined }, "fromPort", `is missing. ${ports}`],
  [{ toPort: 65_536 }, "toPort", `is 65536. ${ports}`],
  [{ fromPort: 81 }, "toPort", "is 80, which is below fromPort (81). Swap them"],
  [{ protocol: "-1", fromPort: undefined }, "fromPort", "is missing. Use 0; the protocol has no ports"],
  [{ protocol: "50", toPort: "x" }, "toPort", 'is "x". Use 0; the protocol has no ports'],
  [{ cidrBlocks: undefined }, "cidrBlocks", sources("source")],
  [{ cidrBlocks: [], self: false, type: "egress" }, "cidrBlocks", sources("destination")],
  [{ cidrBlocks: ["x"] }, "cidrBlocks[0]", `is "x", ${noIpv4}`],
  [{ cidrBlocks: "10.0.0.0/8" }, "cidrBlocks", 'is "10.0.0.0/8". Use a list of strings'],
  [{ prefixListIds: ["pl-1"] }, "prefixListIds[0]", `is "pl-1", ${noPrefixList}`],
  [{ self: true }, "cidrBlocks", "conflicts with self. Create a rule for each"],
  [
    { sourceSecurityGroupId: group },
    "cidrBlocks",
    "conflicts with sourceSecurityGroupId. Create a rule for each",
  ],
  [
    { cidrBlocks: undefined, self: true, sourceSecurityGroupId: group },
    "sourceSecurityGroupId",
    "conflicts with self. Create a rule for each",
  ],
  [{ cidrBlocks: ["::/0"] }, "cidrBlocks[0]", 'is "::/0", an IPv6 range. Move it to ipv6CidrBlocks'],
  [{ cidrBlocks: [group] }, "cidrBlocks[0]", `is "${group}", a group. Move it to sourceSecurityGroupId`],
  [{ cidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] }, "cidrBlocks[1]", duplicate],
  [{ self: 1 }, "self", `is 1. ${trueOrFalse}`],
  [
    { tags: {} },
    "tags",
    `${noArgument} Use vpc.SecurityGroupIngressRule or vpc.SecurityGroupEgressRule, which have tags`,
  ],
  [{ cidrIpv4: "10.0.0.0/8" }, "cidrIpv4", `${noArgument} Use cidrBlocks, a list`],
  [
    { strict: true, protocol: "icmp", fromPort: -1, toPort: -1 },
    "the rule",
    'has the protocol "icmp"; a NetworkPolicy supports only tcp, udp and sctp. Remove it, or set strict to false',
  ],
  [
    { strict: true, type: "egress", cidrBlocks: ["10.0.0.0/8", "169.254.169.254/32"] },
    "cidrBlocks[1]",
    'is "169.254.169.254/32"; no rule opens the metadata service of a node, and an instance needs none for its own. For DNS servers at this address, set ec2-pods:dns. Remove it, or set strict to false',
  ],
])("%p is rejected", (change, property, reason) => {
  const args = { ...valid, ...change };
  expect([...unknownOfClassicRule(args), ...checkClassicRule(args)]).toContainEqual({ property, reason });
});

test.each([
  {},
  { protocol: "-1", fromPort: 0, toPort: 65_535 },
  { protocol: "all", fromPort: -1, toPort: -1 },
  { protocol: "50", fromPort: -1, toPort: -1 },
  { protocol: "icmp", fromPort: 8, toPort: -1 },
  { protocol: "TCP", self: false, sourceSecurityGroupId: "" },
  { cidrBlocks: undefined, self: true },
  { cidrBlocks: ["169.254.169.254/32"], strict: true },
  { cidrBlocks: [], sourceSecurityGroupId: `000000000000/${group}`, type: "egress" },
  { ipv6CidrBlocks: ["::/0"], prefixListIds: ["pl-12345678"] },
  { sourceSecurityGroupId: group, cidrBlocks: undefined, prefixListIds: ["pl-12345678"] },
])("%p is accepted, as AWS accepts it", (change) => {
  expect(checkClassicRule({ ...valid, ...change })).toEqual([]);
});

test("all failures are reported at once, and unknown values pass", () => {
  const failures = checkClassicRule({ type: 1, protocol: "x", fromPort: 1.5 });
  expect(failures.map(({ property }) => property).sort()).toEqual(
    ["cidrBlocks", "fromPort", "protocol", "securityGroupId", "toPort", "type"].sort(),
  );
  for (const key of Object.keys(valid)) {
    expect(checkClassicRule({ ...valid, [key]: unknown })).toEqual([]);
  }
  expect(checkClassicRule({ ...valid, cidrBlocks: [unknown, "10.0.0.0/8"], strict: true })).toEqual([]);
});

test("it means the same as an inline rule; EC2 drops the ports of protocols that have none", () => {
  const rule = toInlineRule({
    protocol: "-1",
    fromPort: 0,
    toPort: 65_535,
    cidrBlocks: ["10.0.0.0/8"],
    sourceSecurityGroupId: undefined,
  });
  expect(rule).toMatchObject({ protocol: "-1", fromPort: 0, toPort: 0 });
  expect(toRulePolicySpec({ groupId: group }, "egress", rule).spec.egress).toEqual([
    { to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] },
  ]);
  expect(isSingle(rule)).toBe(true);
  expect(isSingle({ ...rule, self: true })).toBe(false);
  expect(isSingle({ ...rule, cidrBlocks: ["10.0.0.0/8", "192.0.2.0/24"] })).toBe(false);
});

test("paths of the inline rule are arguments", () => {
  expect(classicArgumentAt("ingress[0].cidrBlocks[1]")).toBe("cidrBlocks[1]");
  expect(classicArgumentAt("securityGroups[0]")).toBe("sourceSecurityGroupId");
  expect(classicArgumentAt("egress[0]")).toBe("the rule");
});
