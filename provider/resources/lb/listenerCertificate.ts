// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * One more certificate of a listener. Nothing here serves it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.lb.ListenerCertificate`.
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
 * const certificateArn = "arn:aws:acm:us-east-1:000000000000:certificate/web";
 * const listener = new aws.lb.Listener("https", {
 *   loadBalancerArn: balancer.arn,
 *   port: 443,
 *   protocol: "HTTPS",
 *   certificateArn,
 *   defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
 * });
 * new aws.lb.ListenerCertificate("other", { listenerArn: listener.arn, certificateArn });
 * ```
 */
export class ListenerCertificate extends AwsRecord {
  /** The argument `certificateArn`, or its default. */
  declare readonly certificateArn: pulumi.Output<string>;
  /** The argument `listenerArn`, or its default. */
  declare readonly listenerArn: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;

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
    state?: ListenerCertificateState,
    options?: pulumi.CustomResourceOptions,
  ): ListenerCertificate {
    return new ListenerCertificate(name, state as unknown as ListenerCertificateArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is ListenerCertificate {
    return isRecordOf("lb:ListenerCertificate", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.ListenerCertificate`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: ListenerCertificateArgs, options?: pulumi.CustomResourceOptions) {
    super("lb:ListenerCertificate", name, args, options);
  }
}

/** Arguments of `aws.lb.ListenerCertificate`. */
export interface ListenerCertificateArgs {
  /** As in `aws.lb.ListenerCertificate`. A change replaces the resource. */
  certificateArn: pulumi.Input<string>;
  /** As in `aws.lb.ListenerCertificate`. A change replaces the resource. */
  listenerArn: pulumi.Input<string>;
  /** As in `aws.lb.ListenerCertificate`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
}

/** What `ListenerCertificate.get` may be given. */
export type ListenerCertificateState = StateOf<ListenerCertificate>;
