import * as pulumi from "@pulumi/pulumi";

import { autoscaling, ec2, iam, ssm, vpc } from "../../provider";
import { secretSignature } from "../../provider/common/values";
import { lateFailureOf, registered, settled, warnings } from "../support/mocks";

let used = 0;
/** A secret of its own for each test: the process hides them all from then on. */
const secret = () => pulumi.secret(`needle-${++used}`) as pulumi.Output<never>;
const http = { fromPort: 80, toPort: 80 };
const groupId = "sg-0123456789abcdef0";
const sizes = { minSize: 1, maxSize: 1, availabilityZones: ["us-east-1a"] };
const launchTemplate = () => ({
  id: new ec2.LaunchTemplate("lt", { imageId: "busybox:1.35", instanceType: "t3.micro" }).id,
});

const programs: Record<string, () => unknown> = {
  "an inline rule": () =>
    new ec2.SecurityGroup("web", { ingress: [{ ...http, protocol: "tcp", cidrBlocks: [secret()] }] }),
  "a rule": () =>
    new vpc.SecurityGroupIngressRule("web", {
      ...http,
      ipProtocol: "tcp",
      securityGroupId: groupId,
      cidrIpv4: secret(),
    }),
  "a classic rule": () =>
    new ec2.SecurityGroupRule("web", {
      ...http,
      type: "ingress",
      protocol: secret(),
      securityGroupId: groupId,
      cidrBlocks: ["10.0.0.0/8"],
    }),
  "a default group": () =>
    new ec2.DefaultSecurityGroup("web", { ingress: [{ ...http, protocol: "tcp", cidrBlocks: [secret()] }] }),
  "an auto scaling group": () =>
    new autoscaling.Group("web", { ...sizes, launchTemplate: launchTemplate(), minSize: secret() }),
  "a look-up of AMIs": () => ec2.getAmiOutput({ owners: [secret()], mostRecent: true }),
  "a look-up": () => ec2.getVpcOutput({ filters: [{ name: secret(), values: ["a"] }] }),
  "a look-up of a parameter": () => ssm.getParameterOutput({ name: secret() }),
  "a policy": () => iam.getPolicyDocumentOutput({ statements: [{ effect: secret(), actions: ["*"] }] }),
};

test.each(Object.keys(programs))("no failure of %s shows a secret argument", async (name) => {
  const message = await lateFailureOf(programs[name]!);
  expect(message).toMatch(/^Cannot /);
  expect(message).not.toContain("needle");
});

test("the provider gets to know what is secret in the arguments of a record, as a secret", async () => {
  const list = [{ deep: pulumi.secret("needle-deep") }, "plain", pulumi.output("open")];
  const tags = { password: pulumi.secret("needle-tag"), list: list as never };
  new ec2.Vpc("web", { cidrBlock: "10.0.0.0/16", tags });
  new ec2.LaunchTemplate("lt", { userData: pulumi.secret("IyEvYmluL3NoCg==") });
  await settled();
  const inputsOf = (name: string) => registered.find((resource) => resource.name === name)!.inputs;
  expect(inputsOf("web")["__secrets"]).toMatchObject({
    [secretSignature]: expect.any(String) as string,
    value: ["needle-tag", "needle-deep"],
  });
  expect(inputsOf("web")["tagsAll"]).toMatchObject({ [secretSignature]: expect.any(String) as string });
  // No message shows user data, whoever marks it.
  expect(inputsOf("lt")).not.toHaveProperty("__secrets");
});

test("what a secret tag of a launch template becomes is secret in its instances", async () => {
  const tagSpecifications = [{ resourceType: "instance", tags: { password: pulumi.secret("needle-tag") } }];
  const template = new ec2.LaunchTemplate("lt", {
    imageId: "busybox:1.35",
    instanceType: "t3.micro",
    tagSpecifications,
  });
  new ec2.Instance("web", { launchTemplate: { id: template.id }, vpcSecurityGroupIds: [groupId] });
  await settled();
  const { inputs } = registered.find(({ name }) => name === "web")!;
  for (const key of ["tags", "fromTemplate"]) {
    expect(inputs[key]).toMatchObject({ [secretSignature]: expect.any(String) as string });
  }
});

test("the tags of an instance with default tags are as secret as its own and those of its template", async () => {
  pulumi.runtime.setAllConfig({ "aws:defaultTags": '{"tags":{"Team":"a"}}' });
  const machine = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [groupId] };
  new ec2.Instance("open", { ...machine, tags: { a: "b" } });
  new ec2.Instance("own", { ...machine, tags: { password: secret() } });
  await settled();
  const tagsOf = (name: string) => registered.find((resource) => resource.name === name)!.inputs["tagsAll"];
  expect(tagsOf("open")).not.toHaveProperty(secretSignature);
  expect(tagsOf("own")).toHaveProperty(secretSignature);
});

test.each<[string, () => ec2.InstanceArgs]>([
  ["a key pair", () => ({ keyName: secret() })],
  ["an AMI", () => ({ ami: pulumi.secret("ami-0123456789abcdef0") })],
])("no warning of %s shows a secret argument", async (_, args) => {
  const machine = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [groupId] };
  new ec2.Instance("web", { ...machine, ...args() });
  await settled();
  expect(warnings.join()).toContain("[secret]");
  expect(warnings.join()).not.toMatch(/needle|ami-0123456789abcdef0/);
});
