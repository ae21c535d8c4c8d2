import fc from "fast-check";

import {
  groupIdIn,
  groupIdOfLabel,
  labelSafe,
  memberLabel,
  newInstanceId,
  newLaunchToken,
  ownerHash,
  ownerLabels,
  podName,
  securityGroupId,
  securityGroupRuleId,
} from "../../../provider/common/names";

const dnsLabel = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const labelValue = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const identity = { project: "p", stack: "s", name: "web" };
const text = fc.string({ unit: "binary", maxLength: 200 });

test("a Pod name is a DNS label of at most 63 characters, whatever the resource is called", () => {
  fc.assert(
    fc.property(text, text, text, (name, id, token) => {
      const made = podName(name, id, token);
      expect(made).toMatch(dnsLabel);
      expect(made.length).toBeLessThanOrEqual(63);
    }),
  );
});

test("a Pod name is new for each launch and stays the same for one launch", () => {
  expect(podName("web", "i-1", "a")).toBe(podName("web", "i-1", "a"));
  expect(podName("web", "i-1", "a")).not.toBe(podName("web", "i-1", "b"));
  expect(podName("web", "i-1", "a")).toMatch(/^ec2-web-[0-9a-f]{10}$/);
});

test("a label value is valid and keeps different strings apart", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(labelSafe(a)).toMatch(labelValue);
      expect(labelSafe(a).length).toBeLessThanOrEqual(63);
      if (a !== b) expect(labelSafe(a)).not.toBe(labelSafe(b));
    }),
  );
});

test("a string that is a valid label value stays unchanged", () => {
  expect(labelSafe("web-server.1")).toBe("web-server.1");
});

test("ids have EC2's form", () => {
  expect(newInstanceId()).toMatch(/^i-[0-9a-f]{17}$/);
  expect(newInstanceId()).not.toBe(newInstanceId());
  expect(securityGroupId(identity)).toMatch(/^sg-[0-9a-f]{17}$/);
  expect(securityGroupRuleId(identity, "ingress")).toMatch(/^sgr-[0-9a-f]{17}$/);
  expect(securityGroupRuleId(identity, "ingress")).not.toBe(securityGroupRuleId(identity, "egress"));
  expect(newLaunchToken()).not.toBe(newLaunchToken());
});

test("a group's id follows from its project, stack and name only", () => {
  expect(securityGroupId(identity)).toBe(securityGroupId({ ...identity }));
  for (const key of ["project", "stack", "name"]) {
    expect(securityGroupId({ ...identity, [key]: "other" })).not.toBe(securityGroupId(identity));
  }
  expect(ownerHash({ project: "p", stack: "s" })).not.toBe(ownerHash({ project: "p", stack: "t" }));
});

test("the label of a member leads back to its group, and no other label does", () => {
  fc.assert(
    fc.property(text, text, (name, other) => {
      const id = securityGroupId({ ...identity, name });
      expect(groupIdOfLabel(memberLabel(id))).toBe(id);
      expect(groupIdOfLabel(other)).toBeUndefined();
      expect(groupIdOfLabel(memberLabel(other))).toBeUndefined();
    }),
  );
});

test.each([
  ["sg-0123456789abcdef0", "sg-0123456789abcdef0"],
  ["000000000000/sg-0123456789abcdef0", "sg-0123456789abcdef0"],
  ["123456789012/sg-0123456789abcdef0", "123456789012/sg-0123456789abcdef0"],
  ["000000000000/web", "000000000000/web"],
  ["", ""],
])("the group id in %j is %j", (reference, id) => {
  expect(groupIdIn(reference)).toBe(id);
});

test("all objects of a resource have its labels, whose values are valid", () => {
  expect(ownerLabels({ ...identity, name: "web server" })).toEqual({
    "app.kubernetes.io/managed-by": "pulumi-ec2-pods",
    "ec2-pods/owner": ownerHash(identity),
    "ec2-pods/name": labelSafe("web server"),
    "ec2-pods/service": "ec2",
  });
  expect(ownerHash(identity)).toMatch(/^[0-9a-f]{16}$/);
});
