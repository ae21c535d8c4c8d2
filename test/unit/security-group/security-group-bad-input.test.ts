import { checkGroup, unknownOfGroup } from "../../../provider/security-group/security-group-check";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "sg-0123456789abcdef0";
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };

const groupText = "EC2 accepts letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*. Remove it";
const tooLong = "has 256 characters; EC2 accepts at most 255. Shorten it";
const trueOrFalse = "Use true or false";
const text = "Use a string";
const noArgument = "isn't an argument of SecurityGroup.";
const noNamespace =
  "which isn't a namespace name. Use at most 63 lowercase letters, digits and dashes, with no dash at either end";
const noRegion = 'which isn\'t an AWS region. Use a name like "us-east-1"';
const listOfRules = "Use a list of rules";
const noRule =
  "Use { protocol, fromPort, toPort } with one of cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups or self";
const noName = 'EC2 rejects names that start with "sg-". Choose another';
const orValue = "Leave it out, or give it a value";
const supported = "a NetworkPolicy supports only tcp, udp and sctp. Remove it, or set strict to false";

test.each<[args: object, property: string, reason: string]>([
  [{ ingress: {} }, "ingress", `is {}. ${listOfRules}`],
  [
    { ingress: { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/8"] } },
    "ingress",
    `is {"protocol":"tcp","fromPort":80,"toPort":80,"cidrBlocks":["10.0.0.0/8"]}. ${listOfRules}`,
  ],
  [{ egress: "all" }, "egress", `is "all". ${listOfRules}`],
  [{ ingress: [null] }, "ingress[0]", `is null. ${noRule}`],
  [{ ingress: ["tcp/80"] }, "ingress[0]", `is "tcp/80". ${noRule}`],
  [{ ingress: [[]] }, "ingress[0]", `is []. ${noRule}`],
  [{ egress: [undefined] }, "egress[0]", `is undefined. ${noRule}`],
  [{ name: "default" }, "name", 'is "default", which is reserved for the default group. Choose another'],
  [{ name: "sg-web" }, "name", `is "sg-web"; ${noName}`],
  [{ name: "SG-web" }, "name", `is "SG-web"; ${noName}`],
  [{ name: "" }, "name", `is "". ${orValue}`],
  [{ name: " " }, "name", `is " ". ${orValue}`],
  [{ name: 5 }, "name", `is 5. ${text}`],
  [{ name: "wéb" }, "name", `contains "é"; ${groupText}`],
  [{ name: "x".repeat(256) }, "name", tooLong],
  [{ namePrefix: "sg-" }, "namePrefix", `is "sg-"; ${noName}`],
  [{ namePrefix: "x".repeat(230) }, "namePrefix", "has 230 characters; AWS accepts at most 229. Shorten it"],
  [{ namePrefix: "x".repeat(256) }, "namePrefix", tooLong],
  [{ namePrefix: "a|b" }, "namePrefix", `contains "|"; ${groupText}`],
  [{ name: "web", namePrefix: "web-" }, "namePrefix", "conflicts with name. Set only one of them"],
  [{ description: "" }, "description", `is "". ${orValue}`],
  [{ description: "  " }, "description", `is "  ". ${orValue}`],
  [{ description: "x".repeat(256) }, "description", tooLong],
  [{ description: "it's" }, "description", `contains "'"; ${groupText}`],
  [{ description: ["a"] }, "description", `is ["a"]. ${text}`],
  [{ vpcId: 5 }, "vpcId", `is 5. ${text}`],
  [{ vpcId: { id: "vpc-1" } }, "vpcId", `is {"id":"vpc-1"}. ${text}`],
  [{ region: "Frankfurt" }, "region", `is "Frankfurt", ${noRegion}`],
  [{ region: "" }, "region", `is "". ${orValue}`],
  [{ region: 5 }, "region", `is 5. ${text}`],
  [{ region: "us-east-1a" }, "region", `is "us-east-1a", ${noRegion}`],
  [{ revokeRulesOnDelete: "yes" }, "revokeRulesOnDelete", `is "yes". ${trueOrFalse}`],
  [{ strict: "true" }, "strict", `is "true". ${trueOrFalse}`],
  [{ strict: 1 }, "strict", `is 1. ${trueOrFalse}`],
  [{ namespace: "Team_A" }, "namespace", `is "Team_A", ${noNamespace}`],
  [{ namespace: "" }, "namespace", `is "". ${orValue}`],
  [{ namespace: "x".repeat(64) }, "namespace", `is "${"x".repeat(64)}", ${noNamespace}`],
  [{ namespace: { metadata: {} } }, "namespace", `is {"metadata":{}}. ${text}`],
  [{ tags: ["a"] }, "tags", 'is ["a"]. Use a map of strings'],
  [{ tags: { a: 1 } }, 'tags["a"]', `is a number. ${text}`],
  [{ tags: { a: null } }, 'tags["a"]', `is null. ${text}`],
  [
    { tags: { "aws:a": "1" } },
    'tags["aws:a"]',
    'has a key that starts with "aws:", which is reserved. Rename it',
  ],
  [{ tags: "a=b" }, "tags", 'is "a=b". Use a map of strings'],
  [{ tags: { "": "x" } }, 'tags[""]', "has a key of 0 characters; EC2 accepts 1 to 128. Change the key"],
])("a group with %j is rejected on %s", (args, property, reason) => {
  expect(checkGroup("web", { ...args })).toEqual([{ property, reason }]);
});

test.each<[args: object, property: string, reason: string]>([
  [{ ingres: [] }, "ingres", `${noArgument} Did you mean "ingress"?`],
  [{ vpc_id: "vpc-1" }, "vpc_id", `${noArgument} Did you mean "vpcId"?`],
  [{ rules: [] }, "rules", `${noArgument} Remove it`],
  [{ securityGroupIds: [group] }, "securityGroupIds", `${noArgument} Remove it`],
  [{ tagsAll: {} }, "tagsAll", `${noArgument} Did you mean "tags"?`],
  [{ id: "x" }, "id", `${noArgument} Remove it`],
])("a group with %j has no argument %s", (args, property, reason) => {
  expect(checkGroup("web", { ...args })).toEqual([]);
  expect(unknownOfGroup({ ...args })).toEqual([{ property, reason }]);
});

test.each<[string, string]>([
  ["default", 'is "default", which is reserved for the default group. Choose another'],
  ["default/team-a", 'is "default/team-a", which is reserved for the default group. Choose another'],
  ["sg-web", `is "sg-web"; ${noName}`],
  ["wéb", `contains "é"; ${groupText}`],
])("the logical name %s, which is the name, is rejected", (name, reason) => {
  expect(checkGroup(name, {})).toEqual([{ property: "name", reason }]);
});

test.each([{ name: "web" }, { namePrefix: "web-" }, { name: unknown }])(
  "a logical name that isn't the name is free: %j",
  (args) => {
    expect(checkGroup("sg-wéb", args)).toEqual([]);
  },
);

test("all failures of a group and of its rules are reported together, in the order of the arguments", () => {
  const self = { ...http, self: true };
  const failing = checkGroup("web", {
    name: "sg-web",
    tags: { a: 1 },
    ingress: [{ ...self, toPort: NaN, cidrBlocks: ["::/0", "10.0.0.1/8"] }, self, "all"],
    egress: [{ ...http, cidrBlock: "0.0.0.0" }, self, { ...self, description: "again" }],
    vpcId: 1,
  });
  expect(failing.map(({ property }) => property)).toEqual([
    "name",
    "vpcId",
    'tags["a"]',
    "ingress[0].toPort",
    "ingress[0].cidrBlocks[0]",
    "ingress[0].cidrBlocks[1]",
    "ingress[2]",
    "egress[0].cidrBlock",
    "egress[0]",
    "egress[2].self",
  ]);
});

const untranslatable = {
  ingress: [
    { ...http, self: true, prefixListIds: ["pl-12345678", "pl-87654321"] },
    { protocol: "icmp", fromPort: -1, toPort: -1, self: true },
  ],
  egress: [
    { ...http, self: true },
    { protocol: "udp", fromPort: 0, toPort: 0, self: true },
    { protocol: "47", fromPort: 0, toPort: 0, self: true },
  ],
};

test("strict rejects each part that no policy can allow", () => {
  const fix = "Remove it, or set strict to false";
  const noPrefixList = `prefix lists exist only in AWS. ${fix}`;
  expect(checkGroup("web", { ...untranslatable, strict: true })).toEqual([
    { property: "ingress[0].prefixListIds[0]", reason: `is "pl-12345678"; ${noPrefixList}` },
    { property: "ingress[0].prefixListIds[1]", reason: `is "pl-87654321"; ${noPrefixList}` },
    { property: "ingress[1]", reason: `has the protocol "icmp"; ${supported}` },
    {
      property: "egress[1]",
      reason: `allows only port 0, which a NetworkPolicy can't express; every port is 0 to 65535. ${fix}`,
    },
    { property: "egress[2]", reason: `has the protocol "47"; ${supported}` },
  ]);
});

test.each([undefined, false, null, unknown])("with strict: %j they only stay blocked", (strict) => {
  expect(checkGroup("web", { ...untranslatable, strict })).toEqual([]);
});

test("strict checks a direction only if all of it is known and valid", () => {
  const ingress = [...untranslatable.ingress, { ...http, cidrBlocks: [unknown] }];
  const egress = [...untranslatable.egress, { ...http, cidrBlocks: ["x"] }];
  const failing = checkGroup("web", { ingress, egress, strict: true });
  expect(failing.map(({ property }) => property)).toEqual(["egress[3].cidrBlocks[0]"]);
});
