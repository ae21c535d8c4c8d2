import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import type { Optional, StateOf, Tags } from "../common/inputs";
import { placeOfVolume } from "../instance/attachments";
import type { Place } from "../instance/attachments";
import { AwsRecord, isRecordOf } from "../record/aws-record";
import { clusterOf, orEmptySecret } from "../record/program";

/** What the program gave a volume. */
export interface Declaration {
  args: VolumeArgs & Place;
  aliases: readonly pulumi.Input<pulumi.URN | pulumi.Alias>[];
}

const declarations = new WeakMap<pulumi.Resource, Declaration>();

/** What the program gave a volume; undefined for a volume that it only looks at. */
export const declarationOf = (volume: pulumi.Resource): Declaration | undefined => declarations.get(volume);

/**
 * A volume with a life of its own: a PersistentVolumeClaim that outlives the instances it is attached to.
 *
 * Its arguments and outputs are those of `aws.ebs.Volume`. The default StorageClass of the cluster decides about speed
 * and encryption. Until an instance has used it, Kubernetes may not have stored anything for it.
 *
 * @example A database whose data outlives its instance. The disk is there when user data runs.
 * ```ts
 * import { ebs, ec2 } from "pulumi-ec2-pods";
 *
 * const server = new ec2.Instance("db", { ami: "alpine:3.22", instanceType: "t3.micro" });
 * const data = new ebs.Volume("data", { availabilityZone: server.availabilityZone, size: 8, type: "gp3" });
 * new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
 * ```
 */
export class Volume extends AwsRecord {
  /** ARN of the volume, with the placeholder account. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `availabilityZone`. */
  declare readonly availabilityZone: pulumi.Output<string>;
  /** Time of the creation. */
  declare readonly createTime: pulumi.Output<string>;
  /** The argument `encrypted`, or false. */
  declare readonly encrypted: pulumi.Output<boolean>;
  /** The argument `finalSnapshot`. */
  declare readonly finalSnapshot: pulumi.Output<boolean | undefined>;
  /** The argument `iops`, or EC2's default for the type. */
  declare readonly iops: pulumi.Output<number>;
  /** The argument `kmsKeyId`; empty without one. */
  declare readonly kmsKeyId: pulumi.Output<string>;
  /** The argument `multiAttachEnabled`. */
  declare readonly multiAttachEnabled: pulumi.Output<boolean | undefined>;
  /** The argument `outpostArn`. */
  declare readonly outpostArn: pulumi.Output<string | undefined>;
  /** Region, known in previews. */
  declare readonly region: pulumi.Output<string>;
  /** Size in GiB. */
  declare readonly size: pulumi.Output<number>;
  /** The argument `snapshotId`; empty without one. */
  declare readonly snapshotId: pulumi.Output<string>;
  /** The tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The tags and the default tags of the provider. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /** The argument `throughput`, or EC2's default for the type. */
  declare readonly throughput: pulumi.Output<number>;
  /** The argument `type`, or gp2. */
  declare readonly type: pulumi.Output<string>;
  /** The argument `volumeInitializationRate`. */
  declare readonly volumeInitializationRate: pulumi.Output<number | undefined>;
  /** Name of the PersistentVolumeClaim, known in previews. */
  declare readonly claim: pulumi.Output<string>;
  /** Namespace of the claim. */
  declare readonly namespace: pulumi.Output<string>;
  /** Context in the kubeconfig that the volume was created in. */
  declare readonly context: pulumi.Output<string>;

  /**
   * Looks an existing volume up by its id.
   *
   * @param name - Logical name in this program.
   * @param id - The volume's id, `vol-…`; the lookup fails if no claim belongs to it.
   * @param state - Where the volume is: its namespace, context and kubeconfig.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: VolumeState,
    options?: pulumi.CustomResourceOptions,
  ): Volume {
    return new Volume(name, state as unknown as VolumeArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Volume {
    return isRecordOf("ebs:Volume", value);
  }

  /**
   * Declares a volume.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ebs.Volume`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: VolumeArgs, options: pulumi.CustomResourceOptions = {}) {
    const isLookup = options.id !== undefined;
    const place = clusterOf((args as Partial<VolumeArgs> | undefined) ?? {}, options);
    const { kubeconfig: text, ...others } = place;
    super(
      "ebs:Volume",
      name,
      {
        ...args,
        claim: undefined,
        namespace: undefined,
        context: undefined,
        ...others,
        kubeconfig: isLookup ? text : orEmptySecret(text),
        // Its own key, because a volume stays where it is when the instance or the attachment goes.
        ...(!isLookup && { __place: pulumi.secret(placeOfVolume(() => this)) }),
        ...(options.retainOnDelete && { __retained: true }),
      },
      // Both volumes have the same claim, also if the user asks for the replacement, of which "diff" isn't told.
      pulumi.mergeOptions(options, { additionalSecretOutputs: ["kubeconfig"], deleteBeforeReplace: true }),
    );
    if (isLookup) return;
    // In JavaScript they can be missing, which "check" reports.
    const given = (args as VolumeArgs | undefined) ?? ({} as VolumeArgs);
    // Snapshots and attachments get to know the cluster from here.
    const known = { ...given, ...place } as Declaration["args"];
    declarations.set(this, { args: known, aliases: options.aliases ?? [] });
    warn(this, name, given);
  }
}

function warn(volume: Volume, name: string, { finalSnapshot }: VolumeArgs): void {
  pulumi.output(finalSnapshot).apply((value) => {
    if (!value) return;
    const cause = "finalSnapshot has no effect: no snapshot is taken when the volume is deleted";
    void pulumi.log.warn(errorMessage({ verb: "apply all of", kind: "Volume", name, cause }), volume);
  });
}

/** Arguments of `aws.ebs.Volume`, and where the volume is. */
export interface VolumeArgs {
  /** Zone of the volume, which must be that of its instance; selects no node. A change replaces the volume and its data. */
  availabilityZone: pulumi.Input<string>;
  /** No effect: the StorageClass controls encryption. A change replaces the volume and its data. */
  encrypted?: Optional<boolean>;
  /** No effect, with a warning: take an `ebs.Snapshot` before you delete the volume. A change is live. */
  finalSnapshot?: Optional<boolean>;
  /** No effect: the StorageClass controls speed. A change is live. */
  iops?: Optional<number>;
  /** No effect: the StorageClass controls encryption. A change replaces the volume and its data. */
  kmsKeyId?: Optional<string>;
  /** Lets several instances use the volume at once, if the StorageClass can do that. A change replaces the volume and its data. */
  multiAttachEnabled?: Optional<boolean>;
  /** No effect: there are no outposts. A change replaces the volume and its data. */
  outpostArn?: Optional<string>;
  /** Region in the ARN. A change replaces the volume and its data. */
  region?: Optional<string>;
  /** Size in GiB; by default that of the snapshot, and never less. It can grow while the instance runs, if the StorageClass allows it; it can't shrink. */
  size?: Optional<number>;
  /** Id of the `ebs.Snapshot` that the volume starts with. A change replaces the volume and its data. */
  snapshotId?: Optional<string>;
  /** Tags, kept in an annotation of the claim. A change is live. */
  tags?: Tags;
  /** No effect: the StorageClass controls speed. A change is live. */
  throughput?: Optional<number>;
  /** Type of the volume, which decides about the limits of the other arguments only; gp2 by default. A change is live. */
  type?: Optional<string>;
  /** No effect: the driver decides how fast it reads a snapshot. A change is live. */
  volumeInitializationRate?: Optional<number>;
  /** Namespace of the claim; by default that of the stack's configuration, else that of the instance it is first attached to. A change replaces the volume and its data. */
  namespace?: Optional<string>;
  /** Context in the kubeconfig; the default is found like that of `namespace`. A change replaces the volume and its data. */
  context?: Optional<string>;
  /** Path or contents of a kubeconfig, which may be an object; stored as a secret. the default is found like that of `namespace`. */
  kubeconfig?: Optional<string | object>;
}

/** What `Volume.get` may be given. */
export type VolumeState = StateOf<Volume> & Pick<VolumeArgs, "kubeconfig">;
