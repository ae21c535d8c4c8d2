import { checkStandaloneRule, unknownOfRule } from "../../../provider/security-group/standalone-rule";
import {
  noGroup,
  noIpv4,
  noIpv6,
  noPrefixList,
  noProtocol,
  orValue,
  ports,
  protocols,
  text,
  trueOrFalse,
  usePorts,
} from "../../support/rule-messages";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "sg-0123456789abcdef0";
const valid = {
  securityGroupId: group,
  ipProtocol: "tcp",
  fromPort: 80,
  toPort: 80,
  cidrIpv4: "10.0.0.0/8",
};

const icmpCode = "Use a whole number from -1 to 255, the ICMP code; -1 is any";
const longIpv4 = 'which isn\'t an IPv4 range; its prefix length must be 0 to 32. Use the form "10.0.0.0/16"';
const otherAccount = 'a group of another account; a cluster has no accounts. Use the group\'s "id" output';
const ruleText = "EC2 accepts letters, digits, spaces and ._-:/()#,@[]+=;{}!$*. Remove it";
const tooLong = "has 256 characters; EC2 accepts at most 255. Shorten it";
const kind = "SecurityGroupIngressRule";
const noArgument = `isn't an argument of ${kind}.`;
const noGroupId = 'is missing. Use the "id" output of the group that the rule belongs to';
const noPorts = "has no ports. Leave it out, or name a protocol";
const noSource =
  "is missing, and so are the other sources. Set exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId";
const oneSource = "conflicts with cidrIpv4; a rule has one source. Create a rule for each";
const noNamespace =
  "which isn't a namespace name. Use at most 63 lowercase letters, digits and dashes, with no dash at either end";
const noRegion = 'which isn\'t an AWS region. Use a name like "us-east-1"';
const ping = { strict: true, ipProtocol: "icmp", fromPort: 8, toPort: 0 };
const supported = "a NetworkPolicy supports only tcp, udp and sctp. Remove it, or set strict to false";

test.each<[change: object, property: string, reason: string]>([
  [{ ipProtocol: undefined }, "ipProtocol", `is missing. ${protocols}`],
  [{ ipProtocol: "http" }, "ipProtocol", `is "http", ${noProtocol}`],
  [{ ipProtocol: "-1", toPort: undefined }, "fromPort", `is 80, but ipProtocol "-1" ${noPorts}`],
  [
    { ipProtocol: "all", fromPort: 0, toPort: undefined },
    "fromPort",
    `is 0, but ipProtocol "all" ${noPorts}`,
  ],
  [
    { ipProtocol: "-1", fromPort: "0", toPort: undefined },
    "fromPort",
    `is "0", but ipProtocol "-1" ${noPorts}`,
  ],
  [{ fromPort: undefined }, "fromPort", `is missing. ${ports}`],
  [{ toPort: null }, "toPort", `is missing. ${ports}`],
  [{ fromPort: "80" }, "fromPort", `is "80". ${ports}`],
  [{ toPort: NaN }, "toPort", `is NaN. ${ports}`],
  [{ fromPort: -1 }, "fromPort", "is -1. For all ports, use fromPort: 0 and toPort: 65535"],
  [{ toPort: 65536 }, "toPort", `is 65536. ${ports}`],
  [{ fromPort: 443 }, "toPort", "is 80, which is below fromPort (443). Swap them"],
  [{ ipProtocol: "icmp", fromPort: 8, toPort: 256 }, "toPort", `is 256. ${icmpCode}`],
  [
    { ipProtocol: "icmpv6", fromPort: -1, toPort: 0 },
    "toPort",
    "is 0; with fromPort: -1 (any type) it must also be -1. Set it to -1",
  ],
  [{ ipProtocol: "47", fromPort: -2, toPort: -1 }, "fromPort", "is -2. Use a whole number from -1 to 65535"],
  [{ ipProtocol: "sctp", fromPort: undefined }, "fromPort", `is missing. ${ports}`],
  [{ cidrIpv4: undefined }, "cidrIpv4", noSource],
  [{ cidrIpv4: null }, "cidrIpv4", noSource],
  [{ cidrIpv6: "::/0" }, "cidrIpv6", oneSource],
  [{ prefixListId: "pl-12345678" }, "prefixListId", oneSource],
  [{ referencedSecurityGroupId: group }, "referencedSecurityGroupId", oneSource],
  [{ cidrIpv4: "anywhere" }, "cidrIpv4", `is "anywhere", ${noIpv4}`],
  [{ cidrIpv4: "" }, "cidrIpv4", `is "". ${orValue}`],
  [
    { cidrIpv4: "10.0.0.5/24" },
    "cidrIpv4",
    'is "10.0.0.5/24", which isn\'t the first address of its range. Did you mean 10.0.0.0/24?',
  ],
  [{ cidrIpv4: "0.0.0.0" }, "cidrIpv4", 'is "0.0.0.0", which has no prefix length. Did you mean 0.0.0.0/0?'],
  [{ cidrIpv4: "10.0.0.0/33" }, "cidrIpv4", `is "10.0.0.0/33", ${longIpv4}`],
  [{ cidrIpv4: "::/0" }, "cidrIpv4", 'is "::/0", an IPv6 range. Move it to cidrIpv6'],
  [{ cidrIpv4: ["10.0.0.0/8"] }, "cidrIpv4", `is ["10.0.0.0/8"]. ${text}`],
  [
    { cidrIpv4: group },
    "cidrIpv4",
    'is "sg-0123456789abcdef0", a group. Move it to referencedSecurityGroupId',
  ],
  [
    { cidrIpv4: undefined, cidrIpv6: "0.0.0.0/0" },
    "cidrIpv6",
    'is "0.0.0.0/0", an IPv4 range. Move it to cidrIpv4',
  ],
  [{ cidrIpv4: undefined, cidrIpv6: "::ffff:a00:0/104" }, "cidrIpv6", `is "::ffff:a00:0/104", ${noIpv6}`],
  [
    { cidrIpv4: undefined, cidrIpv6: "2001:db8::1/32" },
    "cidrIpv6",
    'is "2001:db8::1/32", which isn\'t the first address of its range. Did you mean 2001:db8::/32?',
  ],
  [{ cidrIpv4: undefined, prefixListId: "s3" }, "prefixListId", `is "s3", ${noPrefixList}`],
  [
    { cidrIpv4: undefined, referencedSecurityGroupId: "web" },
    "referencedSecurityGroupId",
    `is "web", ${noGroup}`,
  ],
  [
    { cidrIpv4: undefined, referencedSecurityGroupId: "123456789012/sg-0123456789abcdef0" },
    "referencedSecurityGroupId",
    `is "123456789012/${group}", ${otherAccount}`,
  ],
  [
    { cidrIpv4: undefined, referencedSecurityGroupId: "the resource web" },
    "referencedSecurityGroupId",
    `is "the resource web", ${noGroup}`,
  ],
  [
    { cidrIpv4: undefined, referencedSecurityGroupId: [group] },
    "referencedSecurityGroupId",
    `is ["${group}"]. ${text}`,
  ],
  [{ securityGroupId: undefined }, "securityGroupId", noGroupId],
  [{ securityGroupId: "web" }, "securityGroupId", `is "web", ${noGroup}`],
  [{ securityGroupId: "" }, "securityGroupId", noGroupId],
  [{ securityGroupId: "SG-0123456789ABCDEF0" }, "securityGroupId", `is "SG-0123456789ABCDEF0", ${noGroup}`],
  [{ securityGroupId: [group] }, "securityGroupId", `is ["${group}"]. ${text}`],
  [
    { securityGroupId: "123456789012/sg-0123456789abcdef0" },
    "securityGroupId",
    `is "123456789012/${group}", ${otherAccount}`,
  ],
  [{ description: "a & b" }, "description", `contains "&"; ${ruleText}`],
  [{ description: "x".repeat(256) }, "description", tooLong],
  [{ namespace: "Team_A" }, "namespace", `is "Team_A", ${noNamespace}`],
  [{ region: "us-east-1a" }, "region", `is "us-east-1a", ${noRegion}`],
  [{ strict: "yes" }, "strict", `is "yes". ${trueOrFalse}`],
  [{ tags: ["a"] }, "tags", 'is ["a"]. Use a map of strings'],
  [
    { tags: { "aws:a": "1" } },
    'tags["aws:a"]',
    'has a key that starts with "aws:", which is reserved. Rename it',
  ],
  [
    { cidrBlocks: ["10.0.0.0/8"] },
    "cidrBlocks",
    `${noArgument} Use cidrIpv4, and create a rule for each range`,
  ],
  [
    { ipv6CidrBlocks: ["::/0"] },
    "ipv6CidrBlocks",
    `${noArgument} Use cidrIpv6, and create a rule for each range`,
  ],
  [
    { prefixListIds: ["pl-12345678"] },
    "prefixListIds",
    `${noArgument} Use prefixListId, and create a rule for each list`,
  ],
  [{ protocol: "tcp" }, "protocol", `${noArgument} Use ipProtocol`],
  [
    { securityGroups: [group] },
    "securityGroups",
    `${noArgument} Use referencedSecurityGroupId, and create a rule for each group`,
  ],
  [{ self: true }, "self", `${noArgument} Use the group's own id as referencedSecurityGroupId`],
  [{ sourceSecurityGroupId: group }, "sourceSecurityGroupId", `${noArgument} Use referencedSecurityGroupId`],
  [{ type: "ingress" }, "type", `${noArgument} Use SecurityGroupIngressRule or SecurityGroupEgressRule`],
  [{ port: 80 }, "port", `${noArgument} ${usePorts}`],
  [{ cidrIpv: "10.0.0.0/8" }, "cidrIpv", `${noArgument} Did you mean "cidrIpv4"?`],
  [{ from_port: 80 }, "from_port", `${noArgument} Did you mean "fromPort"?`],
  [{ name: "web" }, "name", `${noArgument} Remove it`],
  [ping, "the rule", `has the protocol "icmp"; ${supported}`],
  [
    { strict: true, fromPort: 0, toPort: 0 },
    "the rule",
    "allows only port 0, which a NetworkPolicy can't express; every port is 0 to 65535. Remove it, or set strict to false",
  ],
  [
    { strict: true, cidrIpv4: undefined, prefixListId: "pl-12345678" },
    "prefixListId",
    'is "pl-12345678"; prefix lists exist only in AWS. Remove it, or set strict to false',
  ],
  [
    { strict: true, ipProtocol: "47", fromPort: undefined, toPort: undefined },
    "the rule",
    `has the protocol "47"; ${supported}`,
  ],
  [{ ...ping, securityGroupId: unknown }, "the rule", `has the protocol "icmp"; ${supported}`],
  [{ ...ping, description: unknown }, "the rule", `has the protocol "icmp"; ${supported}`],
  [{ ...ping, cidrIpv4: unknown }, "the rule", `has the protocol "icmp"; ${supported}`],
  [
    { ...ping, cidrIpv4: undefined, prefixListId: unknown },
    "the rule",
    `has the protocol "icmp"; ${supported}`,
  ],
  [
    { strict: true, securityGroupId: unknown, cidrIpv4: undefined, prefixListId: "pl-12345678" },
    "prefixListId",
    'is "pl-12345678"; prefix lists exist only in AWS. Remove it, or set strict to false',
  ],
])("a rule with %j is rejected on %s", (change, property, reason) => {
  const args = { ...valid, ...change };
  expect([...unknownOfRule(kind, args), ...checkStandaloneRule(kind, args)]).toEqual([{ property, reason }]);
});

test.each<[change: object, property: string, reason: string]>([
  [
    { cidrIpv4: undefined },
    "cidrIpv4",
    "is missing, and so are the other destinations. Set exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId",
  ],
  [
    { cidrIpv6: "::/0" },
    "cidrIpv6",
    "conflicts with cidrIpv4; a rule has one destination. Create a rule for each",
  ],
  [
    { strict: true, cidrIpv4: "169.254.169.254/32" },
    "cidrIpv4",
    'is "169.254.169.254/32"; no rule opens the metadata service of a node, and an instance needs none for its own. For DNS servers at this address, set ec2-pods:dns. Remove it, or set strict to false',
  ],
])("an egress rule with %j is rejected on %s, a destination", (change, property, reason) => {
  expect(checkStandaloneRule("SecurityGroupEgressRule", { ...valid, ...change })).toEqual([
    { property, reason },
  ]);
});

test("only egress can't be to the metadata service", () => {
  expect(checkStandaloneRule(kind, { ...valid, strict: true, cidrIpv4: "169.254.169.254/32" })).toEqual([]);
});

test("all failures of a rule are reported together", () => {
  const failing = checkStandaloneRule(kind, {
    ipProtocol: "-1",
    fromPort: 0,
    toPort: 65535,
    cidrIpv4: "10.0.0.1/8",
    cidrIpv6: "0.0.0.0/0",
    referencedSecurityGroupId: "web",
    description: "it's",
    namespace: "A",
    region: "moon",
    strict: 1,
    tags: { a: 1, "aws:b": "" },
  });
  expect(failing.map(({ property }) => property)).toEqual([
    "fromPort",
    "toPort",
    "cidrIpv6",
    "referencedSecurityGroupId",
    "securityGroupId",
    "cidrIpv4",
    "cidrIpv6",
    "referencedSecurityGroupId",
    "description",
    "namespace",
    "region",
    "strict",
    'tags["a"]',
    'tags["aws:b"]',
  ]);
});

test.each<[object]>([
  [{}],
  [{ ipProtocol: "-1", fromPort: undefined, toPort: null }],
  [{ ipProtocol: "icmp", fromPort: 8, toPort: -1 }],
  [{ ipProtocol: "icmpv6", fromPort: undefined, toPort: undefined }],
  [{ ipProtocol: "47", fromPort: undefined, toPort: undefined }],
  [{ ipProtocol: unknown, fromPort: -1, toPort: undefined }],
  [{ cidrIpv4: undefined, referencedSecurityGroupId: unknown }],
  [{ cidrIpv4: undefined, referencedSecurityGroupId: `000000000000/${group}` }],
  [{ securityGroupId: unknown }],
  [{ strict: true }],
  [{ strict: true, ipProtocol: unknown }],
  [{ ...ping, fromPort: unknown }],
  [{ strict: true, fromPort: 0, toPort: unknown }],
  [{ strict: true, cidrIpv4: undefined, prefixListId: unknown }],
])("a rule with %j is accepted", (change) => {
  expect(checkStandaloneRule(kind, { ...valid, ...change })).toEqual([]);
});
