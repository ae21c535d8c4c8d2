import { show } from "../common/text";
import { coversCidr, ipv4At } from "../common/cidr";
import { isGiven } from "../common/values";
import { recordId } from "../common/names";
import { made } from "../record/kind";
import type { RecordKinds, Values } from "../record/kind";
import { checkId, related, siblings } from "./related";

const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isGiven).map(String);

/** An address of the subnet, always the same for one interface; its Pod has another. */
const addressIn = (id: unknown, range: unknown): unknown =>
  made(
    (own, block) => ipv4At(block, (BigInt(`0x${recordId("eni", own).slice(-6)}`) % (hosts(block) - 5n)) + 4n),
    id,
    range,
  );

const hosts = (range: string): bigint => 1n << BigInt(32 - Number(range.split("/")[1] ?? 24));

const rangeOf = (values: Values): unknown =>
  related(values, "subnetId")?.values["cidrBlock"] ?? "172.31.0.0/20";

export const interfaceKinds: RecordKinds = {
  "ec2:NetworkInterface": {
    note: "A network interface. An instance that names it gets its subnet and groups; a Pod has one interface, whose address the cluster assigns.",
    id: "eni",
    arn: "network-interface",
    replaces: ["enablePrimaryIpv6", "interfaceType", "subnetId"],
    defaults: () => ({ interfaceType: "interface", sourceDestCheck: true }),
    check: (values, fail) => {
      checkId(values, "subnetId", "subnet", fail);
      const range = related(values, "subnetId")?.values["cidrBlock"];
      if (!isGiven(range)) return;
      for (const [key, value] of [
        ["privateIps", values["privateIps"]],
        ["privateIp", values["privateIp"]],
      ] as const) {
        const outside = strings(value).find((address) => !coversCidr(String(range), `${address}/32`));
        if (outside)
          fail(
            key,
            `has ${show(outside)}, which isn't in ${String(range)} of the subnet. Use an address of it`,
          );
      }
    },
    outputs: (values) => {
      const { id, privateIp, privateIps } = values;
      const address =
        privateIp ??
        (Array.isArray(privateIps) ? privateIps[0] : undefined) ??
        addressIn(id, rangeOf(values));
      return {
        privateIp: address,
        privateIps: privateIps ?? [address],
        privateIpsCount: 0,
        privateDnsName: made(
          (ip, where) =>
            `ip-${ip.replaceAll(".", "-")}.${where === "us-east-1" ? "ec2" : `${where}.compute`}.internal`,
          address,
          values["region"],
        ),
        macAddress: made((own) => ["02", ...(own.slice(-10).match(/../g) ?? [])].join(":"), id),
        securityGroups: [],
      };
    },
  },
  "ec2:NetworkInterfaceAttachment": {
    note: "Attaches a network interface to an instance. A Pod has one interface, so it changes nothing there.",
    id: "eni-attach",
    replaces: ["deviceIndex", "instanceId", "networkCardIndex", "networkInterfaceId"],
    check: (values, fail) => {
      checkId(values, "instanceId", "i", fail);
      checkId(values, "networkInterfaceId", "eni", fail);
      const other = siblings(
        "ec2:NetworkInterfaceAttachment",
        values.id,
        "networkInterfaceId",
        values["networkInterfaceId"],
      )[0];
      if (other)
        fail(
          "networkInterfaceId",
          `is ${show(values["networkInterfaceId"])}, which ${other.id} attaches already. Remove one`,
        );
    },
    outputs: ({ id }) => ({ attachmentId: id, status: "attached" }),
  },
  "ec2:NetworkInterfaceSecurityGroupAttachment": {
    note: "Not supported: an instance's groups are labels of its Pod. Use `vpcSecurityGroupIds`.",
    id: "sgi",
    replaces: ["networkInterfaceId", "securityGroupId"],
    check: ({ securityGroupId }, fail) =>
      fail(
        "securityGroupId",
        `is ${show(securityGroupId)}, a group that a Pod can't join beside its instance. Remove this resource, and add the group to vpcSecurityGroupIds of the instance`,
      ),
  },
};
