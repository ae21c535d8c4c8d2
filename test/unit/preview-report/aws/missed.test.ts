import { closed, open, resultOf } from "../../../support/aws-assertion";
import { type AwsResource, type Inputs, kept, made, unknown } from "../../../support/aws-preview";

test.each<[string, AwsResource]>([
  [
    "EMR's additional groups",
    made("emr.Cluster", "it", { ec2Attributes: { additionalMasterSecurityGroups: "sg-closed, sg-open" } }),
  ],
  [
    "groups of a replicator",
    made("msk.Replicator", "it", { kafkaClusters: [{ vpcConfig: { securityGroupsIds: ["sg-open"] } }] }),
  ],
  [
    "groups by their ARNs",
    made("datasync.EfsLocation", "it", {
      ec2Config: { securityGroupArns: ["arn:aws:ec2:eu-west-1:123456789012:security-group/sg-open"] },
    }),
  ],
  [
    "a group of workspaces",
    made("workspaces.Directory", "it", {
      workspaceCreationProperties: { customSecurityGroupId: "sg-open" },
    }),
  ],
  [
    "groups that AWS gave an endpoint",
    { ...kept("ec2.VpcEndpoint", "it", "vpce-1", {}), outputs: { securityGroupIds: ["sg-open"] } },
  ],
])("%s have the member", (_, member) => {
  expect(resultOf("{ instance: 'it*' }", open, closed, member)).toBe("broken");
});

const decoy = kept("ec2.Instance", "decoy", "i-9", {
  ...{ vpcSecurityGroupIds: ["sg-closed"], tags: { tier: "db" } },
});
const configuration = kept("ec2.LaunchConfiguration", "lc", "lc", {
  ...{ name: "lc", securityGroups: ["sg-open"] },
});
const tagged = (...resources: AwsResource[]) =>
  resultOf("{ tag: { tier: db } }", open, closed, decoy, configuration, ...resources);
const fleet = (tags: unknown) => made("autoscaling.Group", "it", { launchConfiguration: "lc", tags });

test("a tag of a fleet that is unknown, or whose name is, may be any", () => {
  const web = { key: "tier", value: "web" };
  for (const tags of [unknown, [unknown], [web, unknown], [{ key: unknown, value: "db" }], ["[secret]"]]) {
    expect([tags, tagged(fleet(tags))]).toEqual([tags, "unknown"]);
  }
  expect(tagged(fleet([{ key: "name", value: unknown }, web]))).toBe("holds");
  expect(tagged(fleet([{ key: "tier", value: "db" }]))).toBe("broken");
});

test("a tag that is a resource of its own counts", () => {
  const server = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-open"] });
  const tag = (inputs: Inputs) =>
    made("ec2.Tag", "tag", { resourceId: "i-1", key: "tier", value: "db", ...inputs });
  expect(tagged(server)).toBe("holds");
  expect(tagged(server, tag({}))).toBe("broken");
  expect(tagged(server, tag({ resourceId: "i-2" }))).toBe("holds");
  expect(tagged(server, tag({ key: "name" }))).toBe("holds");
  expect(tagged(server, tag({ key: unknown }))).toBe("unknown");
  // Another value replaces it, unless the instance puts it back.
  const web = { ...server, old: undefined, new: { ...server.new, tags: { tier: "web" } } };
  expect(tagged(web as AwsResource, tag({}))).toBe("unknown");
  // That of a network interface isn't one of its instance.
  const card = { ...server, outputs: { primaryNetworkInterfaceId: "eni-1" } };
  expect(tagged(card, tag({ resourceId: "eni-1" }))).toBe("holds");
});

test("a tag of an unknown resource may be of each new one", () => {
  const tag = made("ec2.Tag", "tag", { resourceId: unknown, key: "tier", value: "db" });
  const inputs = { vpcSecurityGroupIds: ["sg-open"] };
  expect(tagged(made("ec2.Instance", "server", inputs), tag)).toBe("unknown");
  expect(tagged(kept("ec2.Instance", "server", "i-1", inputs), tag)).toBe("holds");
  const secret = { ...tag, new: { ...tag.new, resourceId: "[secret]" } };
  expect(tagged(kept("ec2.Instance", "server", "i-1", inputs), secret)).toBe("unknown");
});

test("a tag of a fleet that is a resource of its own counts, by the fleet's name", () => {
  const named = (name: string) => made("autoscaling.Group", "it", { name, launchConfiguration: "lc" });
  const tag = (block: unknown) =>
    made("autoscaling.Tag", "tag", { autoscalingGroupName: "fleet", tag: block });
  const inDb = { key: "tier", value: "db", propagateAtLaunch: true };
  expect(tagged(named("fleet"), tag(inDb))).toBe("broken");
  expect(tagged(named("other"), tag(inDb))).toBe("holds");
  expect(tagged(named("fleet"), tag(unknown))).toBe("unknown");
});

test("a template that the preview doesn't have may give tags to what it launches", () => {
  const launched = { vpcSecurityGroupIds: ["sg-open"], launchTemplate: { id: "lt-9" } };
  expect(tagged(made("ec2.Instance", "server", launched))).toBe("unknown");
  expect(tagged(kept("ec2.Instance", "server", "i-1", launched))).toBe("holds");
});

test("a further network interface of a template without groups is in the default group of its VPC", () => {
  const subnet = (vpc: string) =>
    kept("ec2.Subnet", vpc, `subnet-${vpc}`, { vpcId: `vpc-${vpc}`, cidrBlock: "10.0.1.0/24" });
  const inDefault = { ...open, type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup" };
  const resultWith = (...networkInterfaces: Inputs[]) =>
    resultOf(
      "{ instance: 'it*' }",
      { ...inDefault, old: { ...open.old, vpcId: "vpc-a" }, new: { ...open.new, vpcId: "vpc-a" } },
      closed,
      ...[subnet("a"), subnet("b")],
      kept("ec2.DefaultSecurityGroup", "b", "sg-b", { vpcId: "vpc-b", ingress: [], egress: [] }),
      kept("ec2.LaunchTemplate", "lt", "lt-1", { networkInterfaces }),
      kept("autoscaling.Group", "it", "it", {
        ...{ launchTemplate: { id: "lt-1" }, vpcZoneIdentifiers: ["subnet-a"] },
      }),
    );
  const card = { securityGroups: ["sg-closed"], deviceIndex: 0 };
  expect(resultWith(card)).toBe("holds");
  expect(resultWith(card, { deviceIndex: 1 })).toBe("broken");
  expect(resultWith(card, { deviceIndex: 1, subnetId: "subnet-b" })).toBe("holds");
});

test("a machine keeps its own tags beside those of a template that the preview doesn't have", () => {
  const group = (value: string) =>
    kept("autoscaling.Group", "asg", "asg", {
      launchTemplate: { id: "lt-foreign" },
      tags: [{ key: "tier", value, propagateAtLaunch: true }],
    });
  expect(tagged(group("web"))).toBe("holds");
  expect(tagged(group("db"))).toBe("unknown");
  const untagged = kept("autoscaling.Group", "asg", "asg", { launchTemplate: { id: "lt-foreign" } });
  expect(tagged(untagged)).toBe("unknown");
});

test("an attachment to a network interface of an endpoint is of that, and of no new instance", () => {
  const endpoint = made("ec2.VpcEndpoint", "ep", { securityGroupIds: ["sg-closed"] });
  const attachment = made(
    "ec2.NetworkInterfaceSecurityGroupAttachment",
    "more",
    { securityGroupId: "sg-open", networkInterfaceId: unknown },
    { networkInterfaceId: [endpoint] },
  );
  const server = made("ec2.Instance", "server", { vpcSecurityGroupIds: ["sg-closed"] });
  const result = (name: string) =>
    resultOf(`{ instance: '${name}*' }`, open, closed, endpoint, server, attachment);
  expect([result("server"), result("ep")]).toEqual(["holds", "unknown"]);
});
