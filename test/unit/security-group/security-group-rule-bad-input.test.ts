import { checkStandaloneRule } from "../../../provider/security-group/standalone-rule";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "sg-0123456789abcdef0";
const valid = {
  securityGroupId: group,
  ipProtocol: "tcp",
  fromPort: 80,
  toPort: 80,
  cidrIpv4: "10.0.0.0/8",
};

const noProtocol =
  'which is no protocol that EC2 knows. Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
const protocols = 'Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
const ports = "Use a whole number from 0 to 65535";
const icmpCode = "Use a whole number from -1 to 255, the ICMP code; -1 is any";
const noIpv4 = 'which is not an IPv4 range. Use the form "10.0.0.0/16"';
const longIpv4 = 'which is not an IPv4 range; its prefix length must be 0 to 32. Use the form "10.0.0.0/16"';
const noIpv6 = 'which is not an IPv6 range. Use the form "2001:db8::/32"';
const noPrefixList = 'which is not a prefix list\'s id. Use the form "pl-0123456789abcdef0"';
const noGroup = 'which is not the id of a SecurityGroup of this package. Use the group\'s "id" output';
const otherAccount =
  'a group of another account, and a cluster has no accounts. Use the group\'s "id" output';
const ruleText = "EC2 takes letters, digits, spaces and ._-:/()#,@[]+=;{}!$*. Remove it";
const tooLong = "has 256 characters; EC2 takes 255. Shorten it";
const trueOrFalse = "Use true or false";
const text = "Use a string";
const aloneKeys =
  "Remove it; supported are cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId, description, fromPort, ipProtocol, namespace, region, securityGroupId, strict, tags, toPort";
const noPorts = "has no ports. Leave it out, or name a protocol";
const noSource =
  "is missing, as are the other sources. Give exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId";
const oneSource = "conflicts with cidrIpv4; a rule has one source. Make a rule for each";
const noNamespace =
  "which is not a namespace name. Use at most 63 lower-case letters, digits and inner dashes";
const noRegion = 'which is not a region. Use the form "us-east-1"';
const knownPorts = "Here it is fromPort and toPort";
const knownProtocols = "and a NetworkPolicy knows tcp, udp and sctp only. Remove it, or set strict to false";

test.each<[change: object, property: string, reason: string]>([
  [{ ipProtocol: undefined }, "ipProtocol", `is missing. ${protocols}`],
  [{ ipProtocol: 6 }, "ipProtocol", 'is 6. Write it as a text, "6"'],
  [{ ipProtocol: "http" }, "ipProtocol", `is "http", ${noProtocol}`],
  [{ ipProtocol: "-1", toPort: undefined }, "fromPort", `is 80, and ipProtocol "-1" ${noPorts}`],
  [
    { ipProtocol: "all", fromPort: 0, toPort: undefined },
    "fromPort",
    `is 0, and ipProtocol "all" ${noPorts}`,
  ],
  [
    { ipProtocol: "-1", fromPort: "0", toPort: undefined },
    "fromPort",
    `is "0", and ipProtocol "-1" ${noPorts}`,
  ],
  [{ fromPort: undefined }, "fromPort", `is missing. ${ports}`],
  [{ toPort: null }, "toPort", `is missing. ${ports}`],
  [{ fromPort: "80" }, "fromPort", `is "80". ${ports}`],
  [{ toPort: NaN }, "toPort", `is NaN. ${ports}`],
  [{ fromPort: -1 }, "fromPort", "is -1. Every port is fromPort: 0 and toPort: 65535"],
  [{ toPort: 65536 }, "toPort", `is 65536. ${ports}`],
  [{ fromPort: 443 }, "toPort", "is 80, which is below fromPort, 443. Swap them"],
  [{ ipProtocol: "icmp", fromPort: 8, toPort: 256 }, "toPort", `is 256. ${icmpCode}`],
  [
    { ipProtocol: "icmpv6", fromPort: -1, toPort: 0 },
    "toPort",
    "is 0; with fromPort: -1, any type, it must be -1, too. Set -1",
  ],
  [{ ipProtocol: "47", fromPort: -2, toPort: -1 }, "fromPort", "is -2. Use a whole number from -1 to 65535"],
  [{ ipProtocol: "sctp", fromPort: undefined }, "fromPort", `is missing. ${ports}`],
  [{ cidrIpv4: undefined }, "cidrIpv4", noSource],
  [{ cidrIpv4: null }, "cidrIpv4", noSource],
  [{ cidrIpv6: "::/0" }, "cidrIpv6", oneSource],
  [{ prefixListId: "pl-12345678" }, "prefixListId", oneSource],
  [{ referencedSecurityGroupId: group }, "referencedSecurityGroupId", oneSource],
  [{ cidrIpv4: "" }, "cidrIpv4", `is "", ${noIpv4}`],
  [
    { cidrIpv4: "10.0.0.5/24" },
    "cidrIpv4",
    'is "10.0.0.5/24", which is not the first address of its range. Did you mean 10.0.0.0/24?',
  ],
  [{ cidrIpv4: "0.0.0.0" }, "cidrIpv4", 'is "0.0.0.0", which has no prefix length. Did you mean 0.0.0.0/0?'],
  [{ cidrIpv4: "10.0.0.0/33" }, "cidrIpv4", `is "10.0.0.0/33", ${longIpv4}`],
  [{ cidrIpv4: "::/0" }, "cidrIpv4", 'is "::/0", an IPv6 range. Put it into cidrIpv6'],
  [{ cidrIpv4: ["10.0.0.0/8"] }, "cidrIpv4", `is ["10.0.0.0/8"]. ${text}`],
  [
    { cidrIpv4: group },
    "cidrIpv4",
    'is "sg-0123456789abcdef0", a group. Put it into referencedSecurityGroupId',
  ],
  [
    { cidrIpv4: undefined, cidrIpv6: "0.0.0.0/0" },
    "cidrIpv6",
    'is "0.0.0.0/0", an IPv4 range. Put it into cidrIpv4',
  ],
  [{ cidrIpv4: undefined, cidrIpv6: "::ffff:a00:0/104" }, "cidrIpv6", `is "::ffff:a00:0/104", ${noIpv6}`],
  [
    { cidrIpv4: undefined, cidrIpv6: "2001:db8::1/32" },
    "cidrIpv6",
    'is "2001:db8::1/32", which is not the first address of its range. Did you mean 2001:db8::/32?',
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
  [
    { securityGroupId: undefined },
    "securityGroupId",
    'is missing. Use the "id" output of the group that the rule belongs to',
  ],
  [{ securityGroupId: "web" }, "securityGroupId", `is "web", ${noGroup}`],
  [{ securityGroupId: "" }, "securityGroupId", `is "", ${noGroup}`],
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
    "is not supported. Here it is cidrIpv4, one range; make a rule for each",
  ],
  [
    { ipv6CidrBlocks: ["::/0"] },
    "ipv6CidrBlocks",
    "is not supported. Here it is cidrIpv6, one range; make a rule for each",
  ],
  [
    { prefixListIds: ["pl-12345678"] },
    "prefixListIds",
    "is not supported. Here it is prefixListId, one list; make a rule for each",
  ],
  [{ protocol: "tcp" }, "protocol", "is not supported. Here it is ipProtocol"],
  [
    { securityGroups: [group] },
    "securityGroups",
    "is not supported. Here it is referencedSecurityGroupId, one group; make a rule for each",
  ],
  [{ self: true }, "self", "is not supported. Use the group's own id as referencedSecurityGroupId"],
  [
    { sourceSecurityGroupId: group },
    "sourceSecurityGroupId",
    "is not supported. Here it is referencedSecurityGroupId",
  ],
  [{ type: "ingress" }, "type", "is not supported. Use SecurityGroupIngressRule or SecurityGroupEgressRule"],
  [{ port: 80 }, "port", `is not supported. ${knownPorts}`],
  [{ cidrIpv: "10.0.0.0/8" }, "cidrIpv", "is not supported. Did you mean cidrIpv4?"],
  [{ from_port: 80 }, "from_port", "is not supported. Did you mean fromPort?"],
  [{ name: "web" }, "name", `is not supported. ${aloneKeys}`],
  [
    { strict: true, ipProtocol: "icmp", fromPort: 8, toPort: 0 },
    "the rule",
    `has the protocol "icmp", ${knownProtocols}`,
  ],
  [
    { strict: true, fromPort: 0, toPort: 0 },
    "the rule",
    "opens only port 0, which a NetworkPolicy has no number for; every port is 0 to 65535. Remove it, or set strict to false",
  ],
  [
    { strict: true, cidrIpv4: undefined, prefixListId: "pl-12345678" },
    "prefixListId",
    'is "pl-12345678", and prefix lists exist in AWS only. Remove it, or set strict to false',
  ],
  [
    { strict: true, ipProtocol: "47", fromPort: undefined, toPort: undefined },
    "the rule",
    `has the protocol "47", ${knownProtocols}`,
  ],
])("a rule with %j is refused on %s", (change, property, reason) => {
  expect(checkStandaloneRule({ ...valid, ...change })).toEqual([{ property, reason }]);
});

test("all mistakes of a rule are told at once", () => {
  const failing = checkStandaloneRule({
    self: true,
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
    "self",
    "fromPort",
    "toPort",
    "cidrIpv6",
    "referencedSecurityGroupId",
    "cidrIpv4",
    "cidrIpv6",
    "referencedSecurityGroupId",
    "securityGroupId",
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
  [{ strict: true, ipProtocol: "icmp", fromPort: 8, toPort: 0, cidrIpv4: unknown }],
])("a rule with %j is taken", (change) => {
  expect(checkStandaloneRule({ ...valid, ...change })).toEqual([]);
});
