import { checkInstance, parseDuration } from "../../provider/instance-check";
import type { InstanceInputs } from "../../provider/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "sg-0123456789abcdef0";
const valid = {
  project: "p",
  stack: "s",
  name: "web",
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group],
};
const check = (news: object, olds: Partial<InstanceInputs> = {}, target = {}) =>
  checkInstance(olds, { ...valid, ...news }, target);

const supported =
  "ami, namespace, context, instanceType, instanceState, userData, userDataBase64, userDataReplaceOnChange, " +
  "vpcSecurityGroupIds, tags, keepOnFailure, timeouts, kubeconfig";

test.each<[string, object, string, string]>([
  [
    "an argument that isn't supported",
    { keyName: "k" },
    "keyName",
    `the argument "keyName" is not supported. Remove it; supported are ${supported}`,
  ],
  ["no ami", { ami: undefined }, "ami", 'is missing. Name a container image, for example "busybox:1.35"'],
  ["an empty ami", { ami: "" }, "ami", 'is "". Leave it out, or give it a value'],
  ["an ami that is no text", { ami: 5 }, "ami", "is 5. Use a string"],
  [
    "an AMI id",
    { ami: "ami-0abcdef1234567890" },
    "ami",
    'is the AMI id "ami-0abcdef1234567890", which no container image is known for. Name an image, for example "busybox:1.35"',
  ],
  [
    "a malformed image",
    { ami: "busybox:" },
    "ami",
    'is "busybox:", which is not a container image reference. Use the form "registry/name:tag"',
  ],
  [
    "no instanceType",
    { instanceType: undefined },
    "instanceType",
    'is missing. Name an EC2 type, for example "t3.micro"',
  ],
  [
    "a malformed instanceType",
    { instanceType: "micro" },
    "instanceType",
    'is "micro", which is not an EC2 instance type. Use the form "t3.micro"',
  ],
  [
    "two kinds of user data",
    { userData: "#!/bin/sh", userDataBase64: "IyEvYmluL3No" },
    "userDataBase64",
    "conflicts with userData. Give one of the two",
  ],
  [
    "base64 that isn't",
    { userDataBase64: "#!/bin/sh" },
    "userDataBase64",
    "is not valid base64. Encode it, or give plain text as userData",
  ],
  [
    "user data that is no script",
    { userData: "echo hi" },
    "userData",
    'is not a script. Start its first line with "#!", for example "#!/bin/sh"; other cloud-init formats are not supported',
  ],
  [
    "too much user data",
    { userData: `#!/bin/sh\n${"#".repeat(16_384)}` },
    "userData",
    "has 16394 bytes; EC2 takes 16384. Shorten it, or fetch the rest from a script",
  ],
  ["a switch that is a text", { keepOnFailure: "yes" }, "keepOnFailure", 'is "yes". Use true or false'],
  [
    "a state that isn't one",
    { instanceState: "terminated" },
    "instanceState",
    'is "terminated". Use "running" or "stopped"',
  ],
  [
    "a malformed namespace",
    { namespace: "My_Apps" },
    "namespace",
    'is "My_Apps", which is not a namespace name. Use at most 63 lower-case letters, digits and inner dashes',
  ],
  [
    "no group at all",
    { vpcSecurityGroupIds: [] },
    "vpcSecurityGroupIds",
    "is []; an instance needs at least one security group. Leave it out for the default group",
  ],
  [
    "a group by its name",
    { vpcSecurityGroupIds: [group, "web"] },
    "vpcSecurityGroupIds[1]",
    'is "web", which is not the id of a SecurityGroup of this package. Use the group\'s "id" output',
  ],
  ["tags that are a list", { tags: ["a"] }, "tags", 'is ["a"]. Use a map of strings'],
  [
    "a reserved tag",
    { tags: { "aws:x": "1" } },
    'tags["aws:x"]',
    'has a key that starts with "aws:", which is reserved. Rename it',
  ],
  ["a tag that is no text", { tags: { a: 1 } }, 'tags["a"]', "is 1. Use a string"],
  [
    "a long tag",
    { tags: { a: "v".repeat(257) } },
    'tags["a"]',
    "has a value of 257 characters; EC2 takes 256. Shorten it",
  ],
  [
    "a long tag key",
    { tags: { ["k".repeat(129)]: "" } },
    `tags["${"k".repeat(129)}"]`,
    "has a key of 129 characters; EC2 takes 1 to 128. Change the key",
  ],
  [
    "too many tags",
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ""])) },
    "tags",
    "has 51 tags; EC2 takes 50. Remove some",
  ],
  [
    "a timeout without a unit",
    { timeouts: { create: "90" } },
    "timeouts.create",
    'is "90", which is not a duration above zero. Use a text like "90s" or "5m"',
  ],
  [
    "a timeout of nothing",
    { timeouts: { create: "0s" } },
    "timeouts.create",
    'is "0s", which is not a duration above zero. Use a text like "90s" or "5m"',
  ],
  [
    "a timeout of no operation",
    { timeouts: { read: "5s" } },
    "timeouts.read",
    "is not an operation. Use create, update or delete",
  ],
])("%s is refused on its property", (_, news, property, reason) => {
  expect(check(news).failures).toEqual([{ property, reason }]);
});

test("all failures are reported at once", () => {
  const { failures } = check({
    ami: "",
    instanceType: "x",
    tags: { "aws:a": "" },
    timeouts: { create: "x" },
  });
  expect(failures.map(({ property }) => property)).toEqual([
    "ami",
    "instanceType",
    'tags["aws:a"]',
    "timeouts.create",
  ]);
});

test("the text of refused user data is in no message", () => {
  const { failures } = check({ userData: "echo hunter2", userDataBase64: "hunter2" });
  expect(failures).toHaveLength(3);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});

test("what a preview doesn't know is not judged", () => {
  const everything = Object.keys(check({}).inputs).filter(
    (key) => !["project", "stack", "name", "instanceId"].includes(key),
  );
  const news = Object.fromEntries(
    [...everything, "userData", "tags", "timeouts"].map((key) => [key, unknown]),
  );
  expect(check(news).failures).toEqual([]);
  expect(check({ vpcSecurityGroupIds: [unknown], tags: { Name: unknown } }).failures).toEqual([]);
});

test("a new instance gets an id, its state and its place; an old one keeps its id", () => {
  const target = { namespace: "apps", context: "kind-dev" };
  const { inputs, failures } = check(
    { vpcSecurityGroupIds: ["sg-1111111111111111f", group, group] },
    {},
    target,
  );
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ instanceState: "running", ...target });
  expect(inputs.instanceId).toMatch(/^i-[0-9a-f]{17}$/);
  expect(inputs.vpcSecurityGroupIds).toEqual([group, "sg-1111111111111111f"]);
  expect(check({}, inputs).inputs).toMatchObject({ instanceId: inputs.instanceId, ...target });
});

test("a refused place is a failure of the context", () => {
  expect(check({}, {}, { refusal: "is not local" }).failures).toEqual([
    { property: "context", reason: "is not local" },
  ]);
});

test.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["1.5m", 90_000],
  ["1h", 3_600_000],
  ["", undefined],
  ["-1s", undefined],
  ["5 m", undefined],
])("the duration %s has %s milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
