import * as pulumi from "@pulumi/pulumi";

const token = "pulumi-nodejs:dynamic/ec2-pods:SecurityGroupGuard";

// The engine stores this text with every guard: see ec2-instance.ts.
const provider = 'exports.handler=()=>require("pulumi-ec2-pods/guard-lifecycle")';

interface SecurityGroupGuardArgs {
  /** Kind and logical name of what it guards, for messages. */
  kind: string;
  name: string;
  groupId: string;
  /** The policy that it guards. */
  policyName: string;
  namespace: pulumi.Input<string>;
  /** Where the policy goes, if a provider of its own says so; else where the stack's configuration does. */
  target:
    { kubeconfig?: pulumi.Input<string | undefined>; context?: pulumi.Input<string | undefined> } | undefined;
}

/** Refuses the deletion of a group's policy as long as someone needs it: the policy is deleted only after it. */
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
      kubeconfig: kubeconfig && pulumi.secret(kubeconfig),
      context,
      __provider: provider,
    };
    super(token, name, inputs, pulumi.mergeOptions(options, { additionalSecretOutputs: ["kubeconfig"] }));
  }
}
