// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as outputs from "../../types/output";

/**
 * Looks up ELBv2 Target Group that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.lb.getTargetGroup`.
 * @param options - The provider or the parent whose region it is.
 */
export function getTargetGroup(
  args?: GetTargetGroupArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetTargetGroupResult> {
  return findOne("lb:getTargetGroup", args, options);
}

/**
 * Looks up ELBv2 Target Group that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.lb.getTargetGroup`.
 * @param options - The provider or the parent whose region it is.
 */
export function getTargetGroupOutput(
  args?: GetTargetGroupOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetTargetGroupResult> {
  return findOutput("lb:getTargetGroup", args, options);
}

/** Arguments of `aws.lb.getTargetGroup`. */
export interface GetTargetGroupArgs {
  /** As in `aws.lb.getTargetGroup`. */
  arn?: string;
  /** As in `aws.lb.getTargetGroup`. */
  loadBalancingAnomalyMitigation?: string;
  /** As in `aws.lb.getTargetGroup`. */
  name?: string;
  /** As in `aws.lb.getTargetGroup`. */
  region?: string;
  /** As in `aws.lb.getTargetGroup`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.lb.getTargetGroupOutput`. */
export interface GetTargetGroupOutputArgs {
  /** As in `aws.lb.getTargetGroup`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getTargetGroup`. */
  loadBalancingAnomalyMitigation?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getTargetGroup`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getTargetGroup`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getTargetGroup`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.lb.getTargetGroup`. */
export interface GetTargetGroupResult {
  /** As in `aws.lb.getTargetGroup`. */
  readonly arn: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly arnSuffix: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly connectionTermination: boolean;
  /** As in `aws.lb.getTargetGroup`. */
  readonly deregistrationDelay: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly healthCheck: outputs.lb.GetTargetGroupHealthCheck;
  /** As in `aws.lb.getTargetGroup`. */
  readonly id: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly lambdaMultiValueHeadersEnabled: boolean;
  /** As in `aws.lb.getTargetGroup`. */
  readonly loadBalancerArns: string[];
  /** As in `aws.lb.getTargetGroup`. */
  readonly loadBalancingAlgorithmType: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly loadBalancingAnomalyMitigation: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly loadBalancingCrossZoneEnabled: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly name: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly port: number;
  /** As in `aws.lb.getTargetGroup`. */
  readonly preserveClientIp: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly protocol: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly protocolVersion: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly proxyProtocolV2: boolean;
  /** As in `aws.lb.getTargetGroup`. */
  readonly region: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly slowStart: number;
  /** As in `aws.lb.getTargetGroup`. */
  readonly stickiness: outputs.lb.GetTargetGroupStickiness;
  /** As in `aws.lb.getTargetGroup`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.lb.getTargetGroup`. */
  readonly targetControlPort: number;
  /** As in `aws.lb.getTargetGroup`. */
  readonly targetType: string;
  /** As in `aws.lb.getTargetGroup`. */
  readonly vpcId: string;
}
