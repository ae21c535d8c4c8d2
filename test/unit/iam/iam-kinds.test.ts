import { unknownValue } from "../../../provider/common/values";
import { of } from "../../../provider/records";
import { change, endRun, make, urnOf } from "../../support/records";

afterEach(endRun);

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const allow = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
};
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const roleOf = (args: object, name = "web") => make("iam:Role", { assumeRolePolicy: trust, ...args }, name);
const policyOf = (policy: unknown) => make("iam:Policy", { policy });
const statement = (more: object, base: object = allow.Statement[0]!) => ({
  Statement: [{ ...base, ...more }],
});

describe("what IAM computes", () => {
  test("of a role is known in previews and stays", async () => {
    const { id, inputs } = await roleOf({ path: "/app/", name: "web" });
    expect(id).toBe("web");
    expect(inputs).toMatchObject({
      arn: "arn:aws:iam::000000000000:role/app/web",
      assumeRolePolicy:
        '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"}}],"Version":"2012-10-17"}',
      createDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      forceDetachPolicies: false,
      maxSessionDuration: 3600,
      uniqueId: expect.stringMatching(/^AROA[0-9A-F]{17}$/),
    });
    const again = await make(
      "iam:Role",
      { assumeRolePolicy: trust, path: "/app/", name: "web" },
      "web",
      inputs,
    );
    expect(again.inputs).toEqual(inputs);
  });

  test.each([
    ["Role", { assumeRolePolicy: trust }],
    ["Policy", { policy: allow }],
    ["InstanceProfile", {}],
    ["User", {}],
    ["Group", {}],
    ["RolePolicy", { role: "web", policy: allow }],
    ["UserPolicy", { user: "ada", policy: allow }],
    ["GroupPolicy", { group: "all", policy: allow }],
    ["PolicyAttachment", { policyArn: readOnly, roles: ["web"] }],
    ["GroupMembership", { group: "all", users: ["ada"] }],
  ])("%s without a name gets one of the logical name, which a change keeps", async (kind, args) => {
    const first = await make(`iam:${kind}`, args, "my-thing");
    expect(first.inputs["name"]).toMatch(/^my-thing-[0-9a-f]{7}$/);
    const next = await make(`iam:${kind}`, args, "my-thing", first.inputs);
    expect(next.inputs["name"]).toBe(first.inputs["name"]);
  });

  test("ids are those of AWS's provider", async () => {
    const ids = {
      Policy: { policy: allow, name: "p", path: "/a/" },
      RolePolicy: { role: "web", name: "p", policy: allow },
      UserPolicy: { user: "ada", name: "p", policy: allow },
      GroupPolicy: { group: "all", name: "p", policy: allow },
      InstanceProfile: { name: "web" },
    };
    const made = await Promise.all(
      Object.entries(ids).map(([kind, args]) => make(`iam:${kind}`, args, kind)),
    );
    expect(made.map(({ id }) => id)).toEqual([
      "arn:aws:iam::000000000000:policy/a/p",
      "web:p",
      "ada:p",
      "all:p",
      "web",
    ]);
  });
});

describe("policies", () => {
  test("are text or an object, in which anything may be unknown", async () => {
    expect((await policyOf(JSON.stringify(allow))).failures).toEqual([]);
    expect((await policyOf(allow)).failures).toEqual([]);
    const { failures, inputs } = await policyOf(statement({ Resource: unknownValue }));
    expect([failures, inputs["policy"]]).toEqual([[], unknownValue]);
  });

  test("an object is the same text in whatever order the engine sends its keys", async () => {
    const [one, other] = [
      await policyOf({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
      await policyOf({ Statement: [{ Resource: "*", Action: "*", Effect: "Allow" }], Version: "2012-10-17" }),
    ];
    expect(one.inputs["policy"]).toBe(other.inputs["policy"]);
  });

  test.each([
    ["spaces", JSON.stringify(allow, null, 2)],
    [
      "a list of one",
      JSON.stringify({ ...allow, Statement: [{ ...allow.Statement[0], Action: ["s3:GetObject"] }] }),
    ],
    ["a statement alone", JSON.stringify({ ...allow, Statement: allow.Statement[0] })],
  ])("%s are no change", async (_, text) => {
    expect(await change("iam:Policy", { policy: allow, name: "p" }, { policy: text, name: "p" })).toEqual({
      changes: false,
    });
  });

  test("the order of a list is no change, its items are a live one", async () => {
    const actions = (...Action: string[]) => ({ name: "p", policy: statement({ Action }) });
    const before = actions("s3:GetObject", "s3:PutObject");
    expect(await change("iam:Policy", before, actions("s3:PutObject", "s3:GetObject"))).toEqual({
      changes: false,
    });
    expect(await change("iam:Policy", before, actions("s3:PutObject"))).toEqual({ replaces: [] });
  });

  const where = "policy is a policy whose Statement[0]";
  test.each([
    ["", "policy isn't JSON. Use JSON.stringify, or aws.iam.getPolicyDocument"],
    ["secret", "policy isn't JSON. Use JSON.stringify, or aws.iam.getPolicyDocument"],
    ["[]", 'policy isn\'t a JSON object. Use the form {"Version":…,"Statement":[…]}'],
    ["\n{}", 'policy is a policy that begins with a space. Begin it with "{"'],
    [{}, 'policy is a policy without "Statement". Add one'],
    [
      { ...allow, Version: "2020-01-01" },
      'policy is a policy whose "Version" doesn\'t exist. Use "2012-10-17"',
    ],
    [{ Statement: ["secret"] }, `${where} isn't an object. Give it Effect and Action`],
    [statement({ Effect: "allow" }), `${where} has no valid "Effect". Set it to "Allow" or "Deny"`],
    [
      statement({ Action: "GetObject" }),
      `${where} has an action without its service. Use the form "ec2:DescribeInstances"`,
    ],
    [statement({ NotAction: "s3:*" }), `${where} needs either "Action" or "NotAction". Set one of them`],
    [
      statement({ Resource: "bucket" }),
      `${where} has a resource that is neither an ARN nor "*". Use its "arn" output`,
    ],
    [
      statement({ Principal: "*" }),
      `${where} has a "Principal", which is whom the policy is attached to. Remove it`,
    ],
    [statement({ Sid: "a b" }), `${where} has a Sid with other characters. Use letters and digits`],
  ])("%j is rejected as IAM rejects it", async (policy, failure) => {
    expect((await policyOf(policy)).failures).toEqual([failure]);
  });

  test.each([
    statement({ Effect: "Deny", Action: ["*"], Sid: "One1" }),
    { Statement: { Effect: "Allow", NotAction: "iam:*", NotResource: ["arn:aws:s3:::a/*"] } },
    { Id: "x", Statement: [{ effect: "Allow", action: "s3:*", resource: "*" }] },
    { Version: "2008-10-17", Statement: [] },
  ])("%j is accepted", async (policy) => {
    expect((await policyOf(policy)).failures).toEqual([]);
  });

  test("two statements can't share a Sid", async () => {
    const [one] = statement({ Sid: "Same" }).Statement;
    expect((await policyOf({ Statement: [one, one] })).failures).toEqual([
      "policy is a policy whose Statement[1] has the Sid of another statement. Use another one",
    ]);
  });

  test.each([
    ["Policy", "policy", 6144, {}],
    ["RolePolicy", "policy", 10_240, { role: "web" }],
    ["UserPolicy", "policy", 2048, { user: "ada" }],
    ["GroupPolicy", "policy", 5120, { group: "all" }],
  ])("a %s has a size, which spaces don't count to", async (kind, key, most, more) => {
    const text = JSON.stringify(statement({ Resource: ["arn:aws:s3:::"] }));
    const sized = (size: number) =>
      text.replace(":::", `:::${"x".repeat(size - text.length)}`) + " ".repeat(50);
    expect((await make(`iam:${kind}`, { ...more, [key]: sized(most) })).failures).toEqual([]);
    expect((await make(`iam:${kind}`, { ...more, [key]: sized(most + 1) })).failures).toEqual([
      `${key} has ${most + 1} characters; IAM accepts at most ${most}. Split the policy`,
    ]);
  });

  test.each([
    [{ Principal: undefined }, 'has no "Principal". Name who may assume the role'],
    [{ Resource: "*" }, 'has a "Resource", which is the role itself. Remove it'],
    [{ Action: "s3:GetObject" }, 'allows what isn\'t an action of STS. Use "sts:AssumeRole"'],
  ])("a role's trust with %j is rejected", async (more, reason) => {
    const policy = JSON.stringify(statement(more, trust.Statement[0]));
    expect((await roleOf({ assumeRolePolicy: policy })).failures).toEqual([
      `assumeRolePolicy is a policy whose Statement[0] ${reason}`,
    ]);
  });
});

describe("names, paths and quotas", () => {
  test.each([
    ["Role", { assumeRolePolicy: trust }, 64],
    ["Policy", { policy: allow }, 128],
    ["InstanceProfile", {}, 128],
    ["User", {}, 64],
    ["Group", {}, 128],
  ])("a %s's name has a length", async (kind, args, most) => {
    const [fits, tooLong] = ["x".repeat(most), "x".repeat(most + 1)];
    expect((await make(`iam:${kind}`, { ...args, name: fits })).failures).toEqual([]);
    expect((await make(`iam:${kind}`, { ...args, name: tooLong })).failures).toEqual([
      `name is "${tooLong}", which has ${most + 1} characters; IAM accepts at most ${most}. Shorten it`,
    ]);
    expect((await make(`iam:${kind}`, { ...args, name: "a b" })).failures).toEqual([
      'name is "a b". Use letters, digits and the characters _+=,.@-',
    ]);
    expect((await make(`iam:${kind}`, { ...args, path: "app" })).failures).toEqual([
      'path is "app". Begin and end it with "/"',
    ]);
  });

  test("two roles can't share a name, whatever its case", async () => {
    await roleOf({ name: "Web" }, "one");
    expect((await roleOf({ name: "web" }, "two")).failures).toEqual([
      'name is "web", which another Role of the program has. Set another name',
    ]);
    await roleOf({ name: "db" }, "two");
    expect((await roleOf({ name: "Web" }, "one")).failures).toEqual([]);
  });

  test("a look-up of a role doesn't take its name", async () => {
    await of("iam:Role").read("web", { __urn: urnOf("iam:Role", "seen"), __provider: "" });
    expect((await roleOf({ name: "web" }, "own")).failures).toEqual([]);
    await of("iam:Role").read("web", { __urn: urnOf("iam:Role", "seen"), __provider: "" });
    expect((await roleOf({ name: "web" }, "own")).failures).toEqual([]);
  });

  test("a role has at most the policies of the highest quota, however they are attached", async () => {
    const arn = (index: number) => `arn:aws:iam::000000000000:policy/p${index}`;
    await roleOf({ name: "web", managedPolicyArns: [readOnly] });
    const attach = (index: number) =>
      make("iam:RolePolicyAttachment", { role: "web", policyArn: arn(index) }, `a${index}`);
    for (let index = 2; index <= 25; index++) expect((await attach(index)).failures).toEqual([]);
    expect((await attach(26)).failures).toEqual([
      'policyArn is policy 26 of the role "web"; IAM attaches at most 25. Merge some into one Policy',
    ]);
    const all = Array.from({ length: 26 }, (_, index) => arn(index));
    expect((await roleOf({ managedPolicyArns: all }, "other")).failures).toEqual([
      "managedPolicyArns has 26 policies; IAM attaches at most 25 to a role. Merge some into one Policy",
    ]);
  });

  test("all failures come at once, each on its path", async () => {
    const { failures } = await roleOf({
      assumeRolePolicy: "x",
      description: "x".repeat(1001),
      inlinePolicies: [{ name: "p", policy: "x" }, { policy: unknownValue }, {}],
      managedPolicyArns: ["ReadOnlyAccess", unknownValue],
      maxSessionDuration: 60,
      path: "x",
      permissionsBoundary: "x",
    });
    expect(failures.map((failure) => failure.split(" ")[0])).toEqual([
      "assumeRolePolicy",
      "description",
      "inlinePolicies[0].policy",
      "managedPolicyArns[0]",
      "maxSessionDuration",
      "path",
      "permissionsBoundary",
    ]);
  });

  test("an attachment names somebody, and a role by its name", async () => {
    const attach = (args: object) => make("iam:PolicyAttachment", { policyArn: readOnly, ...args });
    expect((await attach({ users: [] })).failures).toEqual([
      "roles is missing, and so are users and groups. Name at least one",
    ]);
    expect((await attach({ groups: unknownValue })).failures).toEqual([]);
    const arn = "arn:aws:iam::000000000000:role/web";
    expect((await attach({ roles: ["web", arn] })).failures).toEqual([
      `roles[1] is "${arn}", which isn't the name of a role. Use the role's "name" output`,
    ]);
  });
});

describe("look-ups of what exists", () => {
  const read = async (kind: string, id: string, state: object = {}) => {
    const token = `iam:${kind}`;
    const { props } = await of(token).read(id, { ...state, __urn: urnOf(token, "seen"), __provider: "" });
    return props;
  };

  test("know what an id says, and keep what they are told", async () => {
    expect(await read("Role", "web")).toMatchObject({
      name: "web",
      arn: "arn:aws:iam::000000000000:role/web",
    });
    expect(await read("Role", "web", { path: "/app/", uniqueId: "AROA1" })).toMatchObject({
      arn: "arn:aws:iam::000000000000:role/app/web",
      uniqueId: "AROA1",
    });
    expect(await read("Policy", "arn:aws:iam::aws:policy/service-role/X")).toMatchObject({
      arn: "arn:aws:iam::aws:policy/service-role/X",
      name: "X",
      path: "/service-role/",
    });
    expect(await read("RolePolicy", "web:logs")).toMatchObject({ role: "web", name: "logs" });
  });

  test("find what the program declares", async () => {
    const { inputs } = await roleOf({ name: "web", description: "of the web" });
    expect(await read("Role", "web")).toMatchObject({
      uniqueId: inputs["uniqueId"],
      description: "of the web",
    });
    // A profile may have a role's name.
    await make("iam:InstanceProfile", { name: "web", role: "web" }, "profile");
    expect(await read("InstanceProfile", "web")).toMatchObject({ role: "web" });
  });
});
