/** @internal */
import "./hooks";

export { Snapshot } from "../volume/snapshot";
export type { SnapshotArgs, SnapshotState } from "../volume/snapshot";
export { Volume } from "../volume/volume";
export type { VolumeArgs, VolumeState } from "../volume/volume";
export * from "../lookup/functions/ebs";
/** @internal */
export * from "./missing/ebs.data";
