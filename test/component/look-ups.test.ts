import { ec2, Provider } from "../../provider";
import { unknownText, valueOf } from "../support/mocks";
import { failures, startRun } from "../support/record-mocks";

/** A VPC with two subnets, and what the look-ups of a program find. */
function network() {
  const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main", team: "web" } });
  const subnets = ["10.0.1.0/24", "10.0.2.0/24"].map(
    (cidrBlock, index) =>
      new ec2.Subnet(`s${index}`, { vpcId: vpc.id, cidrBlock, tags: { Tier: index ? "private" : "public" } }),
  );
  return { vpc, subnets };
}

describe("a region's default network", () => {
  beforeEach(() => startRun());

  test("is the same in promises and outputs, and has a subnet in each zone", async () => {
    const vpc = await ec2.getVpc({ default: true });
    expect(vpc).toMatchObject({
      default: true,
      cidrBlock: "172.31.0.0/16",
      state: "available",
      ipv6CidrBlock: "",
    });
    expect(await valueOf(ec2.getVpcOutput({ default: true }))).toEqual(vpc);
    const { ids } = await ec2.getSubnets({ filters: [{ name: "vpc-id", values: [vpc.id] }] });
    expect(ids).toHaveLength(6);
    const subnet = await ec2.getSubnet({ vpcId: vpc.id, availabilityZone: "us-east-1b" });
    expect(subnet).toMatchObject({ id: ids[1], defaultForAz: true, cidrBlock: "172.31.16.0/20" });
    const table = await ec2.getRouteTable({
      vpcId: vpc.id,
      filters: [{ name: "association.main", values: ["true"] }],
    });
    expect(table).toMatchObject({ routeTableId: vpc.mainRouteTableId });
    const gateway = await ec2.getInternetGateway({
      filters: [{ name: "attachment.vpc-id", values: [vpc.id] }],
    });
    expect(table.routes).toContainEqual(expect.objectContaining({ gatewayId: gateway.internetGatewayId }));
  });

  test("is another one in another region", async () => {
    const [east, west] = [
      await ec2.getVpc({ default: true }),
      await ec2.getVpc({ default: true, region: "us-west-2" }),
    ];
    expect(west.id).not.toBe(east.id);
    const provider = new Provider("west", { region: "us-west-2" });
    expect((await ec2.getVpc({ default: true }, { provider })).id).toBe(west.id);
  });

  test("is one with the DefaultVpc of the program", async () => {
    const declared = new ec2.DefaultVpc("default", { tags: { Name: "mine" } });
    const vpc = await ec2.getVpc({ default: true });
    expect(vpc.tags).toEqual({ Name: "mine" });
    expect(await valueOf(declared.id)).toBe(vpc.id);
  });
});

describe("a program's own network", () => {
  beforeEach(() => startRun());

  test.each<[string, ec2.GetVpcArgs]>([
    ["tags", { tags: { Name: "main" } }],
    ["a range", { cidrBlock: "10.0.0.0/16" }],
    ["a filter of tags", { filters: [{ name: "tag:Name", values: ["nobody", "ma*"] }] }],
    ["a filter of keys", { filters: [{ name: "tag-key", values: ["team"] }] }],
    ["a filter of properties", { filters: [{ name: "isDefault", values: ["false"] }] }],
    [
      "two filters",
      {
        filters: [
          { name: "cidr", values: ["10.?.0.0/16"] },
          { name: "state", values: ["available"] },
        ],
      },
    ],
  ])("is found by %s", async (_, args) => {
    const { vpc } = network();
    expect((await ec2.getVpc(args)).id).toBe(await valueOf(vpc.id));
    expect((await ec2.getVpcs({ filters: args.filters ?? [], tags: args.tags ?? {} })).ids).toContain(
      await valueOf(vpc.id),
    );
  });

  test("is found by the id of another resource", async () => {
    const { vpc, subnets } = network();
    const found = ec2.getSubnetsOutput({
      filters: [
        { name: "vpc-id", values: [vpc.id] },
        { name: "tag:Tier", values: ["private"] },
      ],
    });
    expect(await valueOf(found.ids)).toEqual([await valueOf(subnets[1]!.id)]);
  });

  test("nothing and too much are errors that say what there is", async () => {
    network();
    await expect(ec2.getVpc({ tags: { Name: "other" } })).rejects.toThrow(
      /^Cannot look up Vpc "\*": no matching EC2 VPC found for the given tags\. This program and its region have vpc-.*, vpc-.*\. Declare the EC2 VPC before the look-up; nothing outside of the program is found\.$/,
    );
    await expect(ec2.getSubnet({ tags: {} })).rejects.toThrow(
      /^Cannot look up Subnet "\*": multiple EC2 Subnets matched: subnet-.*\. Use additional constraints to reduce matches to a single EC2 Subnet\.$/,
    );
    await expect(ec2.getVpc({ filters: [{ name: "cidr-blok", values: ["*"] }] })).rejects.toThrow(
      'Cannot look up Vpc "*": filters[0].name is "cidr-blok", which isn\'t a filter here. Did you mean "cidr-block"?',
    );
    await expect(ec2.getVpc({ filters: ["x"] as never })).rejects.toThrow(
      "filters[0] isn't a filter. Use { name: ",
    );
    expect((await ec2.getSubnets({ tags: { Name: "other" } })).ids).toEqual([]);
  });

  test("a resource that waits for the look-up isn't searched by it", async () => {
    const found = ec2.getVpcsOutput({ filters: [{ name: "tag:Name", values: ["ma*"] }] });
    const later = new ec2.Vpc("later", {
      cidrBlock: "10.9.0.0/16",
      tags: { Name: found.ids.apply(() => "main") },
    });
    expect(await valueOf(found.ids)).toEqual([]);
    expect(await valueOf(later.tags)).toEqual({ Name: "main" });
  });
});

test("a preview answers what it knows, and leaves open what it doesn't", async () => {
  await startRun({ preview: true });
  const { vpc } = network();
  const unknown = unknownText();
  expect(await valueOf(ec2.getVpcOutput({ tags: { Name: "main" } }).id)).toBe(await valueOf(vpc.id));
  const open = ec2.getVpcOutput({ tags: { Name: unknown } }) as unknown as { isKnown: Promise<boolean> };
  expect(await open.isKnown).toBe(false);
  expect(failures).toEqual([]);
});

test("an instance type is known by its name", async () => {
  await startRun();
  expect(await ec2.getInstanceType({ instanceType: "t4g.small" })).toMatchObject({
    defaultVcpus: 2,
    memorySize: 2048,
    supportedArchitectures: ["arm64"],
    burstablePerformanceSupported: true,
  });
  await expect(ec2.getInstanceType({ instanceType: "t9.huge" })).rejects.toThrow(
    "no matching EC2 Instance Type found",
  );
});

test("get reads a resource of the program, of the region, and one that only the program's text describes", async () => {
  await startRun();
  const { vpc } = network();
  const same = ec2.Vpc.get("same", vpc.id);
  expect(await valueOf(same.cidrBlock)).toBe("10.0.0.0/16");
  const { id } = await ec2.getVpc({ default: true });
  expect(await valueOf(ec2.Vpc.get("default", id).arn)).toContain(id);
  const elsewhere = ec2.Subnet.get("elsewhere", "subnet-0123456789abcdef0", { cidrBlock: "10.7.0.0/24" });
  expect(await valueOf(elsewhere.cidrBlock)).toBe("10.7.0.0/24");
  expect(await valueOf(elsewhere.id)).toBe("subnet-0123456789abcdef0");
  expect(ec2.Subnet.isInstance(elsewhere)).toBe(true);
  expect(ec2.Vpc.isInstance(elsewhere)).toBe(false);
});

test("addresses, endpoints, volumes and offerings are found with what other resources add to them", async () => {
  await startRun();
  const { vpc, subnets } = network();
  const address = new ec2.Eip("web", { tags: { Name: "web" } });
  const association = new ec2.EipAssociation("web", {
    allocationId: address.id,
    instanceId: "i-0123456789abcdef0",
  });
  await valueOf(association.id);
  const found = await ec2.getElasticIp({ tags: { Name: "web" } });
  expect(found).toMatchObject({
    id: await valueOf(address.id),
    publicIp: await valueOf(address.publicIp),
    instanceId: "i-0123456789abcdef0",
    networkInterfaceId: await valueOf(association.networkInterfaceId),
  });
  expect((await ec2.getEips({ filters: [{ name: "instance-id", values: ["i-0*"] }] })).allocationIds).toEqual(
    [found.id],
  );

  const endpoint = new ec2.VpcEndpoint("ec2", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.ec2" });
  new ec2.VpcEndpointSubnetAssociation("ec2", { vpcEndpointId: endpoint.id, subnetId: subnets[0]!.id });
  expect(await ec2.getVpcEndpoint({ vpcId: await valueOf(vpc.id) })).toMatchObject({
    id: await valueOf(endpoint.id),
    state: "available",
    subnetIds: [await valueOf(subnets[0]!.id)],
    routeTableIds: [],
  });

  const offerings = await ec2.getInstanceTypeOfferings({
    locationType: "availability-zone",
    filters: [
      { name: "instance-type", values: ["t3.micro", "t4g.nano"] },
      { name: "location", values: ["us-east-1b"] },
    ],
  });
  expect(offerings.instanceTypes.sort()).toEqual(["t3.micro", "t4g.nano"]);
  expect(offerings.locations).toEqual(["us-east-1b", "us-east-1b"]);
  expect((await ec2.getInstanceTypeOfferings()).locations).toContain("us-east-1");
  expect(failures).toEqual([]);
});
