import { isInRange, isWithin } from "../../../../provider/preview-report/assertions/addresses";
import { spansOf } from "../../../../provider/preview-report/assertions/spans";
import { cidrPeer, networkPeer, type Peer } from "../../../../provider/preview-report/traffic/peers";

type Range = Extract<Peer, { kind: "cidr" | "network" }>;
const cidr = (text: string) => cidrPeer(text) as Range;
const inVpc = (cidrBlock: string, vpcId = "vpc-1") => networkPeer({ vpcId, cidrBlock }) as Range;
const network = { vpcId: "vpc-1", cidrBlock: "10.1.1.0/24" };
const standard = { vpcId: "vpc-d", cidrBlock: "172.31.0.0/20", vpcCidrBlock: "172.31.0.0/16" };
const pod = { realm: "cluster" };
const aws = { realm: "aws/vpc-1/" };

test.each([
  ["everything, for any Pod", cidr("0.0.0.0/0"), pod, "yes"],
  ["a private range, for a Pod of an unknown subnet", cidr("10.0.0.0/8"), pod, "maybe"],
  ["the range of a VPC, for a Pod of an unknown subnet", inVpc("10.1.0.0/16"), pod, "maybe"],
  ["a public range, for a Pod of an unknown subnet", cidr("203.0.113.0/24"), pod, "no"],
  [
    "a private range, for a Pod without a declared subnet",
    cidr("10.0.0.0/8"),
    { network: standard },
    "maybe",
  ],
  ["a private range beside the declared subnet", cidr("10.2.0.0/16"), { network }, "no"],
  ["a range around the declared subnet of a Pod, by addresses", cidr("10.1.0.0/16"), { network }, "maybe"],
  ["a range around the declared subnet of a Pod, by labels", inVpc("10.1.0.0/16"), { network }, "yes"],
  ["a part of the subnet", inVpc("10.1.1.5/32"), { network }, "maybe"],
  ["the same range in another VPC", inVpc("10.1.0.0/16", "vpc-2"), { network }, "no"],
  ["a private range, for a member in AWS of an unknown subnet", cidr("10.0.0.0/8"), aws, "maybe"],
  ["a public range, for a member in AWS of an unknown subnet", cidr("203.0.113.0/24"), aws, "no"],
  ["a range around the subnet in AWS", cidr("10.1.0.0/16"), { ...aws, network }, "yes"],
  ["a part of the subnet in AWS", cidr("10.1.1.5/32"), { ...aws, network }, "maybe"],
  ["a range of IPv6, for a member in AWS", cidr("2001:db8::/32"), { ...aws, network }, "maybe"],
  ["all of IPv6, for a member in AWS of an unknown subnet", cidr("::/0"), aws, "maybe"],
  ["all of IPv6, for a Pod", cidr("::/0"), { ...pod, network }, "maybe"],
])("%s", (_, range, place, expected) => {
  expect(isInRange(range, place)).toBe(expected);
});

test.each([
  [["10.1.0.0/16"], { network }, "yes"],
  [["10.1.1.0/25"], { network }, "maybe"],
  [["10.2.0.0/16"], { network }, "no"],
  [["10.2.0.0/16"], { network: standard }, "no"],
  [["10.1.0.0/16"], {}, "maybe"],
  [["203.0.113.0/24", "::/0"], {}, "no"],
])("an end of %j with a member in %j", (cidrs, place, expected) => {
  expect(isWithin(place, spansOf(cidrs, []))).toBe(expected);
});
