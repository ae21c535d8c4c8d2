import fc from "fast-check";

import {
  labelSafe,
  newInstanceId,
  ownerHash,
  podName,
  securityGroupId,
} from "../../../provider/common/names";

const dnsLabel = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const labelValue = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
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

test("a Pod name is new for every spawn and stays for the same one", () => {
  expect(podName("web", "i-1", "a")).toBe(podName("web", "i-1", "a"));
  expect(podName("web", "i-1", "a")).not.toBe(podName("web", "i-1", "b"));
  expect(podName("web", "i-1", "a")).toMatch(/^ec2-web-[0-9a-f]{10}$/);
});

test("a label value is valid and keeps different texts apart", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(labelSafe(a)).toMatch(labelValue);
      expect(labelSafe(a).length).toBeLessThanOrEqual(63);
      if (a !== b) expect(labelSafe(a)).not.toBe(labelSafe(b));
    }),
  );
});

test("a text that is a label value already stays as it is", () => {
  expect(labelSafe("web-server.1")).toBe("web-server.1");
});

test("ids have EC2's form", () => {
  expect(newInstanceId()).toMatch(/^i-[0-9a-f]{17}$/);
  expect(newInstanceId()).not.toBe(newInstanceId());
  expect(securityGroupId({ project: "p", stack: "s", name: "web" })).toMatch(/^sg-[0-9a-f]{17}$/);
});

test("a group's id follows from its project, stack and name, and from nothing else", () => {
  const identity = { project: "p", stack: "s", name: "web" };
  expect(securityGroupId(identity)).toBe(securityGroupId({ ...identity }));
  for (const key of ["project", "stack", "name"]) {
    expect(securityGroupId({ ...identity, [key]: "other" })).not.toBe(securityGroupId(identity));
  }
  expect(ownerHash({ project: "p", stack: "s" })).not.toBe(ownerHash({ project: "p", stack: "t" }));
});
