import * as fc from "fast-check";
import { IPv4 } from "ipaddr.js";

import {
  coversRange,
  isNetworkLabel,
  networkLabels,
  rangeLabels,
  rangeOfLabels,
} from "../../../provider/common/network-labels";

const address = fc.integer({ min: 0, max: 0xff_ff_ff_ff }).map((number) => {
  const bytes = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255);
  return bytes.join(".");
});
const networkOf = (text: string, length: number) =>
  `${IPv4.networkAddressFromCIDR(`${text}/${length}`).toString()}/${length}`;
const range = (shortest: number, longest: number) =>
  fc
    .tuple(address, fc.integer({ min: shortest, max: longest }))
    .map(([text, length]) => networkOf(text, length));
const vpcId = fc.constantFrom("vpc-a", "vpc-b");
const settings = { seed: 20261126, numRuns: 500 };

test("a subnet of EC2 has the labels of exactly the ranges that cover it, of its own VPC", () => {
  const subnet = fc.record({ vpcId, cidrBlock: range(16, 28) });
  const count = { yes: 0, no: 0 };
  fc.assert(
    fc.property(subnet, vpcId, range(8, 28), fc.nat({ max: 28 }), (own, group, other, length) => {
      const labels = networkLabels(own);
      // A random range seldom covers a random subnet.
      for (const cidrBlock of [other, networkOf(own.cidrBlock.split("/")[0]!, Math.max(length, 8))]) {
        const selector = Object.entries(rangeLabels({ vpcId: group }, cidrBlock)!);
        const isSelected = selector.every(([key, value]) => labels[key] === value);
        const covers =
          group === own.vpcId &&
          Number(cidrBlock.split("/")[1]) <= Number(own.cidrBlock.split("/")[1]) &&
          IPv4.parse(own.cidrBlock.split("/")[0]!).match(IPv4.parseCIDR(cidrBlock));
        expect({ cidrBlock, isSelected }).toEqual({ cidrBlock, isSelected: covers });
        expect(coversRange({ vpcId: group, cidrBlock }, own)).toBe(covers);
        expect(rangeOfLabels(Object.fromEntries(selector))).toEqual({ vpcId: group, cidrBlock });
        count[covers ? "yes" : "no"] += 1;
      }
    }),
    settings,
  );
  expect(Math.min(count.yes, count.no)).toBeGreaterThan(100);
});

test("all labels are valid in Kubernetes", () => {
  fc.assert(
    fc.property(range(16, 28), (cidrBlock) => {
      for (const [key, value] of Object.entries(
        networkLabels({ vpcId: "vpc-0123456789abcdef0", cidrBlock }),
      )) {
        expect(key).toMatch(/^[a-z0-9-]{1,253}\/[a-z0-9-]{1,63}$/);
        expect(value).toMatch(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/);
        expect(isNetworkLabel(key)).toBe(true);
      }
    }),
    settings,
  );
  expect(isNetworkLabel("ec2-pods/name")).toBe(false);
});

test.each(["10.0.0.0/29", "10.0.0.4/32", "8.0.0.0/7", "0.0.0.0/0", "2001:db8::/56", "nonsense", ""])(
  "%p covers no subnet by label",
  (cidrBlock) => {
    expect(rangeLabels({ vpcId: "vpc-a" }, cidrBlock)).toBeUndefined();
  },
);

test("in a VPC whose range is known, other ranges cover no subnet", () => {
  const vpc = { vpcId: "vpc-a", cidrBlock: "172.31.0.0/16" };
  expect(rangeLabels(vpc, "10.0.0.0/8")).toBeUndefined();
  expect(rangeLabels(vpc, "172.31.16.0/20")).toBeDefined();
});

test("where groups know the range of the VPC, its Pods have few labels, and those of the ranges within it", () => {
  const vpc = { vpcId: "vpc-a", cidrBlock: "172.31.0.0/16" };
  const all = { "ec2-pods/vpc": "vpc-a" };
  const labels = networkLabels({ vpcId: "vpc-a", cidrBlock: "172.31.16.0/20", vpcCidrBlock: vpc.cidrBlock });
  expect(labels).toEqual({
    ...all,
    "ec2-pods/cidr-17": "172.31.0.0",
    "ec2-pods/cidr-18": "172.31.0.0",
    "ec2-pods/cidr-19": "172.31.0.0",
    "ec2-pods/cidr-20": "172.31.16.0",
  });
  expect(rangeLabels(vpc, "172.16.0.0/12")).toEqual(all);
  expect(rangeLabels(vpc, "172.31.0.0/16")).toEqual(all);
  expect(rangeLabels(vpc, "172.31.16.0/20")).toEqual({ ...all, "ec2-pods/cidr-20": "172.31.16.0" });
  expect(coversRange(rangeOfLabels(all)!, { vpcId: "vpc-a", cidrBlock: "172.31.16.0/20" })).toBe(true);
  expect(rangeOfLabels({ "ec2-pods/name": "web" })).toBeUndefined();
});
