import { checkRules } from "../../provider/security-group-check";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
const valid = { ...http, cidrBlocks: ["10.0.0.0/8"] };
const check = (...rules: unknown[]) => checkRules("ingress", rules);

const protocols = 'Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
const sources = "cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups";

test.each<[string, object, string, string]>([
  [
    "an unknown protocol",
    { protocol: "http" },
    ".protocol",
    `is "http", which is no protocol that EC2 knows. ${protocols}`,
  ],
  [
    "a protocol number too high",
    { protocol: "256" },
    ".protocol",
    `is "256", which is no protocol that EC2 knows. ${protocols}`,
  ],
  ["a protocol that is a number", { protocol: 6 }, ".protocol", 'is 6. Write it as a text, "6"'],
  ["no protocol", { protocol: undefined }, ".protocol", `is missing. ${protocols}`],
  [
    "ports with -1",
    { protocol: "-1", fromPort: 0, toPort: 65535 },
    ".toPort",
    'is 65535 and fromPort 0; with the protocol "-1" both must be 0. Set both to 0, or name a protocol',
  ],
  [
    "ports with all",
    { protocol: "all" },
    ".toPort",
    'is 80 and fromPort 80; with the protocol "all" both must be 0. Set both to 0, or name a protocol',
  ],
  ["a port too high", { toPort: 65536 }, ".toPort", "is 65536. Use a whole number from 0 to 65535"],
  ["a port that is a text", { fromPort: "80" }, ".fromPort", 'is "80". Use a whole number from 0 to 65535'],
  ["half a port", { fromPort: 79.5 }, ".fromPort", "is 79.5. Use a whole number from 0 to 65535"],
  ["a missing port", { toPort: undefined }, ".toPort", "is missing. Use a whole number from 0 to 65535"],
  ["-1 for any port", { fromPort: -1 }, ".fromPort", "is -1. Every port is fromPort: 0 and toPort: 65535"],
  [
    "ports the wrong way round",
    { fromPort: 443 },
    ".toPort",
    "is 80, which is below fromPort, 443. Swap them",
  ],
  [
    "an ICMP type too high",
    { protocol: "icmp", fromPort: 256, toPort: 0 },
    ".fromPort",
    "is 256. Use a whole number from -1 to 255, the ICMP type; -1 is any",
  ],
  [
    "an ICMP code too low",
    { protocol: "58", fromPort: 8, toPort: -2 },
    ".toPort",
    "is -2. Use a whole number from -1 to 255, the ICMP code; -1 is any",
  ],
  [
    "an ICMP code of any type",
    { protocol: "icmp", fromPort: -1, toPort: 0 },
    ".toPort",
    "is 0; with fromPort: -1, any type, it must be -1, too. Set -1",
  ],
  [
    "an address inside its range",
    { cidrBlocks: ["10.0.0.5/24"] },
    ".cidrBlocks[0]",
    'is "10.0.0.5/24", which is not the first address of its range. Did you mean 10.0.0.0/24?',
  ],
  [
    "an IPv6 address inside its range",
    { ipv6CidrBlocks: ["2001:DB8::1/32"] },
    ".ipv6CidrBlocks[0]",
    'is "2001:DB8::1/32", which is not the first address of its range. Did you mean 2001:db8::/32?',
  ],
  [
    "an address without length",
    { cidrBlocks: ["10.0.0.5"] },
    ".cidrBlocks[0]",
    'is "10.0.0.5", which has no prefix length. Did you mean 10.0.0.5/32?',
  ],
  [
    "an IPv6 address without length",
    { ipv6CidrBlocks: ["::1"] },
    ".ipv6CidrBlocks[0]",
    'is "::1", which has no prefix length. Did you mean ::1/128?',
  ],
  [
    "a length too long",
    { cidrBlocks: ["10.0.0.0/33"] },
    ".cidrBlocks[0]",
    'is "10.0.0.0/33", which is not an IPv4 range; its prefix length must be 0 to 32. Use the form "10.0.0.0/16"',
  ],
  [
    "an octet too high",
    { cidrBlocks: ["10.0.0.256/32"] },
    ".cidrBlocks[0]",
    'is "10.0.0.256/32", which is not an IPv4 range. Use the form "10.0.0.0/16"',
  ],
  [
    "an octal octet",
    { cidrBlocks: ["010.0.0.0/8"] },
    ".cidrBlocks[0]",
    'is "010.0.0.0/8", which is not an IPv4 range. Use the form "10.0.0.0/16"',
  ],
  [
    "too few octets",
    { cidrBlocks: ["10.0/16"] },
    ".cidrBlocks[0]",
    'is "10.0/16", which is not an IPv4 range. Use the form "10.0.0.0/16"',
  ],
  [
    "a zone",
    { ipv6CidrBlocks: ["fe80::%eth0/64"] },
    ".ipv6CidrBlocks[0]",
    'is "fe80::%eth0/64", which is not an IPv6 range. Use the form "2001:db8::/32"',
  ],
  [
    "a mapped range",
    { ipv6CidrBlocks: ["::ffff:a00:0/104"] },
    ".ipv6CidrBlocks[0]",
    'is "::ffff:a00:0/104", which is not an IPv6 range. Use the form "2001:db8::/32"',
  ],
  [
    "IPv6 among the IPv4 ranges",
    { cidrBlocks: ["::/0"] },
    ".cidrBlocks[0]",
    'is "::/0", an IPv6 range. Put it into ipv6CidrBlocks',
  ],
  [
    "IPv4 among the IPv6 ranges",
    { ipv6CidrBlocks: ["0.0.0.0/0"] },
    ".ipv6CidrBlocks[0]",
    'is "0.0.0.0/0", an IPv4 range. Put it into cidrBlocks',
  ],
  ["a range that is no text", { cidrBlocks: [10] }, ".cidrBlocks[0]", "is 10. Use a string"],
  [
    "ranges that are no list",
    { cidrBlocks: "10.0.0.0/8" },
    ".cidrBlocks",
    'is "10.0.0.0/8". Use a list of strings',
  ],
  [
    "a group by its name",
    { securityGroups: ["web"] },
    ".securityGroups[0]",
    'is "web", which is not the id of a SecurityGroup of this package. Use the group\'s "id" output',
  ],
  [
    "a group of another account",
    { securityGroups: ["123456789012/sg-0123456789abcdef0"] },
    ".securityGroups[0]",
    'is "123456789012/sg-0123456789abcdef0", which is not the id of a SecurityGroup of this package. Use the group\'s "id" output',
  ],
  [
    "a malformed prefix list",
    { prefixListIds: ["s3"] },
    ".prefixListIds[0]",
    'is "s3", which is not a prefix list\'s id. Use the form "pl-0123456789abcdef0"',
  ],
  ["self that is a text", { self: "true" }, ".self", 'is "true". Use true or false'],
  ["no source", { cidrBlocks: undefined }, "", `names nobody. Give it one of ${sources}, or self: true`],
  [
    "only empty sources",
    { cidrBlocks: [], self: false },
    "",
    `names nobody. Give it one of ${sources}, or self: true`,
  ],
  [
    "a misspelt key",
    { cidrBlock: ["10.0.0.0/8"] },
    ".cidrBlock",
    "is not supported. Did you mean cidrBlocks?",
  ],
  ["a key of Terraform", { from_port: 80 }, ".from_port", "is not supported. Did you mean fromPort?"],
  [
    "a key of something else",
    { sourceSecurityGroupId: "x" },
    ".sourceSecurityGroupId",
    `is not supported. Remove it; supported are description, fromPort, ${sources}, protocol, self, toPort`,
  ],
  [
    "a description too long",
    { description: "x".repeat(256) },
    ".description",
    "has 256 characters; EC2 takes 255. Shorten it",
  ],
  [
    "a description with other characters",
    { description: "it's" },
    ".description",
    'contains "\'"; EC2 takes letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*. Remove it',
  ],
  [
    "a range twice",
    { cidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] },
    ".cidrBlocks[1]",
    "repeats what this rule has for the same protocol and ports; EC2 refuses that. Remove one of them",
  ],
])("a rule with %s is refused", (_, change, path, reason) => {
  expect(check({ ...valid, ...change })).toEqual([{ property: `ingress[0]${path}`, reason }]);
});

test.each<[string, unknown, string, string]>([
  ["rules that are no list", { ...valid }, "ingress", `is ${JSON.stringify(valid)}. Use a list of rules`],
  [
    "a rule that is none",
    [null],
    "ingress[0]",
    `is null. Use { protocol, fromPort, toPort } with one of ${sources} or self`,
  ],
])("%s are refused", (_, rules, property, reason) => {
  expect(checkRules("ingress", rules)).toEqual([{ property, reason }]);
});

test("a rule that EC2 has already is refused, however it is written", () => {
  const again = { ...valid, protocol: "6", description: "again" };
  expect(check(valid, { ...http, self: true }, again)).toEqual([
    {
      property: "ingress[2].cidrBlocks[0]",
      reason:
        "repeats what ingress[0] has for the same protocol and ports; EC2 refuses that. Remove one of them",
    },
  ]);
});

test("all failures of all rules are told at once", () => {
  const properties = check({ ...valid, protocol: "x", fromPort: -5, cidrBlocks: ["x", "y"] }, {}).map(
    (f) => f.property,
  );
  expect(properties).toEqual([
    "ingress[0].protocol",
    "ingress[0].fromPort",
    "ingress[0].cidrBlocks[0]",
    "ingress[0].cidrBlocks[1]",
    "ingress[1].protocol",
    "ingress[1].fromPort",
    "ingress[1].toPort",
    "ingress[1]",
  ]);
});

test.each<[string, object]>([
  ["the whole rule", { rule: unknown }],
  ["its ports", { ...valid, fromPort: unknown, toPort: unknown }],
  ["its protocol", { ...valid, protocol: unknown }],
  ["its ranges", { ...http, cidrBlocks: unknown }],
  ["one range", { ...http, cidrBlocks: [unknown, unknown] }],
  ["whether it means itself", { ...http, self: unknown }],
])("what a preview can't know passes: %s", (_, rule) => {
  expect(check("rule" in rule ? rule.rule : rule)).toEqual([]);
});

test("a known mistake beside something unknown is told", () => {
  expect(check({ ...valid, fromPort: unknown, cidrBlocks: [unknown, "x"] })).toHaveLength(1);
});
