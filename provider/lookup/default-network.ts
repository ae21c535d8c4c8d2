import { accountId, ec2Arn } from "../common/names";
import { defaultSubnets, defaultVpc, vpcParts } from "../network/default-vpc";
import type { Values } from "../record/kind";
import { zoneId } from "../region/zones";

/** The default VPC, as a look-up answers. */
export function defaultVpcValues(region: string): Values {
  const vpc = defaultVpc(region);
  return {
    ...vpc,
    ...vpcParts(vpc.id),
    arn: ec2Arn(region, "vpc", vpc.id),
    default: true,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    instanceTenancy: "default",
    ownerId: accountId,
    region,
  };
}

/** The subnets of the default VPC. */
export const defaultSubnetValues = (region: string): Values[] =>
  defaultSubnets(region).map((subnet) => ({
    ...subnet,
    arn: ec2Arn(region, "subnet", subnet.id),
    availabilityZoneId: zoneId(subnet.availabilityZone),
    defaultForAz: true,
    ownerId: accountId,
    region,
  }));

/** The main route table of a VPC, whose subnets use it unless they are associated with another. */
export function mainRouteTable({ id: vpcId, cidrBlock, mainRouteTableId, region }: Values): Values {
  return {
    id: mainRouteTableId,
    arn: ec2Arn(String(region), "route-table", String(mainRouteTableId)),
    vpcId,
    ownerId: accountId,
    region,
    routes: [{ cidrBlock, gatewayId: "local" }],
  };
}

/** The gateway of the default VPC. */
export function defaultGateway(region: string): Values {
  const { id, internetGatewayId, ownerId } = defaultVpcValues(region);
  return {
    id: internetGatewayId,
    arn: ec2Arn(region, "internet-gateway", String(internetGatewayId)),
    vpcId: id,
    ownerId,
    region,
  };
}

/** The main route table of the default VPC. */
export function defaultRouteTable(region: string): Values {
  const vpc = defaultVpcValues(region);
  const table = mainRouteTable(vpc);
  const internet = { cidrBlock: "0.0.0.0/0", gatewayId: vpc["internetGatewayId"] };
  return { ...table, routes: [...(table["routes"] as Values[]), internet] };
}
