import { oneOf, wholeNumber } from "../common/checks";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import type { RecordKinds } from "../record/kind";
import { recordsOf } from "../record/registry";
import { cidr } from "./checks";
import { checkId, checkSameVpc, related, vpcWith } from "./related";

export const aclKinds: RecordKinds = {
  "ec2:NetworkAcl": {
    note: "A network ACL. It filters nothing here, because a NetworkPolicy can't deny: security groups alone decide.",
    id: "acl",
    arn: "network-acl",
    replaces: ["vpcId"],
    defaults: () => ({ egress: [], ingress: [], subnetIds: [] }),
    check: (values, fail) => checkId(values, "vpcId", "vpc", fail),
  },
  "ec2:DefaultNetworkAcl": {
    note: "The network ACL that a network has from its creation on. It filters nothing here.",
    id: ({ defaultNetworkAclId }) => defaultNetworkAclId,
    arn: "network-acl",
    replaces: ["defaultNetworkAclId"],
    check: (values, fail) => checkId(values, "defaultNetworkAclId", "acl", fail),
    outputs: ({ defaultNetworkAclId }) => ({
      vpcId: vpcWith("defaultNetworkAclId", defaultNetworkAclId)?.id,
    }),
  },
  "ec2:NetworkAclRule": {
    note: "A rule of a network ACL. It filters nothing here.",
    id: "nacl",
    replaces: [
      "cidrBlock",
      "egress",
      "fromPort",
      "icmpCode",
      "icmpType",
      "ipv6CidrBlock",
      "networkAclId",
      "protocol",
      "ruleAction",
      "ruleNumber",
      "toPort",
    ],
    checks: {
      cidrBlock: cidr(4),
      ipv6CidrBlock: cidr(6),
      ruleAction: oneOf("allow", "deny", "ALLOW", "DENY"),
      ruleNumber: wholeNumber(1, 32_766),
    },
    check: (values, fail) => {
      const { cidrBlock, ipv6CidrBlock, networkAclId, ruleNumber } = values;
      checkId(values, "networkAclId", "acl", fail);
      if (cidrBlock === undefined && ipv6CidrBlock === undefined) {
        fail("cidrBlock", "is missing. Set it, or ipv6CidrBlock");
      }
      const isSame = (other: Readonly<Record<string, unknown>>) =>
        other["networkAclId"] === networkAclId &&
        other["ruleNumber"] === ruleNumber &&
        (other["egress"] ?? false) === (values["egress"] ?? false);
      if (
        isGiven(ruleNumber) &&
        isGiven(networkAclId) &&
        recordsOf("ec2:NetworkAclRule").some((other) => isSame(other.values))
      ) {
        fail(
          "ruleNumber",
          `is ${show(ruleNumber)}, the number of another rule of ${String(networkAclId)}. Choose another`,
        );
      }
    },
  },
  "ec2:NetworkAclAssociation": {
    note: "Gives a subnet its network ACL, which filters nothing here.",
    id: "aclassoc",
    replaces: ["networkAclId", "subnetId"],
    check: (values, fail) => {
      checkId(values, "networkAclId", "acl", fail);
      checkId(values, "subnetId", "subnet", fail);
      checkSameVpc(
        "subnetId",
        related(values, "networkAclId")?.values["vpcId"],
        related(values, "subnetId"),
        fail,
      );
    },
  },
};
