import type * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { accountId, securityGroupIdPattern } from "../common/names";
import { regionOrDefault } from "../record/program";
import { existingOutputs } from "./existing";
import { groupVpc } from "./group-vpc";
import { arnOf } from "./inputs";
import type { ResourceOptions } from "./inputs";

/** Outputs of a group that exists: as this program declares it, else as the state of `get` says, else these. */
export function existingGroup(
  wanted: { kind: string; name: string; id: pulumi.Input<string> },
  state: { region?: Optional<string> },
  options: ResourceOptions,
  outputs: Readonly<Record<string, (id: string) => unknown>>,
): Record<string, pulumi.Output<unknown>> {
  const region = regionOrDefault(state.region, options);
  return existingOutputs(
    { ...wanted, pattern: securityGroupIdPattern, state: { ...state } },
    {
      arn: (groupId) => arnOf("security-group", region, groupId),
      namePrefix: () => "",
      ingress: () => [],
      egress: () => [],
      tags: () => undefined,
      tagsAll: () => ({}),
      vpcId: () => groupVpc(undefined, region).apply(({ vpcId }) => vpcId),
      region: () => region,
      ownerId: () => accountId,
      revokeRulesOnDelete: () => false,
      ...outputs,
    },
  );
}
