// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * An elastic IP address: a loopback address of the machine that runs Pulumi, made of the id.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.Eip`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const server = new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });
 * const address = new aws.ec2.Eip("web", { instance: server.id });
 * export const publicIp = address.publicIp;
 * ```
 */
export class Eip extends AwsRecord {
  /** The argument `address`, or its default. */
  declare readonly address: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly allocationId: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `associateWithPrivateIp`, or its default. */
  declare readonly associateWithPrivateIp: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly associationId: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly carrierIp: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly customerOwnedIp: pulumi.Output<string>;
  /** The argument `customerOwnedIpv4Pool`, or its default. */
  declare readonly customerOwnedIpv4Pool: pulumi.Output<string | undefined>;
  /** The argument `domain`, or its default. */
  declare readonly domain: pulumi.Output<string>;
  /** The argument `instance`, or its default. */
  declare readonly instance: pulumi.Output<string>;
  /** The argument `ipamPoolId`, or its default. */
  declare readonly ipamPoolId: pulumi.Output<string>;
  /** The argument `networkBorderGroup`, or its default. */
  declare readonly networkBorderGroup: pulumi.Output<string>;
  /** The argument `networkInterface`, or its default. */
  declare readonly networkInterface: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly privateDns: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly privateIp: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly ptrRecord: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly publicDns: pulumi.Output<string>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly publicIp: pulumi.Output<string>;
  /** The argument `publicIpv4Pool`, or its default. */
  declare readonly publicIpv4Pool: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.Eip`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;

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
    state?: EipState,
    options?: pulumi.CustomResourceOptions,
  ): Eip {
    return new Eip(name, state as unknown as EipArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Eip {
    return isRecordOf("ec2:Eip", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.Eip`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: EipArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:Eip", name, args, options);
  }
}

/** Arguments of `aws.ec2.Eip`. */
export interface EipArgs {
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  address?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change is live. */
  associateWithPrivateIp?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  customerOwnedIpv4Pool?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  domain?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change is live. */
  instance?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  ipamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  networkBorderGroup?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change is live. */
  networkInterface?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  publicIpv4Pool?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Eip`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `Eip.get` may be given. */
export type EipState = StateOf<Eip>;
