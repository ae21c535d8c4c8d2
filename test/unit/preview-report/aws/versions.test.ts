import { closed, open, resultOf, ssh } from "../../../support/aws-assertion";
import { type AwsResource, type Inputs, kept, made, reportOf, unknown } from "../../../support/aws-preview";

const template = (inputs: Inputs, outputs: Inputs): AwsResource => ({
  ...kept("ec2.LaunchTemplate", "lt", "lt-1", inputs),
  outputs,
});
const inClosed = { vpcSecurityGroupIds: ["sg-closed"] };
const versions = { latestVersion: 2, defaultVersion: 1 };
const fleet = (version: unknown, inputs: Inputs = {}) =>
  kept("autoscaling.Group", "asg", "asg", { launchTemplate: { id: "lt-1", version }, ...inputs });
const resultWith = (version: unknown, own = template(inClosed, versions)) =>
  resultOf("{ instance: 'asg*' }", open, closed, own, fleet(version));

test("a member that launches an earlier version of a template may be in other groups", () => {
  for (const version of [undefined, "", "$Default", "1", 1, unknown]) {
    expect([version, resultWith(version)]).toEqual([version, "unknown"]);
  }
  for (const version of ["$Latest", "2", 2])
    expect([version, resultWith(version)]).toEqual([version, "holds"]);
  expect(resultWith("$Default", template(inClosed, { ...versions, defaultVersion: 2 }))).toBe("holds");
  // Nothing says which version is the newest.
  expect(resultWith("1", template(inClosed, {}))).toBe("holds");
});

test("a version that is earlier before an update may be that which it makes", () => {
  const updated = (more: Inputs) => ({
    ...kept("ec2.LaunchTemplate", "lt", "lt-1", inClosed, { ...inClosed, ...more }),
    outputs: versions,
  });
  expect(resultWith("$Default", updated({ imageId: "ami-2" }))).toBe("unknown");
  for (const more of [{ defaultVersion: 2 }, { updateDefaultVersion: true }]) {
    expect(resultWith("$Default", updated(more))).toBe("holds");
  }
  expect(resultWith("1", updated({ updateDefaultVersion: true }))).toBe("unknown");
  expect(resultWith(unknown, updated({ imageId: "ami-2" }))).toBe("holds");
});

test("an earlier version of a template may give other tags", () => {
  const decoy = kept("ec2.Instance", "decoy", "i-9", { ...inClosed, tags: { tier: "db" } });
  const tagSpecifications = [{ resourceType: "instance", tags: { tier: "web" } }];
  const inOpen = template({ vpcSecurityGroupIds: ["sg-open"], tagSpecifications }, versions);
  const resultFor = (version: string) =>
    resultOf("{ tag: { tier: db } }", open, closed, decoy, inOpen, fleet(version));
  expect([resultFor("1"), resultFor("2")]).toEqual(["unknown", "holds"]);
});

test("an instance that exists has the groups that it was launched with", () => {
  const server = {
    ...kept("ec2.Instance", "server", "i-1", { launchTemplate: { id: "lt-1" } }),
    outputs: { vpcSecurityGroupIds: ["sg-closed"] },
  };
  const own = template(inClosed, versions);
  expect(resultOf("{ instance: server }", open, closed, own, server)).toBe("holds");
  const fresh = made("ec2.Instance", "server", { launchTemplate: { id: "lt-1" } });
  expect(resultOf("{ instance: server }", open, closed, own, fresh)).toBe("unknown");
});

test("an earlier version of a template may give a public address", () => {
  const opening = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [] }, { ingress: [ssh] });
  const own = template({ networkInterfaces: [{ securityGroups: ["sg-a"] }] }, versions);
  const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a", cidrBlock: "10.0.1.0/24" });
  const cutOffWith = (version: string) =>
    reportOf(opening, own, subnet, fleet(version, { vpcZoneIdentifiers: ["subnet-a"] })).rules[0]?.cutOff;
  expect(cutOffWith("2")).toEqual(["asg (autoscaling.Group)"]);
  expect(cutOffWith("1")).toBeUndefined();
});
