// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Options that EC2's DHCP server would give. Pods use the cluster's DNS instead.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.VpcDhcpOptions`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ec2.VpcDhcpOptions("main", { domainName: "example.internal" });
 * ```
 */
export class VpcDhcpOptions extends AwsRecord {
  /** As in `aws.ec2.VpcDhcpOptions`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `domainName`, or its default. */
  declare readonly domainName: pulumi.Output<string | undefined>;
  /** The argument `domainNameServers`, or its default. */
  declare readonly domainNameServers: pulumi.Output<string[] | undefined>;
  /** The argument `ipv6AddressPreferredLeaseTime`, or its default. */
  declare readonly ipv6AddressPreferredLeaseTime: pulumi.Output<string | undefined>;
  /** The argument `netbiosNameServers`, or its default. */
  declare readonly netbiosNameServers: pulumi.Output<string[] | undefined>;
  /** The argument `netbiosNodeType`, or its default. */
  declare readonly netbiosNodeType: pulumi.Output<string | undefined>;
  /** The argument `ntpServers`, or its default. */
  declare readonly ntpServers: pulumi.Output<string[] | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`, made from the id and the arguments. */
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
    state?: VpcDhcpOptionsState,
    options?: pulumi.CustomResourceOptions,
  ): VpcDhcpOptions {
    return new VpcDhcpOptions(name, state as unknown as VpcDhcpOptionsArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VpcDhcpOptions {
    return isRecordOf("ec2:VpcDhcpOptions", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VpcDhcpOptions`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: VpcDhcpOptionsArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:VpcDhcpOptions", name, args, options);
  }
}

/** Arguments of `aws.ec2.VpcDhcpOptions`. */
export interface VpcDhcpOptionsArgs {
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  domainName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  domainNameServers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  ipv6AddressPreferredLeaseTime?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  netbiosNameServers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  netbiosNodeType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  ntpServers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcDhcpOptions`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `VpcDhcpOptions.get` may be given. */
export type VpcDhcpOptionsState = StateOf<VpcDhcpOptions>;
