import { cidrPart, coversCidr, overlapsCidr, parseCidr } from "./cidr";

/** An IPv4 range of a VPC: a subnet, or all that a rule covers. */
export interface VpcRange {
  vpcId: string;
  cidrBlock: string;
}

/** The VPC of a security group, in which its ranges mean Pods. */
export interface GroupVpc {
  vpcId: string;
  /** Range of the VPC; absent if only other resources know it. */
  cidrBlock?: string;
}

/** The subnet of a Pod. */
export interface PodNetwork extends VpcRange {
  /** Range of the VPC, if groups know it too. */
  vpcCidrBlock?: string;
}

/** No subnet of EC2 is smaller. Ranges before the first length cover several private networks, and mean no Pods. */
const [shortest, longest] = [8, 28];

// These keys and values stand in users' clusters; see names.ts.
const vpcLabel = "ec2-pods/vpc";
const rangePrefix = "ec2-pods/cidr-";

const lengthOf = (range: string): number => Number(range.split("/")[1]);
const addressOf = (range: string): string => range.split("/")[0] ?? "";

/** True for a label that says in which network a Pod is. */
export const isNetworkLabel = (key: string): boolean => key === vpcLabel || key.startsWith(rangePrefix);

/**
 * Labels of a Pod in this subnet: its VPC, and each range that covers the subnet.
 *
 * A Pod has an address of the cluster, so a rule finds it by the label of its range, without knowing any subnet.
 */
export function networkLabels({ vpcId, cidrBlock, vpcCidrBlock }: PodNetwork): Record<string, string> {
  const first = vpcCidrBlock ? lengthOf(vpcCidrBlock) + 1 : shortest;
  const last = Math.min(lengthOf(cidrBlock), longest);
  const lengths = Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
  const ranges = lengths.map((length) => {
    const range = `${addressOf(cidrBlock)}/${length}`;
    return [`${rangePrefix}${length}`, addressOf(cidrPart(range, length, 0))];
  });
  return Object.fromEntries([[vpcLabel, vpcId], ...ranges]) as Record<string, string>;
}

/** Labels that exactly the Pods in subnets within this range of a VPC have; undefined if it can't cover a subnet. */
export function rangeLabels(
  { vpcId, cidrBlock }: GroupVpc,
  range: string,
): Record<string, string> | undefined {
  if (!mayCoverSubnets(range) || (cidrBlock && !overlapsCidr(cidrBlock, range))) return undefined;
  const isWhole = cidrBlock !== undefined && coversCidr(range, cidrBlock);
  return { [vpcLabel]: vpcId, ...(!isWhole && { [`${rangePrefix}${lengthOf(range)}`]: addressOf(range) }) };
}

/** Whether subnets can be within this range, by its length. */
export const mayCoverSubnets = (range: string): boolean =>
  parseCidr(range)?.version === 4 && lengthOf(range) >= shortest && lengthOf(range) <= longest;

/** The range that labels of {@link rangeLabels} stand for; undefined for other labels. */
export function rangeOfLabels(labels: Readonly<Record<string, unknown>>): VpcRange | undefined {
  const vpcId = labels[vpcLabel];
  if (vpcId === undefined) return undefined;
  const key = Object.keys(labels).find((name) => name.startsWith(rangePrefix));
  const cidrBlock = key ? `${String(labels[key])}/${key.slice(rangePrefix.length)}` : "0.0.0.0/0";
  return { vpcId: String(vpcId), cidrBlock };
}

/** True if the inner range is a part of the outer one, in the same VPC. */
export const coversRange = (outer: VpcRange, inner: VpcRange): boolean =>
  outer.vpcId === inner.vpcId && coversCidr(outer.cidrBlock, inner.cidrBlock);
