import * as pulumi from "@pulumi/pulumi";

import { clusterIn } from "../cluster/target";
import type { Optional, StateOf, Tags } from "../common/inputs";
import type { Place } from "../instance/attachments";
import { AwsRecord, isRecordOf } from "../record/aws-record";
import { clusterOf, orEmptySecret } from "../record/program";
import { volumeOf } from "./program";
import { declarationOf } from "./volume";
import type { VolumeArgs } from "./volume";

/**
 * A snapshot of an `ebs.Volume`: a VolumeSnapshot, taken by the CSI driver of the cluster.
 *
 * Its arguments and outputs are those of `aws.ebs.Snapshot`. The cluster needs a CSI driver that takes snapshots, and the
 * volume must have storage: an instance has used it.
 *
 * @example A copy of a volume's data, and a volume made from it.
 * ```ts
 * import { ebs, ec2 } from "pulumi-ec2-pods";
 *
 * const server = new ec2.Instance("db", { ami: "alpine:3.22", instanceType: "t3.micro", availabilityZone: "us-east-1a" });
 * const data = new ebs.Volume("data", { availabilityZone: "us-east-1a", size: 8 });
 * const attached = new ec2.VolumeAttachment("data", {
 *   deviceName: "/dev/sdf",
 *   volumeId: data.id,
 *   instanceId: server.id,
 * });
 * const backup = new ebs.Snapshot("backup", { volumeId: data.id }, { dependsOn: attached });
 * const copy = new ebs.Volume("copy", { availabilityZone: "us-east-1a", snapshotId: backup.id });
 * export const claim = copy.claim;
 * ```
 */
export class Snapshot extends AwsRecord {
  /** ARN of the snapshot. */
  declare readonly arn: pulumi.Output<string>;
  /** Empty: the StorageClass controls encryption. */
  declare readonly dataEncryptionKeyId: pulumi.Output<string>;
  /** The argument `description`. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The argument `encrypted` of the volume. */
  declare readonly encrypted: pulumi.Output<boolean>;
  /** The argument `kmsKeyId` of the volume; empty without one. */
  declare readonly kmsKeyId: pulumi.Output<string>;
  /** The argument `outpostArn`. */
  declare readonly outpostArn: pulumi.Output<string | undefined>;
  /** Empty: Amazon doesn't own it. */
  declare readonly ownerAlias: pulumi.Output<string>;
  /** The placeholder account. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `permanentRestore`. */
  declare readonly permanentRestore: pulumi.Output<boolean | undefined>;
  /** Region, known in previews. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `storageTier`, or standard. */
  declare readonly storageTier: pulumi.Output<string>;
  /** The tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The tags and the default tags of the provider. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /** The argument `temporaryRestoreDays`. */
  declare readonly temporaryRestoreDays: pulumi.Output<number | undefined>;
  /** The argument `volumeId`. */
  declare readonly volumeId: pulumi.Output<string>;
  /** The least size in GiB of a volume that is made from it: that of its volume when it was taken. */
  declare readonly volumeSize: pulumi.Output<number>;
  /** Namespace of the VolumeSnapshot. */
  declare readonly namespace: pulumi.Output<string>;
  /** Context in the kubeconfig that the snapshot was taken in. */
  declare readonly context: pulumi.Output<string>;

  /**
   * Looks an existing snapshot up by its id.
   *
   * @param name - Logical name in this program.
   * @param id - The snapshot's id, `snap-…`; the lookup fails if there is no VolumeSnapshot of that name.
   * @param state - Where the snapshot is: its namespace, context and kubeconfig.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SnapshotState,
    options?: pulumi.CustomResourceOptions,
  ): Snapshot {
    return new Snapshot(name, state as unknown as SnapshotArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Snapshot {
    return isRecordOf("ebs:Snapshot", value);
  }

  /**
   * Declares a snapshot.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ebs.Snapshot`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: SnapshotArgs, options: pulumi.CustomResourceOptions = {}) {
    const volume = volumeOf((args as Partial<SnapshotArgs> | undefined)?.volumeId);
    // Of a volume that another program has, only the Provider says where it is.
    const place: Place = (volume && declarationOf(volume)?.args) ?? clusterOf({}, options);
    const isLookup = options.id !== undefined;
    const { kubeconfig, ...found } = clusterOf((isLookup && (args as Place | undefined)) || {}, options);
    super(
      "ebs:Snapshot",
      name,
      {
        ...args,
        namespace: undefined,
        context: undefined,
        ...(isLookup && found),
        kubeconfig: orEmptySecret(isLookup ? kubeconfig : undefined),
        __place: pulumi.secret(clusterIn(place)),
      },
      pulumi.mergeOptions(options, { additionalSecretOutputs: ["kubeconfig"] }),
    );
  }
}

/** Arguments of `aws.ebs.Snapshot`. */
export interface SnapshotArgs {
  /** Description, kept in an annotation. A change replaces the snapshot. */
  description?: Optional<string>;
  /** No effect: there are no outposts. A change replaces the snapshot. */
  outpostArn?: Optional<string>;
  /** No effect: there is no archive. A change is live. */
  permanentRestore?: Optional<boolean>;
  /** Region in the ARN. A change replaces the snapshot. */
  region?: Optional<string>;
  /** No effect: `archive` or `standard`, which is the default. A change is live. */
  storageTier?: Optional<string>;
  /** Tags, kept in an annotation of the VolumeSnapshot. A change is live. */
  tags?: Tags;
  /** No effect: there is no archive. A change is live. */
  temporaryRestoreDays?: Optional<number>;
  /** Id of the volume, whose claim is in the same namespace. A change replaces the snapshot. */
  volumeId: pulumi.Input<string>;
}

/** What `Snapshot.get` may be given. */
export type SnapshotState = StateOf<Snapshot> & Pick<VolumeArgs, "kubeconfig">;
