export * from "./getVolume";
