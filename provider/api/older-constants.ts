import { InstancePlatform, PlacementStrategy, ProtocolType, Tenancy } from "./types/enums/ec2.data";

// Older names of the constants, which many public programs use.
export { InstancePlatform as InstancePlatforms } from "./types/enums/ec2.data";
export { InstanceType as InstanceTypes } from "./types/enums/ec2.data";
export { Tenancy as Tenancies } from "./types/enums/ec2.data";
/** @hidden The same as `ProtocolType.All`. */
export const AllProtocols = ProtocolType.All;
/** @hidden The same as `ProtocolType.TCP`. */
export const TCPProtocol = ProtocolType.TCP;
/** @hidden The same as `ProtocolType.UDP`. */
export const UDPProtocol = ProtocolType.UDP;
/** @hidden The same as `ProtocolType.ICMP`. */
export const ICMPProtocol = ProtocolType.ICMP;
/** @hidden The same as `PlacementStrategy.Spread`. */
export const SpreadStrategy = PlacementStrategy.Spread;
/** @hidden The same as `PlacementStrategy.Cluster`. */
export const ClusterStrategy = PlacementStrategy.Cluster;
/** @hidden The same as `Tenancy.Default`. */
export const DefaultTenancy = Tenancy.Default;
/** @hidden The same as `Tenancy.Dedicated`. */
export const DedicatedTenancy = Tenancy.Dedicated;
/** @hidden The same as `InstancePlatform.LinuxUnix`. */
export const LinuxUnixPlatform = InstancePlatform.LinuxUnix;
/** @hidden The same as `InstancePlatform.Windows`. */
export const WindowsPlatform = InstancePlatform.Windows;
