import type * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";

/** Settings of a volume that the cluster's StorageClass decides: no effect. */
export interface VolumeArgs {
  /** No effect: the StorageClass controls encryption. */
  encrypted?: Optional<boolean>;
  /** No effect: the StorageClass controls speed. */
  iops?: Optional<number>;
  /** No effect: the StorageClass controls encryption. */
  kmsKeyId?: Optional<string>;
  /** No effect: claims have no tags. */
  tags?: Tags;
  /** No effect: claims have no tags. */
  tagsAll?: Tags;
  /** No effect: the StorageClass controls speed. */
  throughput?: Optional<number>;
  /** No effect: the cluster's default StorageClass is used. */
  volumeType?: Optional<string>;
}

/** The root volume: no effect, because the root is the container's file system. */
export interface RootBlockDevice extends VolumeArgs {
  /** No effect, with a warning if `false`: the root file system ends with its Pod. */
  deleteOnTermination?: Optional<boolean>;
  /** No effect but in the output: the root file system has no device. */
  deviceName?: Optional<string>;
  /** No effect but in the output: the node's disk limits the root file system. */
  volumeSize?: Optional<number>;
}

/** An instance store volume: no effect, because there are none. */
export interface EphemeralBlockDevice {
  /** Name of the device; no effect. */
  deviceName: pulumi.Input<string>;
  /** Leaves a device of the AMI out; no effect. */
  noDevice?: Optional<boolean>;
  /** `ephemeral0` and so on; no effect. */
  virtualName?: Optional<string>;
}

/** Arguments of `aws.ec2.Instance` that have no effect here, so that programs run unchanged. */
export interface AcceptedArgs {
  /** No effect: a cluster has no capacity reservations. */
  capacityReservationSpecification?: Optional<{
    /** `open` or `none`; no effect. */
    capacityReservationPreference?: Optional<string>;
    /** The reservation; no effect. */
    capacityReservationTarget?: Optional<{
      /** Id of a reservation; no effect. */
      capacityReservationId?: Optional<string>;
      /** ARN of a group of reservations; no effect. */
      capacityReservationResourceGroupArn?: Optional<string>;
    }>;
  }>;
  /** No effect but in the output: the instance type alone sets the CPU. A change replaces the instance. */
  cpuOptions?: Optional<{
    /** `enabled` or `disabled`; no effect. */
    amdSevSnp?: Optional<string>;
    /** Number of cores; no effect. */
    coreCount?: Optional<number>;
    /** `enabled` or `disabled`; no effect. */
    nestedVirtualization?: Optional<string>;
    /** 1 or 2; no effect. */
    threadsPerCore?: Optional<number>;
  }>;
  /** No effect: a container neither earns nor spends CPU credits. */
  creditSpecification?: Optional<{
    /** `standard` or `unlimited`; no effect. */
    cpuCredits?: Optional<string>;
  }>;
  /** No effect: volumes have no bandwidth of their own. A change replaces the instance. */
  ebsOptimized?: Optional<boolean>;
  /** No effect, with a warning unless `false`: the cluster assigns a Pod's addresses. */
  enablePrimaryIpv6?: Optional<boolean>;
  /** No effect, with a warning if enabled: a container can't start Nitro Enclaves. A change replaces the instance. */
  enclaveOptions?: Optional<{
    /** No effect. */
    enabled?: Optional<boolean>;
  }>;
  /** No effect: the device is left out, as on an instance type without instance store volumes. A change replaces the instance. */
  ephemeralBlockDevices?: Optional<pulumi.Input<EphemeralBlockDevice>[]>;
  /** No effect, with a warning unless `false`: there is no Windows password, and `passwordData` is empty. */
  getPasswordData?: Optional<boolean>;
  /** No effect: a stopped instance keeps no memory. A change replaces the instance. */
  hibernation?: Optional<boolean>;
  /** No effect: a cluster has no dedicated hosts. A change replaces the instance. */
  hostId?: Optional<string>;
  /** No effect: a cluster has no dedicated hosts. A change replaces the instance. */
  hostResourceGroupArn?: Optional<string>;
  /** No effect, with a warning: instance metadata serves no credentials. */
  iamInstanceProfile?: Optional<string | pulumi.CustomResource>;
  /** No effect but in the outputs: a cluster has no spot market. A change replaces the instance. */
  instanceMarketOptions?: Optional<{
    /** `spot`, or another market of EC2; no effect. */
    marketType?: Optional<string>;
    /** Options of the spot request; no effect. */
    spotOptions?: Optional<{
      /** `hibernate`, `stop` or `terminate`; no effect. */
      instanceInterruptionBehavior?: Optional<string>;
      /** The highest price in USD for an hour; no effect. */
      maxPrice?: Optional<string>;
      /** `one-time` or `persistent`; no effect. */
      spotInstanceType?: Optional<string>;
      /** When the request ends; no effect. */
      validUntil?: Optional<string>;
    }>;
  }>;
  /** No effect, with a warning unless 0: the cluster assigns a Pod's addresses. A change replaces the instance. */
  ipv6AddressCount?: Optional<number>;
  /** No effect: there is no CloudWatch. */
  monitoring?: Optional<boolean>;
  /** No effect: Kubernetes chooses the node. A change replaces the instance. */
  placementGroup?: Optional<string>;
  /** No effect: Kubernetes chooses the node. A change replaces the instance. */
  placementGroupId?: Optional<string>;
  /** No effect: Kubernetes chooses the node. A change replaces the instance. */
  placementPartitionNumber?: Optional<number>;
  /** No effect: the cluster assigns DNS names. */
  privateDnsNameOptions?: Optional<{
    /** No effect. */
    enableResourceNameDnsAaaaRecord?: Optional<boolean>;
    /** No effect. */
    enableResourceNameDnsARecord?: Optional<boolean>;
    /** `ip-name` or `resource-name`; no effect. */
    hostnameType?: Optional<string>;
  }>;
  /** No effect but in the output: the root is the container's file system. */
  rootBlockDevice?: Optional<RootBlockDevice>;
  /** No effect, with a warning unless `true`: the cluster's network decides what it forwards. */
  sourceDestCheck?: Optional<boolean>;
  /** No effect: instances share the cluster's nodes. A change replaces the instance. */
  tenancy?: Optional<string>;
  /** No effect: claims have no tags. */
  volumeTags?: Tags;
}
