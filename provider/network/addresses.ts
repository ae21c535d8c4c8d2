import { oneOf } from "../common/checks";
import { publicAddress } from "../common/public-address";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { idOf, made } from "../record/kind";
import type { RecordKinds } from "../record/kind";
import { recordsOf } from "../record/registry";
import { interfaceOf } from "./primary-interface";
import { checkId, related, siblings } from "./related";

export const addressKinds: RecordKinds = {
  "ec2:Eip": {
    note: "An elastic IP address: a loopback address of the machine that runs Pulumi, made of the id.",
    id: "eipalloc",
    arn: "elastic-ip",
    replaces: [
      "address",
      "customerOwnedIpv4Pool",
      "domain",
      "ipamPoolId",
      "networkBorderGroup",
      "publicIpv4Pool",
    ],
    defaults: (_, { region }) => ({ domain: "vpc", networkBorderGroup: region, publicIpv4Pool: "amazon" }),
    checks: { domain: oneOf("vpc", "standard") },
    check: (values, fail) => {
      checkId(values, "instance", "i", fail);
      checkId(values, "networkInterface", "eni", fail);
    },
    outputs: (values, facts) => {
      const { id, instance, networkInterface } = values;
      const isFree = instance === undefined && networkInterface === undefined;
      return {
        allocationId: id,
        associationId: isFree ? "" : idOf("eipassoc", id),
        publicIp: made(publicAddress, id),
        publicDns: made(publicAddress, id),
        networkInterface:
          networkInterface ?? (isFree ? "" : interfaceOf(values, "instance", "networkInterface", facts)),
      };
    },
  },
  "ec2:EipAssociation": {
    note: "Gives an instance an elastic IP address.",
    id: "eipassoc",
    replaces: [
      "allocationId",
      "allowReassociation",
      "instanceId",
      "networkInterfaceId",
      "privateIpAddress",
      "publicIp",
    ],
    check: (values, fail) => {
      const { allocationId, allowReassociation, instanceId, networkInterfaceId, publicIp } = values;
      checkId(values, "allocationId", "eipalloc", fail);
      checkId(values, "instanceId", "i", fail);
      checkId(values, "networkInterfaceId", "eni", fail);
      if (allocationId === undefined && publicIp === undefined) {
        fail("allocationId", "is missing. Set it to the id of an Eip");
      }
      if (instanceId === undefined && networkInterfaceId === undefined) {
        fail("instanceId", "is missing. Set it, or networkInterfaceId");
      }
      const other = siblings("ec2:EipAssociation", values.id, "allocationId", allocationId)[0];
      if (other && allowReassociation === false) {
        fail(
          "allocationId",
          `is ${show(allocationId)}, which ${other.id} associates already. Remove one, or set allowReassociation`,
        );
      }
    },
    outputs: (values, facts) => {
      const { allocationId, networkInterfaceId, publicIp } = values;
      const address = related(values, "allocationId");
      const byAddress = recordsOf("ec2:Eip").find((eip) => eip.values["publicIp"] === publicIp);
      return {
        allocationId: allocationId ?? byAddress?.id,
        publicIp:
          publicIp ??
          address?.values["publicIp"] ??
          (isGiven(allocationId) ? made(publicAddress, allocationId) : allocationId),
        networkInterfaceId:
          networkInterfaceId ?? interfaceOf(values, "instanceId", "networkInterfaceId", facts),
      };
    },
  },
};
