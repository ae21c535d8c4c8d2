import { oneOf } from "../common/checks";
import { overlapsCidr } from "../common/cidr";
import { accountId } from "../common/names";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { idOf } from "../record/kind";
import type { RecordKind, RecordKinds } from "../record/kind";
import { checkId, checkSameVpc, rangesOf, related } from "./related";

const endpointTypes = ["Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"];

/** Adds a part of its own network to an endpoint. */
const association = (argument: string, prefix: string, note: string): RecordKind => ({
  note,
  id: "a",
  replaces: [argument, "vpcEndpointId"],
  check: (values, fail) => {
    checkId(values, argument, prefix, fail);
    checkId(values, "vpcEndpointId", "vpce", fail);
    checkSameVpc(
      argument,
      related(values, "vpcEndpointId")?.values["vpcId"],
      related(values, argument),
      fail,
    );
  },
});

export const endpointKinds: RecordKinds = {
  "ec2:VpcEndpoint": {
    note: "A way to an AWS service. There is no such service here, so nothing answers on it.",
    id: "vpce",
    arn: "vpc-endpoint",
    replaces: [
      "resourceConfigurationArn",
      "serviceName",
      "serviceNetworkArn",
      "serviceRegion",
      "vpcEndpointType",
      "vpcId",
    ],
    defaults: () => ({ vpcEndpointType: "Gateway", privateDnsEnabled: false, ipAddressType: "ipv4" }),
    checks: { vpcEndpointType: oneOf(...endpointTypes) },
    check: (values, fail) => {
      checkId(values, "vpcId", "vpc", fail);
      for (const key of ["subnetIds", "routeTableIds"]) {
        const ids = values[key];
        if (!Array.isArray(ids)) continue;
        ids.forEach((id: unknown, index) =>
          checkSameVpc(`${key}[${index}]`, values["vpcId"], related({ id }, "id"), fail),
        );
      }
    },
    outputs: ({ id, subnetIds, vpcEndpointType }) => ({
      networkInterfaceIds: Array.isArray(subnetIds)
        ? subnetIds.map((subnet) => idOf("eni", id, String(subnet)))
        : [],
      prefixListId: vpcEndpointType === "Gateway" ? idOf("pl", id) : "",
      state: "available",
    }),
  },
  "ec2:VpcEndpointRouteTableAssociation": association(
    "routeTableId",
    "rtb",
    "Adds a route table to an endpoint, on which nothing answers.",
  ),
  "ec2:VpcEndpointSubnetAssociation": association(
    "subnetId",
    "subnet",
    "Adds a subnet to an endpoint, on which nothing answers.",
  ),
  "ec2:VpcPeeringConnection": {
    note: "Connects two networks. Security groups alone decide who reaches whom, with or without it.",
    id: "pcx",
    arn: "vpc-peering-connection",
    replaces: ["peerOwnerId", "peerRegion", "peerVpcId", "vpcId"],
    defaults: (_, { region }) => ({ peerOwnerId: accountId, peerRegion: region }),
    check: (values, fail) => {
      checkId(values, "vpcId", "vpc", fail);
      checkId(values, "peerVpcId", "vpc", fail);
      if (isGiven(values["vpcId"]) && values["vpcId"] === values["peerVpcId"]) {
        return fail("peerVpcId", `is ${show(values["peerVpcId"])}, the network itself. Use another one`);
      }
      const [one, other] = [related(values, "vpcId"), related(values, "peerVpcId")];
      if (!one || !other) return;
      const its = rangesOf(other);
      const overlap = rangesOf(one).find((range) => its.some((peer) => overlapsCidr(range, peer)));
      if (overlap) {
        fail(
          "peerVpcId",
          `is ${show(other.id)}, whose range ${its.join(", ")} overlaps ${overlap} of ${one.id}. Peer networks with other ranges`,
        );
      }
    },
    outputs: ({ autoAccept }) => ({ acceptStatus: autoAccept === true ? "active" : "pending-acceptance" }),
  },
  "ec2:VpcPeeringConnectionAccepter": {
    note: "The other side's consent to a connection of two networks.",
    id: ({ vpcPeeringConnectionId }) => vpcPeeringConnectionId,
    replaces: ["vpcPeeringConnectionId"],
    check: (values, fail) => checkId(values, "vpcPeeringConnectionId", "pcx", fail),
    outputs: (values) => {
      const { vpcId, peerVpcId, peerRegion, peerOwnerId } =
        related(values, "vpcPeeringConnectionId")?.values ?? {};
      // From the accepter's side: its own network is the peer of the requester.
      return { acceptStatus: "active", vpcId: peerVpcId, peerVpcId: vpcId, peerRegion, peerOwnerId };
    },
  },
  "ec2:PeeringConnectionOptions": {
    note: "Options of a connection of two networks.",
    id: ({ vpcPeeringConnectionId }) => vpcPeeringConnectionId,
    replaces: ["vpcPeeringConnectionId"],
    check: (values, fail) => checkId(values, "vpcPeeringConnectionId", "pcx", fail),
  },
};
