export * from "./getSnapshot";
export * from "./getSnapshotIds";
export * from "./getVolume";
