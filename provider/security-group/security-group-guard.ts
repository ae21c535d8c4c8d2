import type { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";

import { guardToken } from "../common/names";
import { defined } from "../common/values";
import { kubeconfigOf } from "../record/program";
import type { PolicyContent } from "./edited-policy";
import { pick } from "./inputs";
import { groupAnnotationKeys } from "./network-policy";
import { isClusterNamed } from "./program";

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
  policy: NetworkPolicy;
  /** The cluster of the policy's own provider; undefined if the stack's configuration names the cluster. */
  target:
    { kubeconfig?: pulumi.Input<string | undefined>; context?: pulumi.Input<string | undefined> } | undefined;
}

/** Keeps a group's policy from being deleted while somebody needs it: the policy is deleted only after its guard. */
export class SecurityGroupGuard extends pulumi.CustomResource {
  /** Identity of the cluster that the policy was created in. Absent if a setting names the cluster. */
  declare readonly clusterId?: pulumi.Output<string | undefined>;
  /** The context that led there. */
  declare readonly clusterContext?: pulumi.Output<string | undefined>;

  constructor(name: string, { policy, target, ...args }: SecurityGroupGuardArgs, parent: pulumi.Resource) {
    const { kubeconfig, context } = target ?? {};
    const inputs = {
      ...args,
      namespace: policy.metadata.namespace,
      content: contentOf(policy),
      ownTarget: target !== undefined,
      // Each key costs the SDK a hundred objects, even without a value.
      ...defined({ kubeconfig: kubeconfigOf(kubeconfig), context }),
      ...(target === undefined && !isClusterNamed() && { clusterId: undefined, clusterContext: undefined }),
      __provider: provider,
    };
    const options = { parent, dependsOn: [policy], additionalSecretOutputs: ["kubeconfig"] };
    super(guardToken, name, inputs, options);
  }
}

/** Unknown if the update creates the policy, or changes it to what a preview can't know. */
export const contentOf = ({ id, spec, metadata }: NetworkPolicy): pulumi.Output<PolicyContent> =>
  pulumi.all([id, spec, metadata.annotations]).apply(([, content, annotations]): PolicyContent => ({
    spec: { ...content },
    annotations: pick({ ...annotations }, groupAnnotationKeys),
  }));
