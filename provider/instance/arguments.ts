import {
  boolean,
  type Check,
  duration,
  matching,
  namespace,
  oneOf,
  record,
  region,
  secretString,
  string,
  tags,
  wholeNumber,
} from "../common/checks";
import { userDataFailures } from "../user-data/user-data";
import { blockDevices, deviceName } from "./block-devices";
import { instanceTypeFailure, resourceModes } from "./instance-types";
import { securityGroupIds } from "./membership";

/** How a change of a property reaches the instance. */
export type Effect = "live" | "recreate" | "replace";

/** Everything there is to say about one argument of an instance. */
export interface Argument {
  /** `accepted`: no effect, with a warning. `rejected`: an error of `check`. */
  support: "works" | "accepted" | "rejected";
  /** What it does; if accepted, why it has no effect; if rejected, why, and the fix as an imperative. */
  note: string;
  /** What a change does; absent for rejected arguments and for fields, which share that of their block. */
  effect?: Effect;
  /** Checks a value that is present and known. */
  check?: Check;
  /** Values that ask for nothing. They and their parts are accepted silently, as are absent and empty values. */
  harmless?: readonly unknown[];
  /** The fields of a block, which are judged in its place. */
  fields?: Readonly<Record<string, Argument>>;
  /** Pulumi stores it encrypted, whether the program says so or not. */
  secret?: true;
}

type Details = Pick<Argument, "check" | "fields" | "secret">;

const works = <D extends Details>(effect: Effect, note: string, details?: D) => ({
  support: "works" as const,
  effect,
  note,
  ...(details as D),
});
const accepted = <H extends unknown[]>(effect: Effect, note: string, ...harmless: H) => ({
  support: "accepted" as const,
  effect,
  note,
  harmless,
});
const rejected = <H extends unknown[]>(note: string, ...harmless: H) => ({
  support: "rejected" as const,
  note,
  harmless,
});

const addresses = "the cluster assigns a Pod's addresses. Remove it";
const dedicatedHosts = "there are no dedicated hosts. Remove it";
const encryption = "the StorageClass controls encryption";
const interfaces = "a Pod has one interface, created by the cluster. Remove it";
const interfaceGroups = `${interfaces}, and list its groups in vpcSecurityGroupIds`;
const placement = "Kubernetes chooses the node, without regard to other instances. Remove it";
const speed = "the StorageClass controls speed";

const instanceType: Check = (value, fail) =>
  value === ""
    ? fail("", 'is "". Name an EC2 type, for example "t3.micro"')
    : string(instanceTypeFailure)(value, fail);
const profileName = matching(
  /^[\w+=,.@-]{1,128}$/,
  'the name of an instance profile. Use the profile\'s "name" output',
);
const userData = (key: "userData" | "userDataBase64"): Check =>
  secretString((text) => userDataFailures(key, text));

/** Every argument of `aws.ec2.InstanceArgs` in @pulumi/aws 7.48.0. */
export const awsArguments = {
  ami: works(
    "replace",
    "AMI id, container image that has `sh`, or a name that `ec2-pods:amiMap` maps to one",
  ),
  associatePublicIpAddress: accepted(
    "replace",
    "a Pod has no public address; use `ec2-pods port-forward`",
    false,
  ),
  availabilityZone: works("replace", "shown in metadata and outputs; selects no node", {
    check: matching(
      /^[a-z]{2}(-[a-z]+)+-\d+(-[a-z]+-\d+)?[a-z]$/,
      'an availability zone. Use a name like "us-east-1a"',
    ),
  }),
  capacityReservationSpecification: rejected(
    "a cluster has no capacity reservations. Remove it",
    { capacityReservationPreference: "open" },
    { capacityReservationPreference: "none" },
  ),
  cpuOptions: rejected(
    "the instance type alone sets the CPU. Remove it, and choose instanceType by its vCPUs",
    { amdSevSnp: "disabled", nestedVirtualization: "disabled" },
  ),
  creditSpecification: accepted("live", "a container neither earns nor spends CPU credits"),
  disableApiStop: works("live", "stop protection", { check: boolean }),
  disableApiTermination: works("live", "termination protection", { check: boolean }),
  ebsBlockDevices: works("replace", "PersistentVolumeClaims, mounted on `/mnt/sdf` and so on", {
    check: blockDevices,
    fields: {
      deleteOnTermination: {
        support: "works",
        note: "`false` keeps the claim when the instance is deleted",
        check: boolean,
      },
      deviceName: { support: "works", note: "names the claim and its mount path", check: deviceName },
      encrypted: { support: "accepted", note: encryption, harmless: [false] },
      iops: { support: "accepted", note: speed },
      kmsKeyId: { support: "accepted", note: encryption },
      snapshotId: {
        support: "rejected",
        note: "a claim starts empty. Remove it, and fill the volume in userData",
      },
      tags: { support: "accepted", note: "claims have no tags" },
      tagsAll: { support: "accepted", note: "claims have no tags" },
      throughput: { support: "accepted", note: speed },
      volumeId: { support: "rejected", note: "a new volume gets its id at creation. Remove it" },
      volumeSize: {
        support: "works",
        note: "size of the claim in GiB",
        check: wholeNumber(1, 65_536, "whole GiB"),
      },
      volumeType: { support: "accepted", note: "the cluster's default StorageClass is used" },
    },
  }),
  ebsOptimized: accepted("replace", "volumes have no bandwidth of their own", false),
  enablePrimaryIpv6: rejected(addresses, false),
  enclaveOptions: rejected("a container can't start Nitro Enclaves. Remove it", { enabled: false }),
  ephemeralBlockDevices: rejected(
    "there are no instance store volumes. Remove it, and write to the container's file system or to ebsBlockDevices",
  ),
  forceDestroy: works("live", "deletes in spite of `disableApiTermination`", { check: boolean }),
  getPasswordData: rejected("there is no Windows password. Remove it", false),
  hibernation: rejected("a stopped instance keeps no memory. Remove it", false),
  hostId: rejected(dedicatedHosts),
  hostResourceGroupArn: rejected(dedicatedHosts),
  iamInstanceProfile: works(
    "live",
    "the role whose credentials metadata serves, if `ec2-pods:credentials` is set",
    {
      check: profileName,
    },
  ),
  instanceInitiatedShutdownBehavior: accepted(
    "live",
    "an instance that shuts itself down is stopped, not terminated",
    "stop",
  ),
  instanceMarketOptions: rejected("there is no spot market. Remove it"),
  instanceType: works("recreate", "CPU and memory of the container, architecture of the node", {
    check: instanceType,
  }),
  ipv6AddressCount: rejected(addresses, 0),
  ipv6Addresses: rejected(addresses),
  keyName: accepted("replace", "there is no SSH server; use `ec2-pods exec`"),
  launchTemplate: rejected("launch templates aren't read. Remove it, and pass its settings as arguments"),
  maintenanceOptions: accepted("live", "Kubernetes keeps the instance up by its own rules", {
    autoRecovery: "default",
  }),
  metadataOptions: works("live", "options of the metadata service (IMDSv1 and IMDSv2)", {
    check: record('{ httpTokens: "required" }', {}),
    fields: {
      httpEndpoint: {
        support: "works",
        note: "`disabled` turns the service off",
        check: oneOf("enabled", "disabled"),
      },
      httpProtocolIpv6: {
        support: "accepted",
        note: "the service has no IPv6 address",
        check: oneOf("enabled", "disabled"),
        harmless: ["disabled"],
      },
      httpPutResponseHopLimit: {
        support: "accepted",
        note: "the service is one hop away",
        check: wholeNumber(1, 64),
        harmless: [1],
      },
      httpTokens: {
        support: "works",
        note: "`required` rejects requests without a token",
        check: oneOf("optional", "required"),
      },
      instanceMetadataTags: {
        support: "works",
        note: "`enabled` serves the tags",
        check: oneOf("enabled", "disabled"),
      },
    },
  }),
  monitoring: accepted("live", "there is no CloudWatch; use `kubectl top`", false),
  networkInterfaces: rejected(interfaceGroups),
  placementGroup: rejected(placement),
  placementGroupId: rejected(placement),
  placementPartitionNumber: rejected(placement),
  primaryNetworkInterface: rejected(interfaceGroups),
  privateDnsNameOptions: rejected("the cluster assigns DNS names. Remove it", {
    hostnameType: "ip-name",
    enableResourceNameDnsARecord: false,
    enableResourceNameDnsAaaaRecord: false,
  }),
  privateIp: rejected("the cluster assigns a Pod's address. Remove it, and use the privateIp output"),
  region: works("replace", "shown in the ARN, the zone and metadata", { check: region }),
  rootBlockDevice: accepted("live", "the root is the container's file system"),
  secondaryNetworkInterfaces: rejected(interfaces),
  secondaryPrivateIps: rejected("a Pod has one address. Remove it"),
  securityGroups: rejected("an instance joins groups by id. List their ids in vpcSecurityGroupIds"),
  sourceDestCheck: accepted("live", "the cluster's network decides what it forwards", true),
  subnetId: accepted("replace", "the cluster's network assigns addresses"),
  tags: works("live", "kept in an annotation; reserved tags configure the Pod", { check: tags }),
  tenancy: rejected("instances share the cluster's nodes. Remove it", "default"),
  userData: works("recreate", "script, `#cloud-config` or MIME multipart; runs at the first boot only", {
    check: userData("userData"),
    secret: true,
  }),
  userDataBase64: works("recreate", "`userData` in base64, gzip included", {
    check: userData("userDataBase64"),
    secret: true,
  }),
  userDataReplaceOnChange: works("live", "a change of the user data replaces", { check: boolean }),
  volumeTags: accepted("live", "claims have no tags"),
  vpcSecurityGroupIds: works("live", "groups of this package; none means the stack's `default` group", {
    check: securityGroupIds,
  }),
} as const satisfies Readonly<Record<string, Argument>>;

/** The arguments that this package adds. */
export const ownArguments = {
  adopt: works("live", "id of an instance that no state tracks, adopted by the first `up`", {
    check: matching(/^i-[0-9a-f]{17}$/, 'an instance id. Use the form "i-0123456789abcdef0"'),
  }),
  context: works("replace", "context in the kubeconfig", { check: string() }),
  getConsoleOutput: works("live", "fills the output `consoleOutput`", { check: boolean }),
  instanceState: works("recreate", "`running` or `stopped`, which has no Pod and keeps the instance id", {
    check: oneOf("running", "stopped"),
  }),
  keepOnFailure: works("live", "keeps the Pod of a failed create; the next `up` continues with it", {
    check: boolean,
  }),
  kubeconfig: works("live", "path or contents of a kubeconfig; must lead to the same cluster", {
    check: secretString(),
    secret: true,
  }),
  namespace: works("replace", "namespace of the Pod", { check: namespace }),
  rebootTrigger: works("recreate", "any string; its change reboots the instance", { check: string() }),
  resourceMode: works("live", "`limits`, `requests` or `none`; changed resources re-create the Pod", {
    check: oneOf(...resourceModes),
  }),
  timeouts: works("live", "`{ create, update, delete }`, 90 s each", {
    check: record('{ create: "90s" }', {}),
    fields: {
      create: { support: "works", note: "longest wait of a create", check: duration },
      delete: { support: "works", note: "longest wait of a delete", check: duration },
      update: { support: "works", note: "longest wait of an update", check: duration },
    },
  }),
  waitForUserData: works("live", "`up` waits for the user data, and fails with its output if it fails", {
    check: boolean,
  }),
} as const satisfies Readonly<Record<string, Argument>>;

/** The one table of an instance's arguments. The diff, the checks and the pages read it. */
export const instanceArguments: Readonly<Record<string, Argument>> = { ...awsArguments, ...ownArguments };

/** Names of the arguments that Pulumi stores encrypted. */
export const secretInputs: readonly string[] = Object.entries(instanceArguments)
  .filter(([, { secret }]) => secret)
  .map(([name]) => name);
