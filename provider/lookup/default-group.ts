import * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { accountId } from "../common/names";
import { isAbsent, isRecord } from "../common/values";
import { defaultVpc } from "../network/default-vpc";
import type { Declared } from "../record/declared";
import { regionOrDefault } from "../record/program";
import type { ProviderOptions } from "../record/program";
import { defaultGroup, defaultSecurityGroup, vpcWithId } from "../security-group/default-security-group";
import { arnOf } from "../security-group/inputs";

/**
 * The default groups that the arguments of a look-up ask for by name. Whoever finds one may put an instance into it, so
 * that it needs its policy, which a program can only declare before the arguments that are outputs have values.
 */
export function askedDefaultGroups(args: object, options: ProviderOptions = {}): Declared[] {
  const { name, vpcId, filters, region } = args as Record<string, unknown>;
  const valuesOf = (filter: string): unknown[] =>
    (Array.isArray(filters) ? filters : [])
      .filter(isRecord)
      .filter((item) => item["name"] === filter)
      .flatMap(({ values }): unknown => values);
  if (![name, ...valuesOf("group-name")].includes(defaultGroup.name)) return [];
  const vpcs = [vpcId, ...valuesOf("vpc-id")].filter((id) => !isAbsent(id));
  const regionName = regionOrDefault(region as Optional<string>, options);
  return (vpcs.length > 0 ? vpcs : [undefined]).map((id) => ({
    resource: groupOutputs(id, regionName),
    args: {},
    isLookup: false,
  }));
}

function groupOutputs(
  vpcId: unknown,
  regionName: pulumi.Output<string>,
): Record<string, pulumi.Output<unknown>> {
  const vpc = vpcWithId(vpcId);
  const id = defaultSecurityGroup(vpc);
  const region = vpc ? (vpc as unknown as { region: pulumi.Output<string> }).region : regionName;
  const asked = () =>
    pulumi
      .all([vpcId as pulumi.Input<string | undefined>, region])
      // A filter may be a pattern.
      .apply(([given, own]) => (given && !/[*?]/.test(given) ? given : defaultVpc(own).id));
  return {
    id,
    arn: arnOf("security-group", region, id),
    name: pulumi.output(defaultGroup.name),
    description: pulumi.output(defaultGroup.description),
    vpcId: vpc ? vpc.id : asked(),
    ownerId: pulumi.output(accountId),
    region,
  };
}
