// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up ELBv2 Listener Rule that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.lb.getListenerRule`.
 * @param options - The provider or the parent whose region it is.
 */
export function getListenerRule(
  args?: GetListenerRuleArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetListenerRuleResult> {
  return findOne("lb:getListenerRule", args, options);
}

/**
 * Looks up ELBv2 Listener Rule that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.lb.getListenerRule`.
 * @param options - The provider or the parent whose region it is.
 */
export function getListenerRuleOutput(
  args?: GetListenerRuleOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetListenerRuleResult> {
  return findOutput("lb:getListenerRule", args, options);
}

/** Arguments of `aws.lb.getListenerRule`. */
export interface GetListenerRuleArgs {
  /** As in `aws.lb.getListenerRule`. */
  actions?: inputs.lb.GetListenerRuleAction[];
  /** As in `aws.lb.getListenerRule`. */
  arn?: string;
  /** As in `aws.lb.getListenerRule`. */
  conditions?: inputs.lb.GetListenerRuleCondition[];
  /** As in `aws.lb.getListenerRule`. */
  listenerArn?: string;
  /** As in `aws.lb.getListenerRule`. */
  priority?: number;
  /** As in `aws.lb.getListenerRule`. */
  region?: string;
  /** As in `aws.lb.getListenerRule`. */
  transforms?: inputs.lb.GetListenerRuleTransform[];
}

/** Arguments of `aws.lb.getListenerRuleOutput`. */
export interface GetListenerRuleOutputArgs {
  /** As in `aws.lb.getListenerRule`. */
  actions?: pulumi.Input<pulumi.Input<inputs.lb.GetListenerRuleActionArgs>[] | undefined>;
  /** As in `aws.lb.getListenerRule`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getListenerRule`. */
  conditions?: pulumi.Input<pulumi.Input<inputs.lb.GetListenerRuleConditionArgs>[] | undefined>;
  /** As in `aws.lb.getListenerRule`. */
  listenerArn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getListenerRule`. */
  priority?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.getListenerRule`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getListenerRule`. */
  transforms?: pulumi.Input<pulumi.Input<inputs.lb.GetListenerRuleTransformArgs>[] | undefined>;
}

/** Result of `aws.lb.getListenerRule`. */
export interface GetListenerRuleResult {
  /** As in `aws.lb.getListenerRule`. */
  readonly actions?: outputs.lb.GetListenerRuleAction[];
  /** As in `aws.lb.getListenerRule`. */
  readonly arn: string;
  /** As in `aws.lb.getListenerRule`. */
  readonly conditions?: outputs.lb.GetListenerRuleCondition[];
  /** As in `aws.lb.getListenerRule`. */
  readonly listenerArn: string;
  /** As in `aws.lb.getListenerRule`. */
  readonly priority: number;
  /** As in `aws.lb.getListenerRule`. */
  readonly region: string;
  /** As in `aws.lb.getListenerRule`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.lb.getListenerRule`. */
  readonly transforms?: outputs.lb.GetListenerRuleTransform[];
}
