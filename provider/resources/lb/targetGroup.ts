// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Where a load balancer forwards to. Its health checks run in the load balancer's Pod.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.lb.TargetGroup`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.DefaultVpc("default");
 * const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });
 * export const arn = group.arn;
 * ```
 */
export class TargetGroup extends AwsRecord {
  /** As in `aws.lb.TargetGroup`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.lb.TargetGroup`, made from the id and the arguments. */
  declare readonly arnSuffix: pulumi.Output<string>;
  /** The argument `connectionTermination`, or its default. */
  declare readonly connectionTermination: pulumi.Output<boolean>;
  /** The argument `deregistrationDelay`, or its default. */
  declare readonly deregistrationDelay: pulumi.Output<number | undefined>;
  /** The argument `healthCheck`, or its default. */
  declare readonly healthCheck: pulumi.Output<outputs.lb.TargetGroupHealthCheck>;
  /** The argument `ipAddressType`, or its default. */
  declare readonly ipAddressType: pulumi.Output<string>;
  /** The argument `lambdaMultiValueHeadersEnabled`, or its default. */
  declare readonly lambdaMultiValueHeadersEnabled: pulumi.Output<boolean | undefined>;
  /** As in `aws.lb.TargetGroup`, made from the id and the arguments. */
  declare readonly loadBalancerArns: pulumi.Output<string[]>;
  /** The argument `loadBalancingAlgorithmType`, or its default. */
  declare readonly loadBalancingAlgorithmType: pulumi.Output<string>;
  /** The argument `loadBalancingAnomalyMitigation`, or its default. */
  declare readonly loadBalancingAnomalyMitigation: pulumi.Output<string>;
  /** The argument `loadBalancingCrossZoneEnabled`, or its default. */
  declare readonly loadBalancingCrossZoneEnabled: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `port`, or its default. */
  declare readonly port: pulumi.Output<number | undefined>;
  /** The argument `preserveClientIp`, or its default. */
  declare readonly preserveClientIp: pulumi.Output<string>;
  /** The argument `protocol`, or its default. */
  declare readonly protocol: pulumi.Output<string | undefined>;
  /** The argument `protocolVersion`, or its default. */
  declare readonly protocolVersion: pulumi.Output<string>;
  /** The argument `proxyProtocolV2`, or its default. */
  declare readonly proxyProtocolV2: pulumi.Output<boolean | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `slowStart`, or its default. */
  declare readonly slowStart: pulumi.Output<number | undefined>;
  /** The argument `stickiness`, or its default. */
  declare readonly stickiness: pulumi.Output<outputs.lb.TargetGroupStickiness>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.lb.TargetGroup`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `targetControlPort`, or its default. */
  declare readonly targetControlPort: pulumi.Output<number | undefined>;
  /** The argument `targetFailovers`, or its default. */
  declare readonly targetFailovers: pulumi.Output<outputs.lb.TargetGroupTargetFailover[]>;
  /** The argument `targetGroupHealth`, or its default. */
  declare readonly targetGroupHealth: pulumi.Output<outputs.lb.TargetGroupTargetGroupHealth>;
  /** The argument `targetHealthStates`, or its default. */
  declare readonly targetHealthStates: pulumi.Output<outputs.lb.TargetGroupTargetHealthState[]>;
  /** The argument `targetType`, or its default. */
  declare readonly targetType: pulumi.Output<string | undefined>;
  /** The argument `vpcId`, or its default. */
  declare readonly vpcId: pulumi.Output<string | undefined>;

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
    state?: TargetGroupState,
    options?: pulumi.CustomResourceOptions,
  ): TargetGroup {
    return new TargetGroup(name, state as unknown as TargetGroupArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is TargetGroup {
    return isRecordOf("lb:TargetGroup", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.TargetGroup`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: TargetGroupArgs, options?: pulumi.CustomResourceOptions) {
    super("lb:TargetGroup", name, args, options);
  }
}

/** Arguments of `aws.lb.TargetGroup`. */
export interface TargetGroupArgs {
  /** As in `aws.lb.TargetGroup`. A change is live. */
  connectionTermination?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  deregistrationDelay?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  healthCheck?: pulumi.Input<inputs.lb.TargetGroupHealthCheck | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  ipAddressType?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  lambdaMultiValueHeadersEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  loadBalancingAlgorithmType?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  loadBalancingAnomalyMitigation?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  loadBalancingCrossZoneEnabled?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  port?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  preserveClientIp?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  protocol?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  protocolVersion?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  proxyProtocolV2?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  slowStart?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  stickiness?: pulumi.Input<inputs.lb.TargetGroupStickiness | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  targetControlPort?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  targetFailovers?: pulumi.Input<pulumi.Input<inputs.lb.TargetGroupTargetFailover>[] | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  targetGroupHealth?: pulumi.Input<inputs.lb.TargetGroupTargetGroupHealth | undefined>;
  /** As in `aws.lb.TargetGroup`. A change is live. */
  targetHealthStates?: pulumi.Input<pulumi.Input<inputs.lb.TargetGroupTargetHealthState>[] | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  targetType?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroup`. A change replaces the resource. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** What `TargetGroup.get` may be given. */
export type TargetGroupState = StateOf<TargetGroup>;
