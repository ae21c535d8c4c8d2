/** A capacity reservation of EC2. */
export interface CapacityReservationSpecification {
  /** `open` or `none`. */
  capacityReservationPreference?: string;
  /** The reservation of the argument. */
  capacityReservationTarget?: {
    /** Id of a reservation. */
    capacityReservationId?: string;
    /** ARN of a group of reservations. */
    capacityReservationResourceGroupArn?: string;
  };
}

/** The CPU of an instance type. */
export interface CpuOptions {
  /** The argument, or empty. */
  amdSevSnp: string;
  /** Number of cores. */
  coreCount: number;
  /** The argument, or empty. */
  nestedVirtualization: string;
  /** Threads of each core. */
  threadsPerCore: number;
}

/** How a burstable type spends CPU credits on EC2. */
export interface CreditSpecification {
  /** `standard` or `unlimited`. */
  cpuCredits?: string;
}

/** Nitro Enclaves of an instance. */
export interface EnclaveOptions {
  /** The argument, or false. */
  enabled: boolean;
}

/** An instance store volume. */
export interface EphemeralBlockDevice {
  /** Name of the device. */
  deviceName: string;
  /** Suppresses the device. */
  noDevice?: boolean;
  /** Name of the volume. */
  virtualName?: string;
}

/** The root volume of an instance, as EC2 would have it. */
export interface RootBlockDeviceOutput {
  /** Whether EC2 deletes the volume with the instance. */
  deleteOnTermination?: boolean;
  /** The argument, or `/dev/xvda`. */
  deviceName: string;
  /** The argument, or false. */
  encrypted: boolean;
  /** The argument, or that of the volume type. */
  iops: number;
  /** The argument, or empty. */
  kmsKeyId: string;
  /** The argument. */
  tags?: Record<string, string>;
  /** The same as `tags`. */
  tagsAll: Record<string, string>;
  /** The argument in MiB per second, or that of the volume type. */
  throughput: number;
  /** Id of the volume, `vol-…`. */
  volumeId: string;
  /** The argument in GiB, or 8. */
  volumeSize: number;
  /** The argument, or `gp3`. */
  volumeType: string;
}

/** A volume beside the root. */
export interface EbsBlockDeviceOutput extends RootBlockDeviceOutput {
  /** Empty: a volume starts empty. */
  snapshotId: string;
}

/** How an instance is paid for on EC2. */
export interface InstanceMarketOptions {
  /** `spot`, or another market. */
  marketType: string;
  /** Options of the spot request. */
  spotOptions: {
    /** `hibernate`, `stop` or `terminate`. */
    instanceInterruptionBehavior: string;
    /** The highest price in USD for an hour. */
    maxPrice: string;
    /** `one-time` or `persistent`. */
    spotInstanceType: string;
    /** When the request ends. */
    validUntil: string;
  };
}

/** The launch template of an instance. */
export interface LaunchTemplateOutput {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** The version that the program names. */
  version?: string;
}

/** What EC2 does if the hardware of an instance fails. */
export interface MaintenanceOptions {
  /** `default` or `disabled`. */
  autoRecovery: string;
}

/** Options of the metadata service. */
export interface MetadataOptionsOutput {
  /** `enabled` or `disabled`. */
  httpEndpoint?: string;
  /** `enabled` or `disabled`. */
  httpProtocolIpv6?: string;
  /** The argument, or 1. */
  httpPutResponseHopLimit: number;
  /** `optional` or `required`. */
  httpTokens: string;
  /** `enabled` or `disabled`. */
  instanceMetadataTags: string;
}

/** The primary network interface of an instance. */
export interface PrimaryNetworkInterfaceOutput {
  /** Whether EC2 deletes the interface with the instance. */
  deleteOnTermination: boolean;
  /** Its id, `eni-…`. */
  networkInterfaceId: string;
}

/** A network interface of the argument. */
export interface NetworkInterfaceOutput {
  /** Whether EC2 deletes the interface with the instance. */
  deleteOnTermination?: boolean;
  /** 0. */
  deviceIndex: number;
  /** The argument. */
  networkCardIndex?: number;
  /** Its id, `eni-…`. */
  networkInterfaceId: string;
}

/** The host name of an instance on EC2. */
export interface PrivateDnsNameOptions {
  /** The argument, or false. */
  enableResourceNameDnsARecord: boolean;
  /** The argument, or false. */
  enableResourceNameDnsAaaaRecord: boolean;
  /** `ip-name` or `resource-name`. */
  hostnameType: string;
}

/** A secondary network interface; a Pod has none. */
export interface SecondaryNetworkInterface {
  /** Whether EC2 deletes the interface with the instance. */
  deleteOnTermination?: boolean;
  /** Its index. */
  deviceIndex?: number;
  /** Its type. */
  interfaceType?: string;
  /** Its hardware address. */
  macAddress: string;
  /** Index of its card. */
  networkCardIndex: number;
  /** Number of its private addresses. */
  privateIpAddressCount?: number;
  /** Its private addresses. */
  privateIpAddresses: string[];
  /** Its id. */
  secondaryInterfaceId: string;
  /** Id of its network. */
  secondaryNetworkId: string;
  /** Id of its subnet. */
  secondarySubnetId: string;
  /** Whether it drops what isn't addressed to it. */
  sourceDestCheck: boolean;
  /** Its status. */
  status: string;
}
