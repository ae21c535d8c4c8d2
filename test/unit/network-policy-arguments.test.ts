import { checkGroup } from "../../provider/security-group-check";

const supported = "description, egress, ingress, name, namespace, tags";
test.each<[string, object, string, string]>([
  [
    "vpcId",
    { vpcId: "vpc-1" },
    "vpcId",
    "is not supported: the cluster's network is the only one. Remove it",
  ],
  [
    "namePrefix",
    { namePrefix: "web-" },
    "namePrefix",
    "is not supported: nothing is named at random here. Use name, or leave it out",
  ],
  [
    "revokeRulesOnDelete",
    { revokeRulesOnDelete: true },
    "revokeRulesOnDelete",
    "is not supported: rules always go with their group. Remove it",
  ],
  ["a misspelt argument", { ingres: [] }, "ingres", "is not supported. Did you mean ingress?"],
  [
    "another argument",
    { region: "x-1" },
    "region",
    `is not supported. Remove it; supported are ${supported}`,
  ],
  [
    "a reserved name",
    { name: "default" },
    "name",
    'is "default", which is reserved for the default group. Choose another',
  ],
  [
    "a name like an id",
    { name: "sg-web" },
    "name",
    'is "sg-web"; EC2 takes no name that starts with "sg-". Choose another',
  ],
  ["an empty description", { description: "" }, "description", 'is "". Leave it out, or give it a value'],
  [
    "a malformed namespace",
    { namespace: "Team_A" },
    "namespace",
    'is "Team_A", which is not a namespace name. Use at most 63 lower-case letters, digits and inner dashes',
  ],
  ["tags that are none", { tags: ["a"] }, "tags", 'is ["a"]. Use a map of strings'],
  ["a tag that is no text", { tags: { a: 1 } }, 'tags["a"]', "is 1. Use a string"],
  [
    "a reserved tag",
    { tags: { "aws:a": "1" } },
    'tags["aws:a"]',
    'has a key that starts with "aws:", which is reserved. Rename it',
  ],
])("a group with %s is refused", (_, args, property, reason) => {
  expect(checkGroup("web", { ...args })).toEqual([{ property, reason }]);
});

test.each(["default", "default/team-a"])("the logical name %s is refused", (name) => {
  const reason = `is "${name}", which is reserved for the default group. Choose another`;
  expect(checkGroup(name, {})).toEqual([{ property: "name", reason }]);
});
