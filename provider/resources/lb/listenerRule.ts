// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * What a listener does with the requests that fit its conditions.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.lb.ListenerRule`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.DefaultVpc("default");
 * const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });
 * const subnets = ["us-east-1a", "us-east-1b"].map(
 *   (availabilityZone) => new aws.ec2.DefaultSubnet(availabilityZone, { availabilityZone }),
 * );
 * const balancer = new aws.lb.LoadBalancer("web", { subnets: subnets.map(({ id }) => id) });
 * const listener = new aws.lb.Listener("http", {
 *   loadBalancerArn: balancer.arn,
 *   port: 80,
 *   defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
 * });
 * new aws.lb.ListenerRule("old", {
 *   listenerArn: listener.arn,
 *   priority: 10,
 *   conditions: [{ pathPattern: { values: ["/old/*"] } }],
 *   actions: [{ type: "redirect", redirect: { path: "/new", statusCode: "HTTP_301" } }],
 * });
 * ```
 */
export class ListenerRule extends AwsRecord {
  /** The argument `actions`, or its default. */
  declare readonly actions: pulumi.Output<outputs.lb.ListenerRuleAction[]>;
  /** As in `aws.lb.ListenerRule`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `conditions`, or its default. */
  declare readonly conditions: pulumi.Output<outputs.lb.ListenerRuleCondition[]>;
  /** The argument `listenerArn`, or its default. */
  declare readonly listenerArn: pulumi.Output<string>;
  /** The argument `priority`, or its default. */
  declare readonly priority: pulumi.Output<number>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.lb.ListenerRule`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `transforms`, or its default. */
  declare readonly transforms: pulumi.Output<outputs.lb.ListenerRuleTransform[] | undefined>;

  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ListenerRuleState,
    options?: pulumi.CustomResourceOptions,
  ): ListenerRule {
    return new ListenerRule(name, state as unknown as ListenerRuleArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is ListenerRule {
    return isRecordOf("lb:ListenerRule", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.ListenerRule`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: ListenerRuleArgs, options?: pulumi.CustomResourceOptions) {
    super("lb:ListenerRule", name, args, options);
  }
}

/** Arguments of `aws.lb.ListenerRule`. */
export interface ListenerRuleArgs {
  /** As in `aws.lb.ListenerRule`. A change is live. */
  actions: pulumi.Input<pulumi.Input<inputs.lb.ListenerRuleAction>[]>;
  /** As in `aws.lb.ListenerRule`. A change is live. */
  conditions: pulumi.Input<pulumi.Input<inputs.lb.ListenerRuleCondition>[]>;
  /** As in `aws.lb.ListenerRule`. A change replaces the resource. */
  listenerArn: pulumi.Input<string>;
  /** As in `aws.lb.ListenerRule`. A change is live. */
  priority?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.ListenerRule`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.ListenerRule`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.lb.ListenerRule`. A change is live. */
  transforms?: pulumi.Input<pulumi.Input<inputs.lb.ListenerRuleTransform>[] | undefined>;
}

/** What `ListenerRule.get` may be given. */
export type ListenerRuleState = StateOf<ListenerRule>;
