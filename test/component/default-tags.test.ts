import * as awsOfAws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import * as aws from "../../provider";
import { annotationKeys } from "../../provider/common/names";
import { lateFailureOf, policies, registered, valueOf } from "../support/mocks";
import { startRun } from "../support/record-mocks";

const team = { defaultTags: { tags: { Team: "shop", Name: "default" } } };
const tags = { Name: "web" };
const all = { Team: "shop", Name: "web" };
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", tags };

test.each<[string, () => pulumi.ProviderResource]>([
  ["this package", () => new aws.Provider("team", team)],
  ["@pulumi/aws", () => new awsOfAws.Provider("team", team)],
])("default tags of a provider of %s are below the own tags of groups and rules", async (_, make) => {
  const provider = make();
  const group = new aws.ec2.SecurityGroup("web", { tags }, { provider });
  const rule = new aws.vpc.SecurityGroupIngressRule(
    "http",
    { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
    { provider },
  );
  const adopted = new aws.ec2.DefaultSecurityGroup("default", {}, { provider });
  const other = new aws.ec2.SecurityGroup("other", { tags });
  expect(await valueOf(group.tagsAll)).toEqual(all);
  expect(await valueOf(group.tags)).toEqual(tags);
  expect(await valueOf(rule.tagsAll)).toEqual(team.defaultTags.tags);
  expect(await valueOf(adopted.tagsAll)).toEqual(team.defaultTags.tags);
  expect(await valueOf(other.tagsAll)).toEqual(tags);
  const policy = (await policies(group)).find(({ name }) => name === "web");
  expect(policy!.inputs.metadata["annotations"]).toMatchObject({
    [annotationKeys.tags]: JSON.stringify({ Name: "web", Team: "shop" }),
  });
});

test("default tags of the configuration reach records and look-ups by tag", async () => {
  await startRun({ config: { "aws:defaultTags": JSON.stringify({ tags: team.defaultTags.tags }) } });
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags });
  expect(await valueOf(vpc.tagsAll)).toEqual(all);
  expect(await valueOf(vpc.tags)).toEqual(tags);
  const found = await aws.ec2.getVpc({ tags: { Team: "shop" } });
  expect([found.id, found.tags]).toEqual([await valueOf(vpc.id), all]);
});

test("a provider without default tags has none, whatever the configuration says", async () => {
  await startRun({ config: { "aws:defaultTags": JSON.stringify(team.defaultTags) } });
  const provider = new aws.Provider("plain");
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags }, { provider });
  expect(await valueOf(vpc.tagsAll)).toEqual(tags);
});

test("an instance gets them from the program, and has them in its output", async () => {
  const provider = new aws.Provider("team", team);
  const instance = new aws.ec2.Instance("web", machine, { provider });
  const plain = new aws.ec2.Instance("plain", machine);
  await valueOf(instance.urn);
  await valueOf(plain.urn);
  const [inputs, others] = registered.filter(({ type }) => type.endsWith(":Ec2Instance"));
  expect(inputs!.inputs["tagsAll"]).toEqual(team.defaultTags.tags);
  expect(others!.inputs).not.toHaveProperty("tagsAll");
  expect(await valueOf(plain.tagsAll)).toEqual(tags);
});

test("default tags that are a secret stay one", async () => {
  const provider = new aws.Provider("team", { defaultTags: pulumi.secret(team.defaultTags) });
  const group = new aws.ec2.SecurityGroup("web", { tags }, { provider });
  expect(await pulumi.isSecret(group.tagsAll)).toBe(true);
  expect(await pulumi.isSecret(group.tags)).toBe(false);
});

test("default tags of another form are rejected", async () => {
  expect(
    await lateFailureOf(() => {
      const provider = new aws.Provider("team", { defaultTags: { tags: { "aws:team": "shop" } } });
      return new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }, { provider });
    }),
  ).toContain('Cannot read Provider "aws": defaultTags.tags["aws:team"] has a key that starts with "aws:"');
  pulumi.runtime.setAllConfig({ "aws:defaultTags": "team=shop" });
  expect(() => new aws.ec2.SecurityGroup("web")).toThrow(
    'Cannot read Provider "aws": defaultTags is "team=shop". Use { tags: { Team: "web" } }',
  );
});
