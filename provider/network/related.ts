import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { recordById, recordsOf } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import type { Values } from "../record/kind";

/** The record that an argument names, if this program declares it. */
export const related = (values: Values, argument: string): KnownRecord | undefined =>
  isGiven(values[argument]) ? recordById(String(values[argument])) : undefined;

/** Reports an id that has another form than those of its kind: an ARN, or the id of another kind. */
export function checkId(values: Values, argument: string, prefix: string, fail: Fail): void {
  const value = values[argument];
  if (!isGiven(value) || String(value).startsWith(`${prefix}-`)) return;
  fail(argument, `is ${show(value)}. Use an id that starts with "${prefix}-"`);
}

/** Reports things of another VPC than the one they are used in. */
export function checkSameVpc(
  argument: string,
  vpcId: unknown,
  other: KnownRecord | undefined,
  fail: Fail,
): void {
  const otherVpc = other?.values["vpcId"];
  if (!other || !isGiven(vpcId) || !isGiven(otherVpc) || otherVpc === vpcId) return;
  fail(
    argument,
    `is ${show(other.id)}, which is in ${String(otherVpc)}, not in ${String(vpcId)}. Use one of the same VPC`,
  );
}

/** The network whose part this is, such as its main route table: a VPC has it under this output. */
export const vpcWith = (output: string, id: unknown): KnownRecord | undefined =>
  recordsOf("ec2:Vpc", "ec2:DefaultVpc").find(({ values }) => values[output] === id);

/** The IPv4 ranges of a VPC. */
export const rangesOf = (vpc: KnownRecord): string[] =>
  [
    vpc.values["cidrBlock"],
    ...recordsOf("ec2:VpcIpv4CidrBlockAssociation")
      .filter(({ values }) => values["vpcId"] === vpc.id)
      .map(({ values }) => values["cidrBlock"]),
  ]
    .filter(isGiven)
    .map(String);

/** The other records of a kind that have the same value of an argument. */
export const siblings = (kind: string, id: unknown, argument: string, value: unknown): KnownRecord[] =>
  isGiven(value)
    ? recordsOf(kind).filter((other) => other.id !== id && other.values[argument] === value)
    : [];
