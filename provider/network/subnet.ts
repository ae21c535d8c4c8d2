import { coversCidr, overlapsCidr } from "../common/cidr";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven, isUnknown } from "../common/values";
import { idOf, made } from "../record/kind";
import type { RecordKinds } from "../record/kind";
import { zoneId, zoneNames } from "../region/zones";
import { cidr } from "./checks";
import { defaultSubnet, defaultSubnets } from "./default-vpc";
import { checkId, rangesOf, related, siblings } from "./related";

const subnetDefaults = {
  assignIpv6AddressOnCreation: false,
  enableDns64: false,
  enableResourceNameDnsAaaaRecordOnLaunch: false,
  enableResourceNameDnsARecordOnLaunch: false,
  ipv6Native: false,
  mapPublicIpOnLaunch: false,
  privateDnsHostnameTypeOnLaunch: "ip-name",
};

const zoneWithId = (region: unknown, wanted: unknown) =>
  made((name, id) => zoneNames(name).find((zone) => zoneId(zone) === id), region, wanted);

/** The zone that a subnet has, else the first of the region. */
const zoneFor = (region: unknown, old: unknown) =>
  made((name) => zoneNames(name).find((zone) => zone === old) ?? zoneNames(name)[0], region);

function checkZone(zone: unknown, region: unknown, fail: Fail): void {
  if (!isGiven(zone) || !isGiven(region)) return;
  const zones = zoneNames(String(region));
  if (zones.includes(String(zone))) return;
  fail(
    "availabilityZone",
    `is ${show(zone)}, which isn't in ${String(region)}. Use one of ${zones.join(", ")}`,
  );
}

const zoneIdOf = (zone: unknown) => made(zoneId, zone);

export const subnetKinds: RecordKinds = {
  "ec2:Subnet": {
    note: "A part of a network. Its instances get its zone, and a public address if `mapPublicIpOnLaunch` is set.",
    id: "subnet",
    arn: "subnet",
    replaces: [
      "vpcId",
      "cidrBlock",
      "availabilityZone",
      "availabilityZoneId",
      "ipv4IpamPoolId",
      "ipv4NetmaskLength",
      "ipv6Native",
      "outpostArn",
    ],
    fromId: (id, region) => {
      const { id: own, ...facts } = defaultSubnets(region).find((subnet) => subnet.id === id) ?? {};
      return own === undefined ? {} : { ...subnetDefaults, ...facts };
    },
    defaults: ({ availabilityZoneId }, { region, olds, isLookup }) => ({
      ...(isLookup ? {} : subnetDefaults),
      ...(isGiven(availabilityZoneId)
        ? { availabilityZone: zoneWithId(region, availabilityZoneId) }
        : !isLookup && { availabilityZone: zoneFor(region, olds["availabilityZone"]) }),
    }),
    checks: { cidrBlock: cidr(4, 16, 28), ipv6CidrBlock: cidr(6, 44, 64) },
    check: (values, fail, { region }) => {
      checkId(values, "vpcId", "vpc", fail);
      const zone = values["availabilityZone"];
      // The table of zones has no local ones.
      if (!String(zone).startsWith(`${String(region)}-`)) checkZone(zone, region, fail);
      const { availabilityZoneId, cidrBlock, ipv4IpamPoolId, ipv6Native } = values;
      if (isGiven(availabilityZoneId) && zone === undefined) {
        fail(
          "availabilityZoneId",
          `is ${show(availabilityZoneId)}, which isn't in ${String(region)}. Use another, or availabilityZone`,
        );
      }
      if ([cidrBlock, ipv4IpamPoolId, ipv6Native].every((value) => value === undefined)) {
        fail("cidrBlock", "is missing. Set it to a part of the VPC's range");
      }
      const vpc = related(values, "vpcId");
      const range = values["cidrBlock"];
      if (!vpc || !isGiven(range)) return;
      const outer = rangesOf(vpc);
      if (
        outer.length > 0 &&
        !isUnknown(vpc.values["cidrBlock"]) &&
        !outer.some((one) => coversCidr(one, String(range)))
      ) {
        return fail(
          "cidrBlock",
          `is ${show(range)}, which isn't in ${outer.join(" or ")} of ${vpc.id}. Use a part of it`,
        );
      }
      const other = siblings("ec2:Subnet", values.id, "vpcId", vpc.id).find(({ values: { cidrBlock } }) =>
        overlapsCidr(String(cidrBlock), String(range)),
      );
      if (other) {
        const its = `${String(other.values["cidrBlock"])} of ${other.id}`;
        fail("cidrBlock", `is ${show(range)}, which overlaps ${its}. Choose another part of the VPC's range`);
      }
    },
    outputs: ({ id, availabilityZone, ipv6CidrBlock }) => ({
      ...(availabilityZone !== undefined && { availabilityZoneId: zoneIdOf(availabilityZone) }),
      ...(ipv6CidrBlock !== undefined && {
        ipv6CidrBlockAssociationId: idOf("subnet-cidr-assoc", id),
      }),
    }),
  },
  "ec2:DefaultSubnet": {
    note: "The subnet of a zone in the region's default network, which is always there. Deleting the resource leaves it.",
    id: ({ availabilityZone }) => made((zone) => defaultSubnet(zone).id, availabilityZone),
    arn: "subnet",
    replaces: ["availabilityZone"],
    defaults: () => ({ ...subnetDefaults, mapPublicIpOnLaunch: true }),
    check: ({ availabilityZone: zone }, fail, { region }) => {
      checkZone(zone, region, fail);
    },
    outputs: ({ availabilityZone }) => ({
      availabilityZoneId: zoneIdOf(availabilityZone),
      cidrBlock: made((zone) => defaultSubnet(zone).cidrBlock, availabilityZone),
      vpcId: made((zone) => defaultSubnet(zone).vpcId, availabilityZone),
      existingDefaultSubnet: true,
    }),
  },
};
