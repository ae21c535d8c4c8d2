import type * as pulumi from "@pulumi/pulumi";

/** An argument that a program may also leave undefined in an output. */
export type Optional<T> = pulumi.Input<T | undefined>;
export type Tags = Optional<Record<string, pulumi.Input<string>>>;

/** Durations of the three waits, as in `customTimeouts`: `"90s"`, `"5m"`. */
export interface Timeouts {
  create?: string;
  update?: string;
  delete?: string;
}

/** Rules of the instance metadata service. */
export interface MetadataOptions {
  /** `disabled` turns the service off. */
  httpEndpoint?: Optional<string>;
  /** `required` refuses requests without a token. */
  httpTokens?: Optional<string>;
  /** `enabled` shows the tags. */
  instanceMetadataTags?: Optional<string>;
  /** Without effect, with a warning unless `disabled`: the service has no IPv6 address. */
  httpProtocolIpv6?: Optional<string>;
  /** Without effect, with a warning unless 1: the service is one hop away. */
  httpPutResponseHopLimit?: Optional<number>;
}

/** Block that is without effect, whole. */
export interface RootBlockDevice extends VolumeArgs {
  deleteOnTermination?: Optional<boolean>;
  deviceName?: Optional<string>;
  volumeSize?: Optional<number>;
}

/** One volume beside the container's file system. */
export interface EbsBlockDevice extends VolumeArgs {
  /** Names the volume's claim and the place where it is mounted, for example `/dev/sdf`. */
  deviceName: pulumi.Input<string>;
  /** GiB that the claim asks for. */
  volumeSize?: Optional<number>;
  /** `false` keeps the claim when the instance is deleted. */
  deleteOnTermination?: Optional<boolean>;
}

/** What of a volume is up to the cluster's StorageClass: without effect, with a warning. */
export interface VolumeArgs {
  encrypted?: Optional<boolean>;
  iops?: Optional<number>;
  kmsKeyId?: Optional<string>;
  tags?: Tags;
  tagsAll?: Tags;
  throughput?: Optional<number>;
  volumeType?: Optional<string>;
}
