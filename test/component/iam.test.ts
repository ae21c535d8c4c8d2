import * as pulumi from "@pulumi/pulumi";

import { ec2, iam } from "../../provider";
import { valueOf } from "../support/mocks";
import { type Declared, failures, startRun } from "../support/record-mocks";

let declared: Declared[];
beforeEach(async () => {
  declared = await startRun();
});
afterEach(() => expect(failures).toEqual([]));

const trust = iam.assumeRolePolicyForPrincipal(iam.Principals.Ec2Principal);

test("a role's record, its name and its id are the same to those who name it", async () => {
  const role = new iam.Role("web", { name: "web", assumeRolePolicy: trust });
  const policyArn = iam.ManagedPolicy.AmazonSSMManagedInstanceCore;
  const [record, name, id] = [role, role.name, role.id].map(
    (of, index) => new iam.RolePolicyAttachment(`a${index}`, { role: of, policyArn }),
  );
  expect(await valueOf(pulumi.all([record!.role, name!.role, id!.role]))).toEqual(["web", "web", "web"]);
  const profile = new iam.InstanceProfile("web", { name: "web", role });
  const several = new iam.PolicyAttachment("all", { policyArn, roles: [role, role.name] });
  expect(await valueOf(pulumi.all([profile.role, several.roles]))).toEqual(["web", ["web", "web"]]);
  const instance = new ec2.Instance("web", {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
    iamInstanceProfile: profile,
  });
  await valueOf(instance.urn);
  const { inputs } = declared.find(({ type }) => type.endsWith("Ec2Instance"))!;
  expect(inputs["iamInstanceProfile"]).toBe("web");
});

describe("look-ups", () => {
  test("find what the program declares", async () => {
    const role = new iam.Role("web", {
      name: "web",
      path: "/app/",
      assumeRolePolicy: trust,
      description: "of the web",
    });
    new iam.InstanceProfile("web", { name: "profile", role });
    const allow = {
      Version: "2012-10-17" as const,
      Statement: [{ Effect: "Allow" as const, Action: "*", Resource: "*" }],
    };
    const policy = new iam.Policy("own", { name: "own", policy: allow });
    new iam.User("ada", { name: "ada" });
    new iam.Group("all", { name: "all" });
    const found = await iam.getRole({ name: "web" });
    expect(found).toMatchObject({
      id: "web",
      arn: "arn:aws:iam::000000000000:role/app/web",
      assumeRolePolicy: await valueOf(role.assumeRolePolicy),
      description: "of the web",
      maxSessionDuration: 3600,
      roleLastUseds: [],
    });
    expect(found).not.toHaveProperty("region");
    expect(await valueOf(iam.getInstanceProfileOutput({ name: pulumi.output("profile") }))).toMatchObject({
      arn: "arn:aws:iam::000000000000:instance-profile/profile",
      roleName: "web",
      roleArn: found.arn,
      roleId: found.uniqueId,
    });
    const arn = await valueOf(policy.arn);
    expect(await iam.getPolicy({ name: "own" })).toMatchObject({
      arn,
      id: arn,
      policy: await valueOf(policy.policy),
    });
    expect(await iam.getUser({ userName: "ada" })).toMatchObject({ userId: expect.stringMatching(/^AIDA/) });
    expect(await iam.getGroup({ groupName: "all" })).toMatchObject({
      groupId: expect.stringMatching(/^AGPA/),
      users: [],
    });
  });

  test("find AWS's policies by name and by ARN, also those that are newer than the package", async () => {
    const arn = iam.ManagedPolicy.AmazonEC2RoleforSSM;
    const found = { arn, name: "AmazonEC2RoleforSSM", path: "/service-role/" };
    expect(await iam.getPolicy({ arn })).toMatchObject(found);
    expect(await iam.getPolicy({ name: "AmazonEC2RoleforSSM" })).toMatchObject(found);
    const newer = "arn:aws:iam::aws:policy/AmazonNewThing";
    expect(await iam.getPolicy({ arn: newer })).toMatchObject({ name: "AmazonNewThing", path: "/" });
  });

  test("say what they didn't find", async () => {
    await expect(iam.getRole({ name: "nobody" })).rejects.toThrow(
      "no matching IAM Role found for the given name.",
    );
    await expect(iam.getPolicy({ arn: "arn:aws:iam::000000000000:policy/none" })).rejects.toThrow(
      "no matching IAM Policy",
    );
  });
});

describe("getPolicyDocument", () => {
  const args = { statements: [{ actions: ["s3:*"], resources: ["*"] }] };

  test("answers as @pulumi/aws does", async () => {
    const document = await iam.getPolicyDocument(args);
    expect(document).toEqual({
      id: expect.stringMatching(/^\d+$/),
      json: expect.stringMatching(/^\{\n {2}"Version": "2012-10-17",\n/),
      minifiedJson:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
      statements: [{ actions: ["s3:*"], effect: "Allow", resources: ["*"] }],
      version: "2012-10-17",
    });
    expect(await valueOf(iam.getPolicyDocumentOutput(args))).toEqual(document);
  });

  test("takes outputs in any place, and is unknown if one is", async () => {
    const resources = [pulumi.output("*")];
    const document = iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:*"], resources }] });
    expect(await valueOf(document.json)).toContain('"Resource": "*"');
    const { unknown } = pulumi as unknown as { unknown: string };
    const policy = iam.getPolicyDocumentOutput({
      statements: [{ resources: [pulumi.output(unknown)] }],
    }).json;
    expect(await valueOf(policy)).toBeUndefined();
  });

  test("rejects in one message", async () => {
    await expect(iam.getPolicyDocument({ version: "1", statements: [{ sid: "a b" }] })).rejects.toThrow(
      `Cannot render policy document "*": 2 arguments aren't valid:
  - version is "1". Use "2008-10-17" or "2012-10-17"
  - statements[0].sid is "a b". Use letters and digits.`,
    );
  });
});
