import type * as pulumi from "@pulumi/pulumi";

import { clusterIn } from "../cluster/target";
import { perProgram } from "../record/program";
import type { NamedCluster, ProgramCluster } from "../record/program";

/** The cluster that the program names for a resource. */
export type Place = NamedCluster & Pick<ProgramCluster, "ownTarget">;

/** What an instance must know of a volume to mount it. Nothing of it may wait for a resource: that may be the instance. */
export interface ProgramSource {
  deviceName: string;
  name: string;
  /** The URN of the volume, and those that it had before. */
  urns: Promise<string[]>;
  /** Undefined if the instance can't create the volume's claim: the program knows its size later, or a snapshot fills it. */
  size: number | undefined;
  multiAttach: boolean;
}

/** A volume as its program passes it to the instance. */
export interface GivenVolume extends Omit<ProgramSource, "urns"> {
  /** The URN of the volume, and those that it had before. */
  urns: string[];
}

/** A VolumeAttachment whose volume and instance are resources of the program. */
export interface ProgramAttachment {
  instance: pulumi.Resource;
  volume: pulumi.Resource;
  /** Undefined if the program knows its values only later. */
  source: ProgramSource | undefined;
}

const attachments = perProgram(() => ({ all: [] as ProgramAttachment[] }));
const places = perProgram(() => new WeakMap<pulumi.Resource, Place>());

/** Notes an attachment, for the instance and the volume, which the engine gets to know before it. */
export const noteAttachment = (attachment: ProgramAttachment): void =>
  void attachments().all.push(attachment);

/** Notes where an instance is, for the volumes that are attached to it. */
export const notePlace = (instance: pulumi.Resource, place: Place): void =>
  void places().set(instance, clusterIn(place));

/** Waits until the program has declared what it declares in one go. */
export const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The volumes that the program attaches to an instance, once it has declared the attachments that follow. */
export async function sourcesOf(instance: () => pulumi.Resource): Promise<GivenVolume[] | undefined> {
  const { all } = attachments();
  await endOfTurn();
  const own = all
    .filter((each) => each.instance === instance())
    // Only one attachment of a volume succeeds.
    .filter(
      (each) =>
        each.source?.multiAttach === true || all.find(({ volume }) => volume === each.volume) === each,
    )
    .flatMap(({ source }) => source ?? []);
  const known = own.map(async (source) => ({ ...source, urns: await source.urns }));
  return own.length > 0 ? Promise.all(known) : undefined;
}

/** Where a volume is: with the instance that it is attached to. */
export async function placeOfVolume(volume: () => pulumi.Resource): Promise<Place> {
  const { all } = attachments();
  const known = places();
  await endOfTurn();
  const attachment = all.find((each) => each.volume === volume());
  return clusterIn((attachment && known.get(attachment.instance)) ?? {});
}

/** Where an instance of the program is. */
export const placeOf = (instance: pulumi.Resource): Place | undefined => places().get(instance);
