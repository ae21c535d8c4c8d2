// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A public key for logins by SSH.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.KeyPair`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ec2.KeyPair("me", {
 *   publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
 * });
 * ```
 */
export class KeyPair extends AwsRecord {
  /** As in `aws.ec2.KeyPair`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.ec2.KeyPair`, made from the id and the arguments. */
  declare readonly fingerprint: pulumi.Output<string>;
  /** The argument `keyName`, or its default. */
  declare readonly keyName: pulumi.Output<string>;
  /** The argument `keyNamePrefix`, or its default. */
  declare readonly keyNamePrefix: pulumi.Output<string>;
  /** As in `aws.ec2.KeyPair`, made from the id and the arguments. */
  declare readonly keyPairId: pulumi.Output<string>;
  /** As in `aws.ec2.KeyPair`, made from the id and the arguments. */
  declare readonly keyType: pulumi.Output<string>;
  /** The argument `publicKey`, or its default. */
  declare readonly publicKey: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.KeyPair`, made from the id and the arguments. */
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
    state?: KeyPairState,
    options?: pulumi.CustomResourceOptions,
  ): KeyPair {
    return new KeyPair(name, state as unknown as KeyPairArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is KeyPair {
    return isRecordOf("ec2:KeyPair", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.KeyPair`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: KeyPairArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:KeyPair", name, args, options);
  }
}

/** Arguments of `aws.ec2.KeyPair`. */
export interface KeyPairArgs {
  /** As in `aws.ec2.KeyPair`. A change replaces the resource. */
  keyName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.KeyPair`. A change replaces the resource. */
  keyNamePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.KeyPair`. A change replaces the resource. */
  publicKey: pulumi.Input<string>;
  /** As in `aws.ec2.KeyPair`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.KeyPair`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `KeyPair.get` may be given. */
export type KeyPairState = StateOf<KeyPair>;
