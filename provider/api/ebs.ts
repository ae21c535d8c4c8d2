export { Volume } from "../volume/volume";
export type { VolumeArgs, VolumeState } from "../volume/volume";
/** @internal */
export * from "./missing/ebs.data";
