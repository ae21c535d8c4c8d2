import type * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";

/** A filter of AMIs: those whose field has one of the values. */
export interface GetAmiFilter {
  /** EC2's name of the field, such as `name`, `architecture` or `tag:Name`. */
  name: string;
  /** The values, of which one must match. `*` stands for any characters, `?` for one or none. */
  values: string[];
}

/** A {@link GetAmiFilter} whose parts may be outputs. */
export interface GetAmiFilterArgs {
  /** EC2's name of the field, such as `name`, `architecture` or `tag:Name`. */
  name: pulumi.Input<string>;
  /** The values, of which one must match. `*` stands for any characters, `?` for one or none. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** What `getAmi` looks for in the catalogue of AMIs. Without arguments, in all of it. */
export interface GetAmiArgs {
  /** No effect: in the catalogue, `mostRecent` needs no filter by owner. */
  allowUnsafeFilter?: boolean | undefined;
  /** `all` for public AMIs, `self` or an account for those shared with it: the ones of `ec2-pods:amiMap`. */
  executableUsers?: string[] | undefined;
  /** Filters, all of which must match. */
  filters?: GetAmiFilter[] | undefined;
  /** No effect: no AMI of the catalogue is deprecated. */
  includeDeprecated?: boolean | undefined;
  /**
   * Answers with the newest AMI if several match.
   *
   * @default false - the look-up fails if several match.
   */
  mostRecent?: boolean | undefined;
  /** A regular expression that the name must match. */
  nameRegex?: string | undefined;
  /** Account ids, `amazon`, `aws-marketplace` or `self`, of which one must be the owner. */
  owners?: string[] | undefined;
  /**
   * Region of the AMI, which is part of its id.
   *
   * @default - that of the option `provider`, else `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: string | undefined;
  /** No effect: it is in `GetAmiArgs` of `@pulumi/aws` as well. */
  tags?: Record<string, string> | undefined;
  /** No effect, and answered as it is. */
  uefiData?: string | undefined;
}

/** {@link GetAmiArgs} whose values may be outputs. */
export interface GetAmiOutputArgs {
  /** See {@link GetAmiArgs.allowUnsafeFilter}. */
  allowUnsafeFilter?: Optional<boolean>;
  /** See {@link GetAmiArgs.executableUsers}. */
  executableUsers?: Optional<pulumi.Input<string>[]>;
  /** See {@link GetAmiArgs.filters}. */
  filters?: Optional<pulumi.Input<GetAmiFilterArgs>[]>;
  /** See {@link GetAmiArgs.includeDeprecated}. */
  includeDeprecated?: Optional<boolean>;
  /** See {@link GetAmiArgs.mostRecent}. */
  mostRecent?: Optional<boolean>;
  /** See {@link GetAmiArgs.nameRegex}. */
  nameRegex?: Optional<string>;
  /** See {@link GetAmiArgs.owners}. */
  owners?: Optional<pulumi.Input<string>[]>;
  /** See {@link GetAmiArgs.region}. */
  region?: Optional<string>;
  /** See {@link GetAmiArgs.tags}. */
  tags?: Optional<Record<string, pulumi.Input<string>>>;
  /** See {@link GetAmiArgs.uefiData}. */
  uefiData?: Optional<string>;
}

/** A volume of the instances of an AMI. */
export interface GetAmiBlockDeviceMapping {
  /** Device name, such as `/dev/xvda`. */
  deviceName: string;
  /** EBS settings, as texts; their names are those of EC2's API, such as `volume_size`. */
  ebs: Record<string, string>;
  /** Empty: no device is left out. */
  noDevice: string;
  /** Empty: there are no instance stores. */
  virtualName: string;
}

/** A product of the AWS Marketplace that an AMI belongs to. */
export interface GetAmiProductCode {
  /** Id of the product. */
  productCodeId: string;
  /** `marketplace`. */
  productCodeType: string;
}

/** The AMI that `getAmi` found, and what was asked for. */
export interface GetAmiResult {
  /** `x86_64` or `arm64`. */
  readonly architecture: string;
  /** ARN of the AMI. */
  readonly arn: string;
  /** The root volume. */
  readonly blockDeviceMappings: GetAmiBlockDeviceMapping[];
  /** Boot mode, such as `uefi-preferred`; empty for the default one. */
  readonly bootMode: string;
  /** Day of the AMI's release; the time of day only orders AMIs of one day. */
  readonly creationDate: string;
  /** Empty: no AMI of the catalogue is deprecated. */
  readonly deprecationTime: string;
  /** Description, as its owner wrote it. */
  readonly description: string;
  /** Always true. */
  readonly enaSupport: boolean;
  /** Always `xen`, EC2's word for all hypervisors. */
  readonly hypervisor: string;
  /** Id of the AMI, which depends on its name and on the region alone. */
  readonly id: string;
  /** The same as `id`. */
  readonly imageId: string;
  /** Alias or id of the owner, and the name. */
  readonly imageLocation: string;
  /** `amazon` or `aws-marketplace`; empty for other owners. */
  readonly imageOwnerAlias: string;
  /** Always `machine`. */
  readonly imageType: string;
  /** `v2.0` if instances require tokens for their metadata. Here `metadataOptions` alone decides about that. */
  readonly imdsSupport: string;
  /** Always empty. */
  readonly kernelId: string;
  /** Always empty. */
  readonly lastLaunchedTime: string;
  /** Name of the AMI. */
  readonly name: string;
  /** Account of the owner. */
  readonly ownerId: string;
  /** `windows`, or empty. */
  readonly platform: string;
  /** Operating system as AWS bills it, such as `Linux/UNIX`. */
  readonly platformDetails: string;
  /** The product of the AWS Marketplace, if it is one. */
  readonly productCodes: GetAmiProductCode[];
  /** True for all but those of `ec2-pods:amiMap`. */
  readonly public: boolean;
  /** Always empty. */
  readonly ramdiskId: string;
  /** Device name of the root volume. */
  readonly rootDeviceName: string;
  /** Always `ebs`. */
  readonly rootDeviceType: string;
  /** Id of a snapshot that isn't there. */
  readonly rootSnapshotId: string;
  /** Always `simple`. */
  readonly sriovNetSupport: string;
  /** Always `available`. */
  readonly state: string;
  /** Always `UNSET`. */
  readonly stateReason: Record<string, string>;
  /** Always empty. */
  readonly tags: Record<string, string>;
  /** Always empty. */
  readonly tpmSupport: string;
  /** AWS's code for what is billed, such as `RunInstances`. */
  readonly usageOperation: string;
  /** `hvm` or `paravirtual`. */
  readonly virtualizationType: string;
  /** As asked for. */
  readonly allowUnsafeFilter?: boolean | undefined;
  /** As asked for. */
  readonly executableUsers?: string[] | undefined;
  /** As asked for. */
  readonly filters?: GetAmiFilter[] | undefined;
  /** As asked for. */
  readonly includeDeprecated?: boolean | undefined;
  /** As asked for. */
  readonly mostRecent?: boolean | undefined;
  /** As asked for. */
  readonly nameRegex?: string | undefined;
  /** As asked for. */
  readonly owners?: string[] | undefined;
  /** Region of the id. */
  readonly region: string;
  /** As asked for. */
  readonly uefiData?: string | undefined;
}

/** What an AMI is, whoever asks. */
export type AmiDescription = Omit<
  GetAmiResult,
  | "allowUnsafeFilter"
  | "executableUsers"
  | "filters"
  | "includeDeprecated"
  | "mostRecent"
  | "nameRegex"
  | "owners"
  | "region"
  | "uefiData"
>;

/** What `getAmiIds` looks for in the catalogue of AMIs. */
export interface GetAmiIdsArgs extends Pick<
  GetAmiArgs,
  "executableUsers" | "filters" | "includeDeprecated" | "nameRegex" | "region"
> {
  /** Account ids, `amazon`, `aws-marketplace` or `self`, of which one must be the owner. */
  owners: string[];
  /**
   * Lists the oldest first.
   *
   * @default false - the newest first.
   */
  sortAscending?: boolean | undefined;
}

/** {@link GetAmiIdsArgs} whose values may be outputs. */
export interface GetAmiIdsOutputArgs extends Pick<
  GetAmiOutputArgs,
  "executableUsers" | "filters" | "includeDeprecated" | "nameRegex" | "region"
> {
  /** See {@link GetAmiIdsArgs.owners}. */
  owners: pulumi.Input<pulumi.Input<string>[]>;
  /** See {@link GetAmiIdsArgs.sortAscending}. */
  sortAscending?: Optional<boolean>;
}

/** The AMIs that `getAmiIds` found, and what was asked for. */
export interface GetAmiIdsResult {
  /** As asked for. */
  readonly executableUsers?: string[] | undefined;
  /** As asked for. */
  readonly filters?: GetAmiFilter[] | undefined;
  /** A number made of what was asked for. */
  readonly id: string;
  /** Ids of the AMIs, the newest first unless `sortAscending` is set. */
  readonly ids: string[];
  /** As asked for. */
  readonly includeDeprecated?: boolean | undefined;
  /** As asked for. */
  readonly nameRegex?: string | undefined;
  /** As asked for. */
  readonly owners: string[];
  /** Region of the ids. */
  readonly region: string;
  /** As asked for. */
  readonly sortAscending?: boolean | undefined;
}
