import * as pulumi from "@pulumi/pulumi";

import { clusterIn } from "../cluster/target";
import type { Optional, StateOf } from "../common/inputs";
import { noteAttachment, placeOf } from "../instance/attachments";
import type { Place } from "../instance/attachments";
import { AwsRecord, isRecordOf } from "../record/aws-record";
import { clusterOf } from "../record/program";
import { instanceOf, toSource, volumeOf } from "./program";
import { declarationOf } from "./volume";

/**
 * Attaches an `ebs.Volume` to an instance: its file system is on `/mnt/sdf` for `/dev/sdf`.
 *
 * Its arguments and outputs are those of `aws.ec2.VolumeAttachment`. An instance that the same program declares right
 * before is launched with the volume. A later attachment or detachment re-creates the instance's Pod, with an empty root
 * disk: user data runs again.
 */
export class VolumeAttachment extends AwsRecord {
  /** The argument `deviceName`. */
  declare readonly deviceName: pulumi.Output<string>;
  /** The argument `forceDetach`. */
  declare readonly forceDetach: pulumi.Output<boolean | undefined>;
  /** The argument `instanceId`. */
  declare readonly instanceId: pulumi.Output<string>;
  /** Region, known in previews. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `skipDestroy`. */
  declare readonly skipDestroy: pulumi.Output<boolean | undefined>;
  /** The argument `stopInstanceBeforeDetaching`. */
  declare readonly stopInstanceBeforeDetaching: pulumi.Output<boolean | undefined>;
  /** The argument `volumeId`. */
  declare readonly volumeId: pulumi.Output<string>;

  /**
   * Looks up an attachment that another program made, by what that program knows of it.
   *
   * @param name - Logical name in this program.
   * @param id - The attachment's id, `vai-…`.
   * @param state - The outputs that the attachment has.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: VolumeAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): VolumeAttachment {
    return new VolumeAttachment(name, state as unknown as VolumeAttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VolumeAttachment {
    return isRecordOf("ec2:VolumeAttachment", value);
  }

  /**
   * Declares an attachment.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VolumeAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: VolumeAttachmentArgs, options: pulumi.CustomResourceOptions = {}) {
    const { deviceName, instanceId, volumeId } = (args as Partial<VolumeAttachmentArgs> | undefined) ?? {};
    const [instance, volume] = [instanceOf(instanceId), volumeOf(volumeId)];
    const place: Place = (volume && declarationOf(volume)?.args) ?? (instance ? {} : clusterOf({}, options));
    const where = {
      ...(instance && placeOf(instance)),
      ...clusterIn(place),
    };
    super(
      "ec2:VolumeAttachment",
      name,
      {
        ...args,
        namespace: undefined,
        context: undefined,
        kubeconfig: pulumi.secret(""),
        __place: pulumi.secret(where),
      },
      pulumi.mergeOptions(options, { additionalSecretOutputs: ["kubeconfig"] }),
    );
    if (!instance || !volume || options.id !== undefined) return;
    const declaration = declarationOf(volume);
    const source = declaration && toSource(instance, volume, declaration, deviceName);
    noteAttachment({ instance, volume, source });
  }
}

/** Arguments of `aws.ec2.VolumeAttachment`. */
export interface VolumeAttachmentArgs {
  /** EC2's name of the device, `/dev/sdf` to `/dev/sdp`. A change replaces the attachment and re-creates the Pod. */
  deviceName: pulumi.Input<string>;
  /** No effect: a Pod that ends lets go of its volumes. A change is live. */
  forceDetach?: Optional<boolean>;
  /** Id of an instance of the same program and namespace. A change replaces the attachment and re-creates the Pods. */
  instanceId: pulumi.Input<string>;
  /** No effect. A change replaces the attachment. */
  region?: Optional<string>;
  /** `true` leaves the volume attached when this resource is deleted. A change is live. */
  skipDestroy?: Optional<boolean>;
  /** No effect: the Pod always ends before it loses a volume. A change is live. */
  stopInstanceBeforeDetaching?: Optional<boolean>;
  /** Id of the volume. A change replaces the attachment and re-creates the Pod. */
  volumeId: pulumi.Input<string>;
}

/** What `VolumeAttachment.get` may be given. */
export type VolumeAttachmentState = StateOf<VolumeAttachment>;
