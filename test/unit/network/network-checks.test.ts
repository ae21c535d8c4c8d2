import { unknownValue } from "../../../provider/common/values";
import { defaultSubnet, defaultVpc } from "../../../provider/network/default-vpc";
import { recordById } from "../../../provider/record/registry";
import { of } from "../../../provider/records";
import { change, endRun, make, urnOf } from "../../support/records";

afterEach(endRun);

const vpcOf = (cidrBlock = "10.0.0.0/16", name = "main") => make("ec2:Vpc", { cidrBlock }, name);

describe("Vpc", () => {
  test.each([
    [
      "10.0.0.0/8",
      'cidrBlock is "10.0.0.0/8"; EC2 accepts prefixes from /16 to /28 here. Choose another length',
    ],
    [
      "10.0.0.1/16",
      'cidrBlock is "10.0.0.1/16", whose address isn\'t the first of its range. Use "10.0.0.0/16"',
    ],
    ["ten", 'cidrBlock is "ten", which isn\'t an IPv4 range. Use one like "10.0.0.0/16"'],
    ["fd00::/56", 'cidrBlock is "fd00::/56", which isn\'t an IPv4 range. Use one like "10.0.0.0/16"'],
  ])("rejects the range %s", async (cidrBlock, failure) => {
    expect((await vpcOf(cidrBlock)).failures).toEqual([failure]);
  });

  test("all failures come at once, each on its path", async () => {
    const { failures } = await make("ec2:Vpc", {
      cidrBlock: "ten",
      instanceTenancy: "mine",
      tags: { "aws:x": "1" },
    });
    expect(failures.map((failure) => failure.split(" ")[0])).toEqual([
      'tags["aws:x"]',
      "cidrBlock",
      "instanceTenancy",
    ]);
  });

  test("its parts have ids of their own, which stay", async () => {
    const vpc = await vpcOf();
    const parts = ["mainRouteTableId", "defaultNetworkAclId", "dhcpOptionsId"].map((key) =>
      String(vpc.inputs[key]),
    );
    expect(parts).toEqual([
      expect.stringMatching(/^rtb-[0-9a-f]{17}$/),
      expect.stringMatching(/^acl-[0-9a-f]{17}$/),
      expect.stringMatching(/^dopt-[0-9a-f]{17}$/),
    ]);
    const again = await make("ec2:Vpc", { cidrBlock: "10.0.0.0/16" }, "main", vpc.inputs);
    expect(again.inputs).toEqual(vpc.inputs);
  });

  test("a default VPC is the same in each stack of a region, and its zones have subnets", async () => {
    const [one, two] = [await make("ec2:DefaultVpc", {}, "a"), await make("ec2:DefaultVpc", {}, "b")];
    expect(one.id).toBe(two.id);
    const subnet = await make("ec2:DefaultSubnet", { availabilityZone: "us-east-1c" });
    expect(subnet.inputs).toMatchObject({
      vpcId: one.id,
      cidrBlock: "172.31.32.0/20",
      mapPublicIpOnLaunch: true,
    });
    const elsewhere = await make("ec2:DefaultVpc", { region: "eu-west-1" }, "c");
    expect(elsewhere.id).not.toBe(one.id);
  });
});

describe("Subnet", () => {
  test("must be a part of its VPC's range", async () => {
    const vpc = await vpcOf();
    const { failures } = await make("ec2:Subnet", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" });
    expect(failures).toEqual([
      `cidrBlock is "10.1.0.0/24", which isn't in 10.0.0.0/16 of ${vpc.id}. Use a part of it`,
    ]);
    await make("ec2:VpcIpv4CidrBlockAssociation", { vpcId: vpc.id, cidrBlock: "10.1.0.0/16" }, "more");
    expect((await make("ec2:Subnet", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" })).failures).toEqual([]);
  });

  test("must not overlap another one of its VPC", async () => {
    const [vpc, other] = [await vpcOf(), await vpcOf("10.0.0.0/16", "other")];
    const first = await make("ec2:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" }, "first");
    const second = await make("ec2:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.8.0/24" }, "second");
    expect(second.failures).toEqual([
      `cidrBlock is "10.0.8.0/24", which overlaps 10.0.0.0/20 of ${first.id}. Choose another part of the VPC's range`,
    ]);
    const elsewhere = { vpcId: other.id, cidrBlock: "10.0.8.0/24" };
    expect((await make("ec2:Subnet", elsewhere, "elsewhere")).failures).toEqual([]);
  });

  test("the check of an update forgets that of its preview", async () => {
    const vpc = await vpcOf();
    const args = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" };
    expect((await make("ec2:Subnet", args)).failures).toEqual([]);
    expect((await make("ec2:Subnet", args)).failures).toEqual([]);
  });

  test("isn't compared with what a preview doesn't know", async () => {
    const vpc = await make("ec2:Vpc", { cidrBlock: unknownValue });
    expect((await make("ec2:Subnet", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" }, "a")).failures).toEqual([]);
    expect(
      (await make("ec2:Subnet", { vpcId: unknownValue, cidrBlock: "10.1.0.0/24" }, "b")).failures,
    ).toEqual([]);
  });

  test("has a zone of its region, by name or by id", async () => {
    const args = { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.1.0/24" };
    const wrong = await make("ec2:Subnet", { ...args, availabilityZone: "eu-west-1a" });
    expect(wrong.failures).toEqual([
      expect.stringMatching(
        /^availabilityZone is "eu-west-1a", which isn't in us-east-1. Use one of us-east-1a, /,
      ),
    ]);
    const byId = await make("ec2:Subnet", { ...args, availabilityZoneId: "use1-az6" });
    expect(byId.inputs["availabilityZone"]).toMatch(/^us-east-1[a-f]$/);
    expect(byId.inputs["availabilityZoneId"]).toBe("use1-az6");
  });

  test("gets a zone of its new region, if the program names none", async () => {
    const args = { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.1.0/24" };
    const { inputs } = await make("ec2:Subnet", { ...args, region: "us-west-2" });
    const moved = await make("ec2:Subnet", { ...args, region: "eu-west-1" }, "it", inputs);
    expect(moved).toMatchObject({ failures: [], inputs: { availabilityZone: "eu-west-1a" } });
  });

  test("an ARN isn't the id of a VPC", async () => {
    const { failures } = await make("ec2:Subnet", {
      vpcId: "arn:aws:ec2:::vpc/vpc-1",
      cidrBlock: "10.0.1.0/24",
    });
    expect(failures).toEqual(['vpcId is "arn:aws:ec2:::vpc/vpc-1". Use an id that starts with "vpc-"']);
  });
});

describe("cascades", () => {
  test.each([
    ["ec2:Vpc", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }, ["cidrBlock"]],
    ["ec2:Vpc", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }, []],
    [
      "ec2:Subnet",
      { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" },
      { vpcId: unknownValue, cidrBlock: "10.0.0.0/24" },
      ["vpcId"],
    ],
    [
      "ec2:Subnet",
      { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" },
      { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: true },
      [],
    ],
    ["ec2:InternetGateway", { vpcId: "vpc-1" }, { vpcId: "vpc-2" }, []],
    ["ec2:RouteTable", { vpcId: "vpc-1" }, { vpcId: "vpc-2" }, ["vpcId"]],
    [
      "ec2:RouteTableAssociation",
      { subnetId: "subnet-1", routeTableId: "rtb-1" },
      { subnetId: "subnet-2", routeTableId: "rtb-1" },
      ["subnetId"],
    ],
  ])("%s: %j to %j replaces by %j", async (token, before, after, replaces) => {
    expect(await change(token, before, after)).toEqual({ replaces });
  });
});

describe("routes", () => {
  const internet = { cidrBlock: "0.0.0.0/0" };

  test("need one destination and one target", async () => {
    const routes = [{}, { ...internet, gatewayId: "igw-1", natGatewayId: "nat-1" }];
    const { failures } = await make("ec2:RouteTable", { vpcId: "vpc-1", routes });
    expect(failures).toEqual([
      "routes[0].cidrBlock is missing. Set it, ipv6CidrBlock or destinationPrefixListId",
      "routes[0].gatewayId is missing. A route needs a target: set it, natGatewayId or another",
      "routes[1].natGatewayId conflicts with gatewayId. A route has one target: remove one",
    ]);
  });

  test("have one route for each destination, inline or not", async () => {
    const routes = [
      { ...internet, gatewayId: "igw-1" },
      { ...internet, natGatewayId: "nat-1" },
    ];
    const twice = await make("ec2:RouteTable", { vpcId: "vpc-1", routes });
    expect(twice.failures).toEqual([
      'routes[1] has the destination "0.0.0.0/0", as routes[0] has. Remove one',
    ]);
    const table = await make("ec2:RouteTable", { vpcId: "vpc-1", routes: routes.slice(0, 1) });
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" };
    expect((await make("ec2:Route", route, "again")).failures).toEqual([
      `destinationCidrBlock is "0.0.0.0/0", the destination of an inline route of ${table.id}. Remove one`,
    ]);
    const other = { ...route, destinationCidrBlock: "192.0.2.0/24" };
    expect((await make("ec2:Route", other, "one")).failures).toEqual([]);
    expect((await make("ec2:Route", other, "two")).failures).toEqual([
      'destinationCidrBlock is "192.0.2.0/24", the destination of another Route of this table. Remove one',
    ]);
  });

  test("lead to what the VPC has", async () => {
    const [vpc, other] = [await vpcOf(), await vpcOf("10.1.0.0/16", "other")];
    const gateway = await make("ec2:InternetGateway", { vpcId: other.id });
    const routes = [{ ...internet, gatewayId: gateway.id }];
    expect((await make("ec2:RouteTable", { vpcId: vpc.id, routes })).failures).toEqual([
      `routes[0].gatewayId is "${gateway.id}", which is attached to ${other.id}, not to ${vpc.id}. Use that VPC's gateway`,
    ]);
    const local = [{ cidrBlock: "10.0.0.0/16", gatewayId: gateway.id }];
    expect((await make("ec2:RouteTable", { vpcId: other.id, routes: local })).failures).toEqual([]);
    const own = [{ cidrBlock: "10.1.0.0/16", gatewayId: gateway.id }];
    expect((await make("ec2:RouteTable", { vpcId: other.id, routes: own })).failures).toEqual([
      'routes[0].cidrBlock is "10.1.0.0/16", the VPC\'s own range, which is always local. Remove the route',
    ]);
  });

  test("a subnet has one route table, of its own VPC", async () => {
    const [vpc, other] = [await vpcOf(), await vpcOf("10.1.0.0/16", "other")];
    const table = await make("ec2:RouteTable", { vpcId: other.id });
    const subnet = await make("ec2:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
    const args = { subnetId: subnet.id, routeTableId: table.id };
    expect((await make("ec2:RouteTableAssociation", args)).failures).toEqual([
      `subnetId is "${subnet.id}", which is in ${vpc.id}, not in ${other.id}. Use one of the same VPC`,
    ]);
    const right = await make("ec2:RouteTable", { vpcId: vpc.id }, "right");
    const first = await make("ec2:RouteTableAssociation", { ...args, routeTableId: right.id });
    const second = await make("ec2:RouteTableAssociation", { ...args, routeTableId: right.id }, "second");
    expect(first.failures).toEqual([]);
    expect(second.failures).toEqual([
      `subnetId is "${subnet.id}", which ${first.id} already gives a route table. Remove one`,
    ]);
  });
});

test("a VPC has one internet gateway", async () => {
  const vpc = await vpcOf();
  const first = await make("ec2:InternetGateway", { vpcId: vpc.id }, "first");
  const second = await make("ec2:InternetGateway", { vpcId: vpc.id }, "second");
  expect(second.failures).toEqual([
    `vpcId is "${vpc.id}", which already has the internet gateway ${first.id}. Use that one`,
  ]);
});

test("a public NAT gateway needs an Eip, a private one has none", async () => {
  const subnetId = "subnet-1";
  expect((await make("ec2:NatGateway", { subnetId })).failures).toEqual([
    'allocationId is missing. Set it to the id of an Eip, or set connectivityType to "private"',
  ]);
  const eip = await make("ec2:Eip", {});
  const nat = await make("ec2:NatGateway", { subnetId, allocationId: eip.id });
  expect(nat.inputs["publicIp"]).toBe(eip.inputs["publicIp"]);
  expect((await make("ec2:NatGateway", { subnetId, connectivityType: "private" })).failures).toEqual([]);
});

test("peered networks have other ranges", async () => {
  const [vpc, same] = [await vpcOf(), await vpcOf("10.0.0.0/16", "same")];
  const args = { vpcId: vpc.id, peerVpcId: same.id };
  expect((await make("ec2:VpcPeeringConnection", args)).failures).toEqual([
    `peerVpcId is "${same.id}", whose range 10.0.0.0/16 overlaps 10.0.0.0/16 of ${vpc.id}. Peer networks with other ranges`,
  ]);
  const peer = await vpcOf("10.1.0.0/16", "peer");
  const connection = await make("ec2:VpcPeeringConnection", {
    vpcId: vpc.id,
    peerVpcId: peer.id,
    autoAccept: true,
  });
  expect(connection).toMatchObject({ failures: [], inputs: { acceptStatus: "active" } });
  const accepter = await make("ec2:VpcPeeringConnectionAccepter", { vpcPeeringConnectionId: connection.id });
  expect(accepter).toMatchObject({ id: connection.id, inputs: { vpcId: peer.id, peerVpcId: vpc.id } });
});

describe("look-ups of what exists", () => {
  const read = async (token: string, id: string, state: object = {}) => {
    await of(token).read(id, { ...state, __urn: urnOf(token, "seen"), __provider: "" });
    return recordById(id)!.values;
  };

  test("know the default VPC and its subnets, in each region", async () => {
    const vpc = defaultVpc("us-east-1");
    expect(await read("ec2:Vpc", vpc.id)).toMatchObject({
      cidrBlock: vpc.cidrBlock,
      enableDnsHostnames: true,
    });
    for (const zone of ["us-east-1b", "eu-west-1c"]) {
      const { id, ...facts } = defaultSubnet(zone);
      expect(await read("ec2:Subnet", id, { region: zone.slice(0, -1) })).toMatchObject(facts);
    }
  });

  test("of another stack know only what the program says", async () => {
    const subnet = await read("ec2:Subnet", "subnet-9", { vpcId: "vpc-9" });
    expect(subnet).toMatchObject({ vpcId: "vpc-9" });
    for (const key of ["availabilityZone", "availabilityZoneId", "cidrBlock", "mapPublicIpOnLaunch"]) {
      expect(subnet).not.toHaveProperty(key);
    }
    const vpc = await read("ec2:Vpc", "vpc-9");
    for (const key of ["cidrBlock", "enableDnsSupport"]) expect(vpc).not.toHaveProperty(key);
  });

  test("know less than the resource itself", async () => {
    const zone = { availabilityZone: "us-east-1b", mapPublicIpOnLaunch: false };
    const { id } = defaultSubnet(zone.availabilityZone);
    await read("ec2:Subnet", id);
    await make("ec2:DefaultSubnet", zone);
    expect(recordById(id)!.values).toMatchObject(zone);
  });
});
