import { cidrPart } from "../common/cidr";
import { recordId } from "../common/names";
import { idOf } from "../record/kind";
import { regionOfZone, zoneNames } from "../region/zones";

/** Ids of what each VPC has from its creation on. */
export const vpcParts = (vpcId: unknown) => ({
  mainRouteTableId: idOf("rtb", vpcId),
  defaultRouteTableId: idOf("rtb", vpcId),
  defaultNetworkAclId: idOf("acl", vpcId),
  dhcpOptionsId: idOf("dopt", vpcId),
});

/** The default VPC of a region, as each account has one. */
export const defaultVpc = (region: string) => {
  const id = recordId("vpc", `default/${region}`);
  return { id, cidrBlock: "172.31.0.0/16", internetGatewayId: recordId("igw", `default/${region}`) };
};

const subnets = new Map<string, ReturnType<typeof toDefaultSubnet>>();

/** The default subnet of a zone: one /20 of the default VPC for each zone of the region. */
export function defaultSubnet(zone: string) {
  const subnet = subnets.get(zone) ?? toDefaultSubnet(zone);
  subnets.set(zone, subnet);
  return subnet;
}

function toDefaultSubnet(zone: string) {
  const region = regionOfZone(zone);
  const { id: vpcId, cidrBlock } = defaultVpc(region);
  const index = Math.max(zoneNames(region).indexOf(zone), 0);
  return {
    id: recordId("subnet", `default/${zone}`),
    vpcId,
    cidrBlock: cidrPart(cidrBlock, 20, index),
    availabilityZone: zone,
    mapPublicIpOnLaunch: true,
  };
}

/** All default subnets of a region. */
export const defaultSubnets = (region: string) => zoneNames(region).map(defaultSubnet);
