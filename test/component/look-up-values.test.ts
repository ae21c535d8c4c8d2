import * as pulumi from "@pulumi/pulumi";

import { ec2, getAvailabilityZones, getRegion, iam } from "../../provider";
import { declare } from "../../provider/record/declared";
import { unknownText, valueOf } from "../support/mocks";
import { failures, startRun } from "../support/record-mocks";

const isKnown = (output: pulumi.Output<unknown>) =>
  (output as unknown as { isKnown: Promise<boolean> }).isKnown;

beforeEach(() => startRun());

describe("a secret", () => {
  const template = (name: string) =>
    declare("ec2:LaunchTemplate", {
      id: pulumi.output(`lt-${name}`),
      name: pulumi.output(name),
      userData: pulumi.secret("hunter2"),
      description: pulumi.output(""),
    });

  test("stays one in an output, and isn't given away by a promise", async () => {
    template("web");
    const found = ec2.getLaunchTemplateOutput({ name: "web" });
    expect(await valueOf(found.userData)).toBe("hunter2");
    expect(await pulumi.isSecret(found.userData)).toBe(true);
    await expect(ec2.getLaunchTemplate({ name: "web" })).rejects.toThrow(
      'Cannot look up LaunchTemplate "*": the result has secret values, which a promise can\'t keep: userData. Use getLaunchTemplateOutput.',
    );
  });

  test("that is compared makes the answer one, as does what is derived from it", async () => {
    declare("iam:InstanceProfile", {
      name: pulumi.output("p"),
      id: pulumi.output("p"),
      role: pulumi.secret("r"),
    });
    declare("ec2:KeyPair", {
      id: pulumi.output("k"),
      keyName: pulumi.output("k"),
      tags: pulumi.secret({ a: "b" }),
    });
    expect(await pulumi.isSecret(ec2.getKeyPairOutput({ keyName: "k" }))).toBe(true);
    expect(await pulumi.isSecret(iam.getInstanceProfileOutput({ name: "p" }))).toBe(true);
    expect(await pulumi.isSecret(ec2.getVpcOutput({ default: true }))).toBe(false);
  });

  test("of an instance is left out unless it's asked for", async () => {
    declare("ec2:Instance", {
      id: pulumi.output("i-1"),
      privateIp: pulumi.output("10.0.0.5"),
      userData: pulumi.secret("hunter2"),
    });
    expect(await ec2.getInstance({ instanceId: "i-1" })).toMatchObject({
      privateIp: "10.0.0.5",
      userData: "",
    });
    expect(await pulumi.isSecret(ec2.getInstanceOutput({ instanceId: "i-1" }))).toBe(false);
    const asked = ec2.getInstanceOutput({ instanceId: "i-1", getUserData: true });
    expect(await valueOf(asked.userData)).toBe("hunter2");
    expect(await pulumi.isSecret(asked)).toBe(true);
  });

  test("isn't in the message of a look-up that finds nothing", async () => {
    const look = ec2.getVpc({ tags: { Name: "hunter2" }, filters: [{ name: "cidr", values: ["hunter2"] }] });
    const message = await look.then(String, String);
    expect(message).toContain("no matching EC2 VPC found for the given tags, filters.");
    expect(message).not.toContain("hunter2");
  });
});

describe("a preview", () => {
  beforeEach(() => startRun({ preview: true }));

  test("that doesn't know what matches says so in a promise", async () => {
    new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: unknownText() } });
    await expect(ec2.getVpc({ tags: { Name: "main" } })).rejects.toThrow(
      'Cannot look up Vpc "*": a preview doesn\'t know yet what matches. Use getVpcOutput.',
    );
    expect(await isKnown(ec2.getVpcOutput({ tags: { Name: "main" } }))).toBe(false);
  });

  test("has unknown properties where it doesn't know them", async () => {
    const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: unknownText() } });
    const subnet = new ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: unknownText(), tags: { Name: "a" } });
    const found = ec2.getSubnetOutput({ tags: { Name: "a" } });
    expect(await valueOf(found.id)).toBe(await valueOf(subnet.id));
    expect(await isKnown(found.cidrBlock)).toBe(false);
    expect(await isKnown(found.availableIpAddressCount)).toBe(false);
    const values = await ec2.getSubnet({ tags: { Name: "a" } });
    expect(values.id).toBe(await valueOf(subnet.id));
    expect(values).not.toHaveProperty("cidrBlock");
    expect(values).not.toHaveProperty("availableIpAddressCount");
    const own = ec2.getVpcOutput({ cidrBlock: "10.0.0.0/16" });
    expect(await isKnown(own.tags)).toBe(false);
    expect(await isKnown(own.cidrBlock)).toBe(true);
  });

  test("doesn't answer a promise of an id that it doesn't know", async () => {
    declare("ec2:KeyPair", { id: unknownText(), keyName: pulumi.output("k") });
    declare("ec2:Eip", { id: unknownText(), publicIp: pulumi.output("10.0.0.7") });
    await expect(ec2.getKeyPair({ keyName: "k" })).rejects.toThrow("Use getKeyPairOutput.");
    await expect(ec2.getEips()).rejects.toThrow("Use getEipsOutput.");
    expect(await valueOf(ec2.getEipsOutput().publicIps)).toEqual(["10.0.0.7"]);
    expect(await isKnown(ec2.getEipsOutput().allocationIds)).toBe(false);
  });
});

describe("a resource that the program also looks at by get", () => {
  test("is found once, and as it was declared", async () => {
    const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
    ec2.Vpc.get("same", vpc.id);
    ec2.Vpc.get("again", vpc.id, { tags: { Name: "main" } });
    expect((await ec2.getVpc({ cidrBlock: "10.0.0.0/16" })).tags).toEqual({ Name: "main" });
    expect((await ec2.getVpcs({ filters: [{ name: "cidr", values: ["10.*"] }] })).ids).toHaveLength(1);
    const tables = await ec2.getRouteTables({ vpcId: (await valueOf(vpc.id))! });
    expect(tables.ids).toHaveLength(1);
  });

  test("of a region's own is found with all that the region knows", async () => {
    const { id } = await ec2.getVpc({ default: true });
    ec2.Vpc.get("default", id);
    expect((await ec2.getVpc({ default: true })).id).toBe(id);
  });
});

test("what a resource doesn't have is EC2's empty value", async () => {
  new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
  expect(await ec2.getVpc({ cidrBlock: "10.0.0.0/16" })).toMatchObject({ tags: {}, ipv6CidrBlock: "" });
  const { id } = await ec2.getVpc({ default: true });
  const gateway = await ec2.getInternetGateway({ filters: [{ name: "attachment.vpc-id", values: [id] }] });
  expect(gateway).toMatchObject({
    ownerId: "000000000000",
    arn: `arn:aws:ec2:us-east-1:000000000000:internet-gateway/${gateway.id}`,
    tags: {},
  });
});

test("instances are found by several states", async () => {
  for (const state of ["running", "stopped", "pending"]) {
    declare("ec2:Instance", { id: pulumi.output(`i-${state}`), instanceState: pulumi.output(state) });
  }
  const { ids } = await ec2.getInstances({ instanceStateNames: ["running", "stopped"] });
  expect(ids).toEqual(["i-running", "i-stopped"]);
  for (const args of [{}, { instanceStateNames: [] }]) {
    expect((await ec2.getInstances(args)).ids).toEqual(["i-running"]);
  }
});

describe("the main route table", () => {
  const main = { name: "association.main", values: ["true"] };

  test("is that of a DefaultRouteTable", async () => {
    const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
    const table = new ec2.DefaultRouteTable("main", {
      defaultRouteTableId: vpc.defaultRouteTableId,
      tags: { Name: "main" },
    });
    const found = ec2.getRouteTableOutput({ vpcId: vpc.id, filters: [main] });
    expect(await valueOf(found.id)).toBe(await valueOf(table.id));
    expect(await valueOf(found.tags)).toEqual({ Name: "main" });
  });

  test("is that of a MainRouteTableAssociation", async () => {
    const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
    const table = new ec2.RouteTable("own", { vpcId: vpc.id });
    const found = () => valueOf(ec2.getRouteTableOutput({ vpcId: vpc.id, filters: [main] }).id);
    expect(await found()).toBe(await valueOf(vpc.mainRouteTableId));
    new ec2.MainRouteTableAssociation("own", { vpcId: vpc.id, routeTableId: table.id });
    expect(await found()).toBe(await valueOf(table.id));
    expect(failures).toEqual([]);
  });
});

describe("a default security group", () => {
  test("of the program's VPC is found by its name, and gets its policy", async () => {
    const declared = await startRun();
    const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
    const found = ec2.getSecurityGroupOutput({ vpcId: vpc.id, name: "default" });
    expect(await valueOf(found.id)).toMatch(/^sg-/);
    expect(await valueOf(found.vpcId)).toBe(await valueOf(vpc.id));
    expect(await valueOf(found.id)).toBe(await valueOf(vpc.defaultSecurityGroupId));
    const byFilter = ec2.getSecurityGroupsOutput({
      filters: [
        { name: "group-name", values: ["default"] },
        { name: "vpc-id", values: [vpc.id] },
      ],
    });
    expect(await valueOf(byFilter.ids)).toEqual([await valueOf(found.id)]);
    expect(declared.filter(({ type }) => type.endsWith("NetworkPolicy"))).not.toEqual([]);
  });

  test("of the default VPC is found in both forms", async () => {
    const vpc = await ec2.getVpc({ default: true });
    const found = await ec2.getSecurityGroup({ vpcId: vpc.id, name: "default" });
    expect(found).toMatchObject({
      name: "default",
      vpcId: vpc.id,
      description: "default VPC security group",
    });
    const output = ec2.getSecurityGroupOutput({
      name: "default",
      filters: [{ name: "vpc-id", values: ["vpc-*"] }],
    });
    expect(await valueOf(output)).toMatchObject({ id: found.id, vpcId: vpc.id, arn: found.arn });
    await expect(ec2.getSecurityGroup({ vpcId: vpc.id, name: "other" })).rejects.toThrow("no matching");
  });
});

describe("arguments that a look-up doesn't have", () => {
  test.each<[string, object, string]>([
    ["a typo", { filter: [] }, 'filter isn\'t an argument of getSubnets. Did you mean "filters"?'],
    ["an object", { filters: { name: "cidr", values: ["*"] } }, "filters isn't a list. Use [{ name: "],
    ["null inside", { filters: [null] }, "filters[0] isn't a filter. Use { name: "],
    ["no values", { filters: [{ name: "cidr" }] }, "filters[0].values isn't a list of one or more strings. "],
  ])("are refused: %s", async (_, args, message) => {
    await expect(ec2.getSubnets(args as never)).rejects.toThrow(message);
  });

  test("are refused by look-ups of regions and zones", async () => {
    const filters = { name: "state", values: ["available"] } as never;
    await expect(getAvailabilityZones({ filters })).rejects.toThrow(
      'Cannot look up the availability zones of "us-east-1": filters isn\'t a list. Use filters: [',
    );
    await expect(getAvailabilityZones({ filter: [] } as never)).rejects.toThrow(
      'filter isn\'t an argument of getAvailabilityZones. Did you mean "filters"?',
    );
    await expect(getRegion({ nmae: "us-east-1" } as never)).rejects.toThrow('Did you mean "name"?');
  });

  test("aren't suggested as filters", async () => {
    const message = await ec2
      .getSubnets({ filters: [{ name: "nothing-like-it", values: [] }] })
      .then(String, String);
    expect(message).toContain("availability-zone, ");
    expect(message).not.toMatch(/\b(filters|region),/);
  });
});
