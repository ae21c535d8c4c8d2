import { checkGroup } from "../../../provider/security-group/security-group-check";
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
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
const valid = { ...http, cidrBlocks: ["10.0.0.0/8"] };
const check = (...rules: unknown[]) => checkGroup("web", { ingress: rules });

const icmpType = "Use a whole number from -1 to 255, the ICMP type; -1 is any";
const icmpCode = "Use a whole number from -1 to 255, the ICMP code; -1 is any";
const longIpv4 = 'which isn\'t an IPv4 range; its prefix length must be 0 to 32. Use the form "10.0.0.0/16"';
const otherAccount = 'a group of another account; a cluster has no accounts. Use the group\'s "id" output';
const ruleText = "EC2 accepts letters, digits, spaces and ._-:/()#,@[]+=;{}!$*. Remove it";
const tooLong = "has 256 characters; EC2 accepts at most 255. Shorten it";
const listOfStrings = "Use a list of strings";
const noSource =
  "has no source. Set one of cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups, or self: true";
const noArgument = "isn't an argument of an ingress rule.";
const duplicate =
  "is a duplicate: this rule has the same peer, protocol and ports, and EC2 rejects that. Remove one of them";
const bothZero = "both must be 0. Set both to 0, or name a protocol";

test.each<[change: object, path: string, reason: string]>([
  [{ protocol: undefined }, ".protocol", `is missing. ${protocols}`],
  [{ protocol: null }, ".protocol", `is missing. ${protocols}`],
  [{ protocol: "" }, ".protocol", `is "", ${noProtocol}`],
  [{ protocol: "http" }, ".protocol", `is "http", ${noProtocol}`],
  [{ protocol: " tcp" }, ".protocol", `is " tcp", ${noProtocol}`],
  [{ protocol: "256" }, ".protocol", `is "256", ${noProtocol}`],
  [{ protocol: "06" }, ".protocol", `is "06", ${noProtocol}`],
  [{ protocol: "-2" }, ".protocol", `is "-2", ${noProtocol}`],
  [{ protocol: 999 }, ".protocol", `is 999. ${protocols}`],
  [{ protocol: ["tcp"] }, ".protocol", `is ["tcp"]. ${protocols}`],
  [{ protocol: "constructor" }, ".protocol", `is "constructor", ${noProtocol}`],
  [
    { protocol: "-1", fromPort: 0, toPort: 65535 },
    ".toPort",
    `is 65535 and fromPort is 0; with the protocol "-1" ${bothZero}`,
  ],
  [{ protocol: "all" }, ".toPort", `is 80 and fromPort is 80; with the protocol "all" ${bothZero}`],
  [{ toPort: 65536 }, ".toPort", `is 65536. ${ports}`],
  [{ fromPort: "80" }, ".fromPort", `is "80". ${ports}`],
  [{ fromPort: 79.5 }, ".fromPort", `is 79.5. ${ports}`],
  [{ toPort: NaN }, ".toPort", `is NaN. ${ports}`],
  [{ toPort: Infinity }, ".toPort", `is Infinity. ${ports}`],
  [{ fromPort: null }, ".fromPort", `is missing. ${ports}`],
  [{ toPort: undefined }, ".toPort", `is missing. ${ports}`],
  [{ fromPort: true }, ".fromPort", `is true. ${ports}`],
  [{ fromPort: -1 }, ".fromPort", "is -1. For all ports, use fromPort: 0 and toPort: 65535"],
  [{ fromPort: -2 }, ".fromPort", `is -2. ${ports}`],
  [{ fromPort: 443 }, ".toPort", "is 80, which is below fromPort (443). Swap them"],
  [{ protocol: "icmp", fromPort: 256, toPort: 0 }, ".fromPort", `is 256. ${icmpType}`],
  [{ protocol: "1", fromPort: "8", toPort: 0 }, ".fromPort", `is "8". ${icmpType}`],
  [{ protocol: "58", fromPort: 8, toPort: -2 }, ".toPort", `is -2. ${icmpCode}`],
  [
    { protocol: "icmp", fromPort: -1, toPort: 0 },
    ".toPort",
    "is 0; with fromPort: -1 (any type) it must also be -1. Set it to -1",
  ],
  [{ protocol: "icmpv6", fromPort: 128, toPort: undefined }, ".toPort", `is missing. ${icmpCode}`],
  [{ protocol: "47", fromPort: -1, toPort: 0 }, ".fromPort", `is -1. ${ports}`],
  [
    { cidrBlocks: ["10.0.0.5/24"] },
    ".cidrBlocks[0]",
    'is "10.0.0.5/24", which isn\'t the first address of its range. Did you mean 10.0.0.0/24?',
  ],
  [
    { cidrBlocks: ["10.0.0.5"] },
    ".cidrBlocks[0]",
    'is "10.0.0.5", which has no prefix length. Did you mean 10.0.0.5/32?',
  ],
  [
    { cidrBlocks: ["0.0.0.0"] },
    ".cidrBlocks[0]",
    'is "0.0.0.0", which has no prefix length. Did you mean 0.0.0.0/0?',
  ],
  [{ cidrBlocks: ["10.0.0.0/33"] }, ".cidrBlocks[0]", `is "10.0.0.0/33", ${longIpv4}`],
  [{ cidrBlocks: ["10.0.0.0/"] }, ".cidrBlocks[0]", `is "10.0.0.0/", ${longIpv4}`],
  [{ cidrBlocks: ["10.0.0.0/08"] }, ".cidrBlocks[0]", `is "10.0.0.0/08", ${noIpv4}`],
  [
    { cidrBlocks: ["10.0.0.0/8 "] },
    ".cidrBlocks[0]",
    'is "10.0.0.0/8 ", which has spaces around it. Did you mean 10.0.0.0/8?',
  ],
  [
    { cidrBlocks: [" 10.0.0.0/8"] },
    ".cidrBlocks[0]",
    'is " 10.0.0.0/8", which has spaces around it. Did you mean 10.0.0.0/8?',
  ],
  [
    { cidrBlocks: ["10.0.0.0/8, 192.0.2.0/24"] },
    ".cidrBlocks[0]",
    `is "10.0.0.0/8, 192.0.2.0/24", ${noIpv4}`,
  ],
  [{ cidrBlocks: ["10.0.0.256/32"] }, ".cidrBlocks[0]", `is "10.0.0.256/32", ${noIpv4}`],
  [{ cidrBlocks: ["010.0.0.0/8"] }, ".cidrBlocks[0]", `is "010.0.0.0/8", ${noIpv4}`],
  [{ cidrBlocks: ["10.0/16"] }, ".cidrBlocks[0]", `is "10.0/16", ${noIpv4}`],
  [{ cidrBlocks: [""] }, ".cidrBlocks[0]", `is "". ${orValue}`],
  [{ cidrBlocks: ["anywhere"] }, ".cidrBlocks[0]", `is "anywhere", ${noIpv4}`],
  [{ cidrBlocks: [null] }, ".cidrBlocks[0]", `is null. ${text}`],
  [{ cidrBlocks: [10] }, ".cidrBlocks[0]", `is 10. ${text}`],
  [{ cidrBlocks: [["10.0.0.0/8"]] }, ".cidrBlocks[0]", `is ["10.0.0.0/8"]. ${text}`],
  [{ cidrBlocks: "10.0.0.0/8" }, ".cidrBlocks", `is "10.0.0.0/8". ${listOfStrings}`],
  [{ cidrBlocks: {} }, ".cidrBlocks", `is {}. ${listOfStrings}`],
  [{ cidrBlocks: ["::/0"] }, ".cidrBlocks[0]", 'is "::/0", an IPv6 range. Move it to ipv6CidrBlocks'],
  [
    { cidrBlocks: [group] },
    ".cidrBlocks[0]",
    'is "sg-0123456789abcdef0", a group. Move it to securityGroups',
  ],
  [
    { ipv6CidrBlocks: ["2001:DB8::1/32"] },
    ".ipv6CidrBlocks[0]",
    'is "2001:DB8::1/32", which isn\'t the first address of its range. Did you mean 2001:db8::/32?',
  ],
  [
    { ipv6CidrBlocks: ["::1"] },
    ".ipv6CidrBlocks[0]",
    'is "::1", which has no prefix length. Did you mean ::1/128?',
  ],
  [
    { ipv6CidrBlocks: ["::"] },
    ".ipv6CidrBlocks[0]",
    'is "::", which has no prefix length. Did you mean ::/0?',
  ],
  [
    { ipv6CidrBlocks: ["2001:db8::/129"] },
    ".ipv6CidrBlocks[0]",
    'is "2001:db8::/129", which isn\'t an IPv6 range; its prefix length must be 0 to 128. Use the form "2001:db8::/32"',
  ],
  [{ ipv6CidrBlocks: ["fe80::%eth0/64"] }, ".ipv6CidrBlocks[0]", `is "fe80::%eth0/64", ${noIpv6}`],
  [{ ipv6CidrBlocks: ["::ffff:a00:0/104"] }, ".ipv6CidrBlocks[0]", `is "::ffff:a00:0/104", ${noIpv6}`],
  [{ ipv6CidrBlocks: ["::ffff:a00:1"] }, ".ipv6CidrBlocks[0]", `is "::ffff:a00:1", ${noIpv6}`],
  [{ ipv6CidrBlocks: ["::ffff:10.0.0.0/104"] }, ".ipv6CidrBlocks[0]", `is "::ffff:10.0.0.0/104", ${noIpv6}`],
  [
    { ipv6CidrBlocks: ["0.0.0.0/0"] },
    ".ipv6CidrBlocks[0]",
    'is "0.0.0.0/0", an IPv4 range. Move it to cidrBlocks',
  ],
  [
    { ipv6CidrBlocks: [" ::/0"] },
    ".ipv6CidrBlocks[0]",
    'is " ::/0", which has spaces around it. Did you mean ::/0?',
  ],
  [{ securityGroups: ["10.0.0.0/8"] }, ".securityGroups[0]", `is "10.0.0.0/8", ${noGroup}`],
  [{ securityGroups: ["web"] }, ".securityGroups[0]", `is "web", ${noGroup}`],
  [{ securityGroups: [""] }, ".securityGroups[0]", `is "". ${orValue}`],
  [
    { securityGroups: ["SG-0123456789ABCDEF0"] },
    ".securityGroups[0]",
    `is "SG-0123456789ABCDEF0", ${noGroup}`,
  ],
  [{ securityGroups: ["sg-1234567"] }, ".securityGroups[0]", `is "sg-1234567", ${noGroup}`],
  [{ securityGroups: ["sg-0123456789abcdef0 "] }, ".securityGroups[0]", `is "${group} ", ${noGroup}`],
  [
    { securityGroups: ["123456789012/sg-0123456789abcdef0"] },
    ".securityGroups[0]",
    `is "123456789012/${group}", ${otherAccount}`,
  ],
  [{ securityGroups: ["the resource web"] }, ".securityGroups[0]", `is "the resource web", ${noGroup}`],
  [{ securityGroups: [{ id: group }] }, ".securityGroups[0]", `is {"id":"${group}"}. ${text}`],
  [{ securityGroups: group }, ".securityGroups", `is "${group}". ${listOfStrings}`],
  [{ prefixListIds: ["s3"] }, ".prefixListIds[0]", `is "s3", ${noPrefixList}`],
  [{ prefixListIds: ["pl-ABCDEF12"] }, ".prefixListIds[0]", `is "pl-ABCDEF12", ${noPrefixList}`],
  [{ prefixListIds: [null] }, ".prefixListIds[0]", `is null. ${text}`],
  [{ self: "true" }, ".self", `is "true". ${trueOrFalse}`],
  [{ self: 1 }, ".self", `is 1. ${trueOrFalse}`],
  [{ cidrBlocks: undefined }, "", noSource],
  [{ cidrBlocks: [], self: false }, "", noSource],
  [{ cidrBlocks: null, securityGroups: null, self: null }, "", noSource],
  [{ cidrBlock: ["10.0.0.0/8"] }, ".cidrBlock", `${noArgument} Did you mean "cidrBlocks"?`],
  [{ from_port: 80 }, ".from_port", `${noArgument} Did you mean "fromPort"?`],
  [{ port: 80 }, ".port", `${noArgument} ${usePorts}`],
  [{ sourceSecurityGroupId: group }, ".sourceSecurityGroupId", `${noArgument} Use securityGroups, a list`],
  [
    { referencedSecurityGroupId: group },
    ".referencedSecurityGroupId",
    `${noArgument} Use securityGroups, a list`,
  ],
  [{ cidrIpv4: "10.0.0.0/8" }, ".cidrIpv4", `${noArgument} Use cidrBlocks, a list`],
  [{ ipProtocol: "tcp" }, ".ipProtocol", `${noArgument} Use protocol`],
  [{ type: "ingress" }, ".type", `${noArgument} Remove it`],
  [{ constructor: 1 }, ".constructor", `${noArgument} Remove it`],
  [{ description: "x".repeat(256) }, ".description", tooLong],
  [{ description: "it's" }, ".description", `contains "'"; ${ruleText}`],
  [{ description: "a & b" }, ".description", `contains "&"; ${ruleText}`],
  [{ description: "a\nb" }, ".description", `contains "\\n"; ${ruleText}`],
  [{ description: 5 }, ".description", `is 5. ${text}`],
  [
    { cidrBlocks: undefined, ipv6CidrBlocks: ["2001:db8::/32", "2001:0DB8:0::/32"] },
    ".ipv6CidrBlocks[1]",
    duplicate,
  ],
  [{ securityGroups: [group, "000000000000/sg-0123456789abcdef0"] }, ".securityGroups[1]", duplicate],
])("a rule with %j is rejected on it%s", (change, path, reason) => {
  expect(check({ ...valid, ...change })).toEqual([{ property: `ingress[0]${path}`, reason }]);
});

test("a duplicate rule is rejected, whatever its spelling", () => {
  const again = { ...valid, protocol: "6", description: "again" };
  expect(check(valid, { ...http, self: true }, again)).toEqual([
    {
      property: "ingress[2].cidrBlocks[0]",
      reason:
        "is a duplicate: ingress[0] has the same peer, protocol and ports, and EC2 rejects that. Remove one of them",
    },
  ]);
});

test.each([
  {},
  { self: false },
  { description: "" },
  { protocol: "6" },
  { cidrBlocks: ["192.168.0.0/16", "10.0.0.0/8", "10.0.0.0/8"] },
  { description: unknown },
])("an equal rule with %j is the same one, as in AWS's provider", (change) => {
  expect(check(valid, { ...valid, ...change })).toEqual([]);
});

test("the same source for other ports or another protocol is no duplicate", () => {
  expect(check(valid, { ...valid, toPort: 81 }, { ...valid, protocol: "udp" })).toEqual([]);
});

test("all failures of all rules are reported together, in the order of the rules", () => {
  const failing = check(
    { ...valid, protocol: "x", fromPort: -5, cidrBlocks: ["x", valid.cidrBlocks[0], "y"] },
    valid,
    {},
    null,
    { ...valid, cidrBlocks: undefined, securityGroups: [group, "web"], prefixListIds: [null], port: 80 },
    { ...valid, self: 1, description: "a & b" },
  ).map(({ property }) => property);
  expect(failing).toEqual([
    "ingress[0].protocol",
    "ingress[0].fromPort",
    "ingress[0].cidrBlocks[0]",
    "ingress[0].cidrBlocks[2]",
    "ingress[2].protocol",
    "ingress[2].fromPort",
    "ingress[2].toPort",
    "ingress[2]",
    "ingress[3]",
    "ingress[4].port",
    "ingress[4].prefixListIds[0]",
    "ingress[4].securityGroups[1]",
    "ingress[5].self",
    "ingress[5].description",
  ]);
});

test.each<[string, unknown]>([
  ["the whole rule", unknown],
  ["its ports", { ...valid, fromPort: unknown, toPort: unknown }],
  ["its protocol", { ...valid, protocol: unknown }],
  ["its ranges", { ...http, cidrBlocks: unknown }],
  ["one range", { ...http, cidrBlocks: [unknown, unknown] }],
  ["whether it means itself", { ...http, self: unknown }],
])("a value that a preview doesn't know passes: %s", (_, rule) => {
  expect(check(rule)).toEqual([]);
});

test("a known failure beside an unknown value is reported", () => {
  const failing = check({ ...valid, fromPort: unknown, cidrBlocks: [unknown, "x"] });
  expect(failing.map(({ property }) => property)).toEqual(["ingress[0].cidrBlocks[1]"]);
});
