import * as pulumi from "@pulumi/pulumi";

import { guardToken } from "../common/names";
import { defined } from "../common/values";
import { kubeconfigOf } from "../record/program";
import { shortenStacks } from "../record/short-stacks";

// The engine stores this string with every guard: see ec2-instance.ts.
const provider = 'exports.handler=()=>require("pulumi-ec2-pods/guard-lifecycle")';

interface SecurityGroupGuardArgs {
  /** Kind and logical name of the guarded resource, for messages. */
  kind: string;
  name: string;
  groupId: string;
  /** VPC of the group, for the checks of its members. */
  vpcId: pulumi.Input<string>;
  /** Name of the guarded policy. */
  policyName: string;
  namespace: pulumi.Input<string>;
  /** The cluster of the policy's own provider; undefined if the stack's configuration names the cluster. */
  target:
    { kubeconfig?: pulumi.Input<string | undefined>; context?: pulumi.Input<string | undefined> } | undefined;
}

/** Keeps a group's policy from being deleted while somebody needs it: the policy is deleted only after its guard. */
export class SecurityGroupGuard extends pulumi.CustomResource {
  constructor(
    name: string,
    { target, ...args }: SecurityGroupGuardArgs,
    options: pulumi.CustomResourceOptions,
  ) {
    const { kubeconfig, context } = target ?? {};
    const inputs = {
      ...args,
      ownTarget: target !== undefined,
      // Each key costs the SDK a hundred objects, even without a value.
      ...defined({ kubeconfig: kubeconfigOf(kubeconfig), context }),
      __provider: provider,
    };
    const restoreStacks = shortenStacks();
    try {
      super(
        guardToken,
        name,
        inputs,
        pulumi.mergeOptions(options, { additionalSecretOutputs: ["kubeconfig"] }),
      );
    } finally {
      restoreStacks();
    }
  }
}
