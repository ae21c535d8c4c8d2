// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as outputs from "../../types/output";

/**
 * Looks up ELBv2 Listener that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.lb.getListener`.
 * @param options - The provider or the parent whose region it is.
 */
export function getListener(
  args?: GetListenerArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetListenerResult> {
  return findOne("lb:getListener", args, options);
}

/**
 * Looks up ELBv2 Listener that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.lb.getListener`.
 * @param options - The provider or the parent whose region it is.
 */
export function getListenerOutput(
  args?: GetListenerOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetListenerResult> {
  return findOutput("lb:getListener", args, options);
}

/** Arguments of `aws.lb.getListener`. */
export interface GetListenerArgs {
  /** As in `aws.lb.getListener`. */
  arn?: string;
  /** As in `aws.lb.getListener`. */
  loadBalancerArn?: string;
  /** As in `aws.lb.getListener`. */
  port?: number;
  /** As in `aws.lb.getListener`. */
  region?: string;
  /** As in `aws.lb.getListener`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.lb.getListenerOutput`. */
export interface GetListenerOutputArgs {
  /** As in `aws.lb.getListener`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getListener`. */
  loadBalancerArn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getListener`. */
  port?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.getListener`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getListener`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.lb.getListener`. */
export interface GetListenerResult {
  /** As in `aws.lb.getListener`. */
  readonly alpnPolicy: string;
  /** As in `aws.lb.getListener`. */
  readonly arn: string;
  /** As in `aws.lb.getListener`. */
  readonly certificateArn: string;
  /** As in `aws.lb.getListener`. */
  readonly defaultActions: outputs.lb.GetListenerDefaultAction[];
  /** As in `aws.lb.getListener`. */
  readonly id: string;
  /** As in `aws.lb.getListener`. */
  readonly loadBalancerArn: string;
  /** As in `aws.lb.getListener`. */
  readonly mutualAuthentications: outputs.lb.GetListenerMutualAuthentication[];
  /** As in `aws.lb.getListener`. */
  readonly port: number;
  /** As in `aws.lb.getListener`. */
  readonly protocol: string;
  /** As in `aws.lb.getListener`. */
  readonly region: string;
  /** As in `aws.lb.getListener`. */
  readonly sslPolicy: string;
  /** As in `aws.lb.getListener`. */
  readonly tags: { [key: string]: string };
}
