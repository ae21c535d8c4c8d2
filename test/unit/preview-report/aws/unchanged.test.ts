import * as fc from "fast-check";

import {
  type AwsResource,
  type Inputs,
  kept,
  made,
  reachOf,
  reportOf,
  rulesOf,
} from "../../../support/aws-preview";

const range = fc.constantFrom("10.0.0.0/8", "0.0.0.0/0", "10.20.0.0/16", "::ffff:0:0/96", "[secret]");
const groupId = fc.constantFrom("sg-a", "sg-b", "sg-default", "sg-foreign");
const listId = fc.constantFrom("pl-a", "pl-foreign");
const ports = fc.record({ protocol: fc.constantFrom("tcp", "-1"), fromPort: fc.constant(1) }).map((each) => ({
  ...each,
  toPort: 9,
}));
const rule: fc.Arbitrary<Inputs> = fc
  .tuple(
    ports,
    fc.oneof(
      range.map((cidr) => ({ cidrBlocks: [cidr] })),
      groupId.map((id) => ({ securityGroups: [id] })),
      listId.map((id) => ({ prefixListIds: [id] })),
    ),
  )
  .map(([own, peer]) => ({ ...own, ...peer }));

/** Arguments, and what AWS computed: any property is in one of them, in both or in neither. */
const state = (properties: Readonly<Record<string, fc.Arbitrary<unknown>>>) => {
  const some = fc.record(properties, { requiredKeys: [] }) as fc.Arbitrary<Inputs>;
  return fc.record({ inputs: some, outputs: some });
};
const rules = fc.array(rule, { maxLength: 2 });
const group = state({ vpcId: fc.constant("vpc-a"), ingress: rules, egress: rules });
const ids = fc.array(groupId, { minLength: 1, maxLength: 2 });
const instance = state({
  subnetId: fc.constantFrom("subnet-a", "subnet-foreign"),
  vpcSecurityGroupIds: ids,
  publicIp: fc.constantFrom("192.0.2.1", ""),
  primaryNetworkInterfaceId: fc.constant("eni-a"),
});
const list = state({ entries: fc.array(fc.record({ cidr: range }), { maxLength: 2 }) });
const world = fc.record({ groups: fc.tuple(group, group), machines: fc.tuple(instance, instance), list });

const stays = (kind: string, name: string, id: string, { inputs, outputs }: Record<string, Inputs>) => ({
  ...kept(kind, name, id, inputs!),
  outputs: outputs!,
});
const vpc = stays("ec2.Vpc", "main", "vpc-a", {
  inputs: { cidrBlock: "10.20.0.0/16" },
  outputs: { defaultSecurityGroupId: "sg-default", mainRouteTableId: "rtb-main" },
});
const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a", cidrBlock: "10.20.1.0/24" });
const attachment = kept("ec2.NetworkInterfaceSecurityGroupAttachment", "attachment", "att-1", {
  securityGroupId: "sg-b",
  networkInterfaceId: "eni-a",
});
const standalone = kept("vpc.SecurityGroupIngressRule", "rule", "sgr-1", {
  ...{ securityGroupId: "sg-default", ipProtocol: "tcp", fromPort: 22, toPort: 22 },
  cidrIpv4: "0.0.0.0/0",
});

test("a preview in which nothing changes opens and closes nothing", () => {
  let seen = 0;
  fc.assert(
    fc.property(world, ({ groups, machines, list: own }) => {
      const report = reportOf(
        ...[vpc, subnet, attachment, standalone, stays("ec2.ManagedPrefixList", "list", "pl-a", own)],
        ...groups.map((each, index) =>
          stays("ec2.SecurityGroup", `g${index}`, index ? "sg-b" : "sg-a", each),
        ),
        ...machines.map((each, index) => stays("ec2.Instance", `i${index}`, `i-${index}`, each)),
      );
      expect(report.rules).toEqual([]);
      expect(report.reach.filter(({ opens, closes }) => opens.length + closes.length > 0)).toEqual([]);
      seen += report.reach.length;
    }),
    { seed: 20261127, numRuns: 100 },
  );
  expect(seen).toBeGreaterThan(100);
});

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
const opening = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [] }, { ingress: [ssh] });
const open = (...resources: AwsResource[]) => reportOf(opening, ...resources).rules[0]?.cutOff ?? [];
const machine = (inputs: Inputs) =>
  kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-a"], ...inputs });

test("what AWS computed of an instance that stays says that the internet reaches it", () => {
  const server = machine({ subnetId: "subnet-a" });
  expect(open(subnet, server)).toEqual(["server"]);
  expect(open(subnet, { ...server, outputs: { publicIp: "192.0.2.1" } })).toEqual([]);
  const address = kept("ec2.Eip", "address", "eip-1", { networkInterface: "eni-p" });
  expect(open(subnet, { ...server, outputs: { primaryNetworkInterfaceId: "eni-p" } }, address)).toEqual([]);
  const route = kept("ec2.Route", "out", "r-1", {
    ...{ routeTableId: "rtb-main", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
  });
  const wished = machine({ subnetId: "subnet-a", associatePublicIpAddress: true });
  expect(open(vpc, subnet, wished)).toEqual(["server"]);
  expect(open(vpc, subnet, wished, route)).toEqual([]);
});

test("a prefix list that stays has the entries that AWS computed", () => {
  const list = {
    ...kept("ec2.ManagedPrefixList", "list", "pl-a", {}),
    outputs: { entries: [{ cidr: "10.0.0.0/8" }] },
  };
  const allowing = made("ec2.SecurityGroup", "db", {
    ingress: [{ ...ssh, cidrBlocks: [], prefixListIds: ["pl-a"] }],
    egress: [],
  });
  expect(rulesOf(list, allowing)).toEqual(["+ db: tcp/22 from list"]);
  expect(reachOf(list, allowing)).toEqual(["10.0.0.0/8 → db (no instances): tcp/22"]);
});
