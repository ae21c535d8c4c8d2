import { oneOf } from "../common/checks";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { idOf, text } from "../record/kind";
import type { RecordKinds } from "../record/kind";
import { recordById } from "../record/registry";
import { checkId, related, siblings } from "./related";

/** EC2 attaches one internet gateway to a VPC. */
function checkAttachment(id: unknown, vpcId: unknown, fail: Fail): void {
  const others = [
    ...siblings("ec2:InternetGateway", id, "vpcId", vpcId),
    ...siblings("ec2:InternetGatewayAttachment", id, "vpcId", vpcId),
  ];
  if (others[0])
    fail("vpcId", `is ${show(vpcId)}, which already has the internet gateway ${others[0].id}. Use that one`);
}

export const gatewayKinds: RecordKinds = {
  "ec2:InternetGateway": {
    note: "The way of a network to the internet. Pods reach it by the cluster's own way, with or without this.",
    id: "igw",
    arn: "internet-gateway",
    replaces: [],
    check: (values, fail) => {
      checkId(values, "vpcId", "vpc", fail);
      checkAttachment(values.id, values["vpcId"], fail);
    },
  },
  "ec2:InternetGatewayAttachment": {
    note: "Attaches an internet gateway to a network.",
    id: ({ internetGatewayId, vpcId }) => text`${internetGatewayId}:${vpcId}`,
    replaces: ["internetGatewayId", "vpcId"],
    check: (values, fail) => {
      checkId(values, "internetGatewayId", "igw", fail);
      checkId(values, "vpcId", "vpc", fail);
      checkAttachment(values.id, values["vpcId"], fail);
      const { internetGatewayId, vpcId } = values;
      const attached = related(values, "internetGatewayId")?.values["vpcId"];
      if (!isGiven(attached) || attached === "" || attached === vpcId) return;
      fail(
        "internetGatewayId",
        `is ${show(internetGatewayId)}, which is attached to ${show(attached)}. Use another gateway`,
      );
    },
  },
  "ec2:EgressOnlyInternetGateway": {
    note: "The way of a network to the internet by IPv6.",
    id: "eigw",
    replaces: ["vpcId"],
    check: (values, fail) => checkId(values, "vpcId", "vpc", fail),
  },
  "ec2:NatGateway": {
    note: "The way of private subnets to the internet. Pods reach it by the cluster's own way, with or without this.",
    id: "nat",
    arn: "natgateway",
    replaces: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId", "vpcId"],
    defaults: () => ({ connectivityType: "public" }),
    checks: { connectivityType: oneOf("public", "private"), availabilityMode: oneOf("zonal", "regional") },
    check: (values, fail) => {
      const { allocationId, availabilityMode, connectivityType, subnetId } = values;
      checkId(values, "allocationId", "eipalloc", fail);
      checkId(values, "subnetId", "subnet", fail);
      if (availabilityMode === "regional") return;
      if (subnetId === undefined) fail("subnetId", "is missing. Set it to the id of a public subnet");
      if (connectivityType === "public" && allocationId === undefined) {
        fail("allocationId", 'is missing. Set it to the id of an Eip, or set connectivityType to "private"');
      }
      if (connectivityType === "private" && isGiven(allocationId)) {
        fail(
          "allocationId",
          `is ${show(allocationId)}, but connectivityType is "private". Remove one of the two`,
        );
      }
    },
    outputs: ({ id, allocationId, subnetId, vpcId }) => ({
      associationId: allocationId === undefined ? "" : idOf("eipassoc", id),
      networkInterfaceId: idOf("eni", id),
      publicIp: isGiven(allocationId)
        ? recordById(String(allocationId))?.values["publicIp"]
        : allocationId && "",
      vpcId: vpcId ?? (isGiven(subnetId) ? recordById(String(subnetId))?.values["vpcId"] : ""),
    }),
  },
};
