import { oneOf } from "../common/checks";
import { overlapsCidr } from "../common/cidr";
import { defaultGroupName } from "../common/names";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { idOf, made } from "../record/kind";
import type { RecordKinds } from "../record/kind";
import { cidr } from "./checks";
import { defaultVpc, vpcParts } from "./default-vpc";
import { checkId, related } from "./related";

const vpcDefaults = {
  enableDnsHostnames: false,
  enableDnsSupport: true,
  enableNetworkAddressUsageMetrics: false,
  instanceTenancy: "default",
};

/** Amazon assigns a /56 of 2600::/12; here it is made of the id, from a range that isn't routed. */
const assignedIpv6 = (id: unknown) =>
  made((text) => `fd00:${text.slice(-12, -8)}:${text.slice(-8, -4)}:${text.slice(-4, -2)}00::/56`, id);

export const vpcKinds: RecordKinds = {
  "ec2:Vpc": {
    note: "A network. Rules whose range covers it reach the instances in it; nothing else separates it from other networks.",
    id: "vpc",
    arn: "vpc",
    replaces: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    fromId: (id, region) => {
      const { id: own, cidrBlock } = defaultVpc(region);
      return id === own ? { cidrBlock, ...vpcDefaults, enableDnsHostnames: true } : {};
    },
    defaults: ({ ipv4IpamPoolId }, { isLookup }) => ({
      ...(isLookup ? {} : vpcDefaults),
      ...(ipv4IpamPoolId !== undefined && { cidrBlock: "10.0.0.0/16" }),
    }),
    checks: {
      cidrBlock: cidr(4, 16, 28),
      ipv6CidrBlock: cidr(6, 44, 60),
      instanceTenancy: oneOf("default", "dedicated"),
    },
    check: ({ cidrBlock }, fail) => {
      if (cidrBlock === undefined)
        fail("cidrBlock", 'is missing. Give the network a range, for example "10.0.0.0/16"');
    },
    outputs: ({ id, assignGeneratedIpv6CidrBlock, ipv6CidrBlock }, { groupId, name, parents }) => ({
      ...vpcParts(id),
      defaultSecurityGroupId: groupId(defaultGroupName(name, parents)),
      ...((assignGeneratedIpv6CidrBlock === true || ipv6CidrBlock !== undefined) && {
        ipv6AssociationId: idOf("vpc-cidr-assoc", id, "ipv6"),
        ipv6CidrBlock: ipv6CidrBlock ?? assignedIpv6(id),
      }),
    }),
  },
  "ec2:DefaultVpc": {
    note: "The region's default network, which is always there. Deleting the resource leaves it.",
    id: (_, { region }) => made((name) => defaultVpc(name).id, region),
    arn: "vpc",
    replaces: [],
    defaults: () => ({
      enableDnsHostnames: true,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: false,
    }),
    checks: { ipv6CidrBlock: cidr(6, 44, 60) },
    outputs: ({ id }, { region, groupId }) => ({
      ...vpcParts(id),
      cidrBlock: made((name) => defaultVpc(name).cidrBlock, region),
      defaultSecurityGroupId: groupId(defaultGroupName()),
      existingDefaultVpc: true,
      instanceTenancy: "default",
    }),
  },
  "ec2:VpcIpv4CidrBlockAssociation": {
    note: "One more range of a network.",
    id: "vpc-cidr-assoc",
    replaces: ["vpcId", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    checks: { cidrBlock: cidr(4, 16, 28) },
    check: (values, fail) => {
      checkId(values, "vpcId", "vpc", fail);
      const vpc = related(values, "vpcId");
      const range = values["cidrBlock"];
      if (!vpc || !isGiven(range)) return;
      const own = vpc.values["cidrBlock"];
      if (overlapsCidr(String(own), String(range))) {
        fail(
          "cidrBlock",
          `is ${show(range)}, which overlaps ${String(own)} of ${vpc.id}. Choose another range`,
        );
      }
    },
  },
  "ec2:VpcDhcpOptions": {
    note: "Options that EC2's DHCP server would give. Pods use the cluster's DNS instead.",
    id: "dopt",
    replaces: [
      "domainName",
      "domainNameServers",
      "ipv6AddressPreferredLeaseTime",
      "netbiosNameServers",
      "netbiosNodeType",
      "ntpServers",
    ],
    arn: "dhcp-options",
  },
  "ec2:VpcDhcpOptionsAssociation": {
    note: "Gives a network its DHCP options.",
    id: ({ dhcpOptionsId, vpcId }) => made((options, vpc) => `${options}-${vpc}`, dhcpOptionsId, vpcId),
    replaces: ["vpcId", "dhcpOptionsId"],
  },
};
