import {
  boolean,
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
import type { Check } from "../common/checks";
import { inTypes } from "../common/convert";
import { mayBeSecret } from "../common/text";
import { isRecord } from "../common/values";
import { userDataFailures } from "../user-data/user-data";
import { accepted, rejected, warned, works } from "./argument";
import type { Argument } from "./argument";
import { argumentTypes } from "./argument-types";
import { blockDeviceName, blockDevices } from "./block-devices";
import { instanceTypeFailure, resourceModes } from "./instance-types";
import { launchTemplate } from "./launch-template";
import { securityGroupIds, securityGroups } from "./membership";
import { deviceIndex, networkInterfaces, subnetId } from "./network-place";

const addresses = "the cluster assigns a Pod's addresses";
const encryption = "the StorageClass controls encryption";
const capacity = "a cluster has no hosts, reservations or spot market of EC2";
const placement = "Kubernetes chooses the node, without regard to other instances";
const speed = "the StorageClass controls speed";

const instanceType: Check = (value, fail) =>
  value === ""
    ? fail("", 'is "". Name an EC2 type, for example "t3.micro"')
    : string(instanceTypeFailure)(value, fail);
const profileName = matching(
  /^[\w+=,.@-]{1,128}$/,
  'the name of an instance profile. Use the profile\'s "name" output',
);
const userData =
  (key: "userData" | "userDataBase64"): Check =>
  (value, fail) => {
    if (value !== "") secretString((text) => userDataFailures(key, text))(value, fail);
  };

/** Every argument of `aws.ec2.InstanceArgs` in @pulumi/aws 7.48.0. */
export const awsArguments = {
  ami: works(
    "replace",
    "AMI id, container image that has `sh`, or a name that `ec2-pods:amiMap` maps to one",
  ),
  associatePublicIpAddress: works("replace", "whether there is a `publicIp`, whatever the subnet says", {
    check: boolean,
  }),
  availabilityZone: works("replace", "shown in metadata and outputs; selects no node", {
    check: matching(
      /^[a-z]{2}(-[a-z]+)+-\d+(-[a-z]+-\d+)?[a-z]$/,
      'an availability zone. Use a name like "us-east-1a"',
    ),
  }),
  capacityReservationSpecification: accepted("live", capacity),
  cpuOptions: accepted("replace", "the instance type alone sets the CPU"),
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
      deviceName: {
        support: "works",
        note: "names the claim and its mount path; `/dev/xvda` or `/dev/sda1` is the root disk, as `rootBlockDevice`",
        check: blockDeviceName,
      },
      encrypted: { support: "accepted", note: encryption },
      iops: { support: "accepted", note: speed },
      kmsKeyId: { support: "accepted", note: encryption },
      snapshotId: {
        support: "rejected",
        note: "a claim of an instance starts empty. Remove it, and attach a Volume that has it",
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
  ebsOptimized: accepted("replace", "volumes have no bandwidth of their own"),
  enablePrimaryIpv6: warned("live", addresses, false),
  enclaveOptions: warned("replace", "a container can't start Nitro Enclaves", { enabled: false }),
  ephemeralBlockDevices: accepted(
    "replace",
    "the device is left out, as on an instance type without instance store volumes",
  ),
  forceDestroy: works("live", "deletes in spite of `disableApiTermination`", { check: boolean }),
  getPasswordData: warned("live", "there is no Windows password; `passwordData` is empty", false),
  hibernation: accepted("replace", "a stopped instance keeps no memory"),
  hostId: accepted("replace", capacity),
  hostResourceGroupArn: accepted("replace", capacity),
  iamInstanceProfile: works(
    "live",
    "the role whose credentials metadata serves, if `ec2-pods:credentials` is set",
    {
      check: profileName,
    },
  ),
  instanceInitiatedShutdownBehavior: works(
    "live",
    "what the next refresh finds after a shutdown from inside: a stopped instance, or none",
    { check: oneOf("stop", "terminate") },
  ),
  instanceMarketOptions: accepted("replace", capacity),
  instanceType: works("restart", "CPU and memory of the container, architecture of the node", {
    check: instanceType,
  }),
  ipv6AddressCount: warned("replace", addresses, 0),
  ipv6Addresses: rejected(`${addresses}. Remove it`),
  keyName: works("replace", "the key pair in the stack that lets you in", {
    check: matching(/^/, "the name of a key pair"),
  }),
  launchTemplate: works(
    "replace",
    "fills in the arguments that the instance leaves out; read once, at its creation",
    {
      check: launchTemplate,
      fields: {
        id: { support: "works", note: "id of a LaunchTemplate of the program", check: string() },
        name: { support: "works", note: "its name, instead of the id", check: string() },
        version: {
          support: "works",
          note: "its data is the latest, whatever the version",
          check: string(),
        },
      },
    },
  ),
  maintenanceOptions: works("live", "whether the node restarts the instance after a crash", {
    check: record('{ autoRecovery: "disabled" }', {}),
    fields: {
      autoRecovery: {
        support: "works",
        note: "`disabled` restarts nothing; a change reaches the next Pod",
        check: oneOf("default", "disabled"),
      },
    },
  }),
  metadataOptions: works("live", "options of the metadata service (IMDSv1 and IMDSv2)", {
    check: record('{ httpTokens: "required" }', {}),
    fields: {
      httpEndpoint: {
        support: "works",
        note: "`disabled` makes the service answer 403",
        check: oneOf("enabled", "disabled"),
      },
      httpProtocolIpv6: {
        support: "accepted",
        note: "the service has no IPv6 address",
        check: oneOf("enabled", "disabled"),
      },
      httpPutResponseHopLimit: {
        support: "accepted",
        note: "the service is one hop away",
        check: wholeNumber(1, 64),
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
  monitoring: accepted("live", "there is no CloudWatch; use `kubectl top`"),
  networkInterfaces: works("replace", "one NetworkInterface at `deviceIndex` 0, for its subnet and groups", {
    check: networkInterfaces,
    fields: {
      deleteOnTermination: { support: "accepted", note: "a NetworkInterface has a life of its own" },
      deviceIndex: { support: "works", note: "0", check: deviceIndex },
      networkCardIndex: { support: "accepted", note: "a Pod has one interface" },
      networkInterfaceId: { support: "works", note: "id of the NetworkInterface", check: string() },
    },
  }),
  placementGroup: accepted("replace", placement),
  placementGroupId: accepted("replace", placement),
  placementPartitionNumber: accepted("replace", placement),
  primaryNetworkInterface: works("replace", "a NetworkInterface, for its subnet and groups", {
    check: record('{ networkInterfaceId: "eni-…" }', {}),
    fields: {
      deleteOnTermination: { support: "accepted", note: "a NetworkInterface has a life of its own" },
      networkInterfaceId: { support: "works", note: "id of the NetworkInterface", check: string() },
    },
  }),
  privateDnsNameOptions: accepted("live", "names always have the form of resource names"),
  privateIp: rejected(
    "the cluster assigns a Pod's address, and what refers to this one would reach nothing. Remove it, and pass on the privateIp output",
  ),
  region: works("replace", "shown in the ARN, the zone and metadata", { check: region }),
  rootBlockDevice: accepted("live", "the root is the container's file system", {
    fields: {
      deleteOnTermination: { support: "warned", note: "the root ends with its Pod", harmless: [true] },
      deviceName: { support: "accepted", note: "the root has no device" },
      encrypted: { support: "accepted", note: "the node's disk holds the root" },
      iops: { support: "accepted", note: "the node's disk holds the root" },
      kmsKeyId: { support: "accepted", note: "the node's disk holds the root" },
      tags: { support: "accepted", note: "the root has no tags" },
      tagsAll: { support: "accepted", note: "the root has no tags" },
      throughput: { support: "accepted", note: "the node's disk holds the root" },
      volumeId: { support: "accepted", note: "the root has no id" },
      volumeSize: { support: "accepted", note: "the node's disk limits the root" },
      volumeType: { support: "accepted", note: "the node's disk holds the root" },
    },
  }),
  secondaryNetworkInterfaces: rejected("a Pod has one interface. Remove it"),
  secondaryPrivateIps: rejected("a Pod has one address. Remove it"),
  securityGroups: works("live", "names or ids of groups, in addition to `vpcSecurityGroupIds`", {
    check: securityGroups,
  }),
  sourceDestCheck: warned("live", "the cluster's network decides what it forwards", true),
  subnetId: works("replace", "its zone, and whether the instance has a public address", {
    check: subnetId,
  }),
  tags: works("live", "kept in an annotation; reserved tags configure the Pod", { check: tags }),
  tenancy: accepted("replace", capacity),
  userData: works("restart", "script, `#cloud-config` or MIME multipart; runs once for each disk", {
    check: userData("userData"),
  }),
  userDataBase64: works("restart", "`userData` in base64, gzip included", {
    check: userData("userDataBase64"),
  }),
  userDataReplaceOnChange: works("live", "a change of the user data replaces", { check: boolean }),
  volumeTags: accepted("live", "claims have no tags"),
  vpcSecurityGroupIds: works("live", "groups of this package; none means the `default` group of the VPC", {
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
  instanceState: works("restart", "`running` or `stopped`; the Pod, its address and its disk stay", {
    check: oneOf("running", "stopped"),
  }),
  keepOnFailure: works("live", "keeps the Pod of a failed create; the next `up` continues with it", {
    check: boolean,
  }),
  kubeconfig: works("live", "path or contents of a kubeconfig; must lead to the same cluster", {
    check: secretString(),
  }),
  namespace: works("replace", "namespace of the Pod", { check: namespace }),
  rebootTrigger: works("restart", "any string; its change reboots the instance", { check: string() }),
  resourceMode: works(
    "live",
    "`limits`, `requests` or `none`; a change from or to `none` re-creates the Pod",
    {
      check: oneOf(...resourceModes),
    },
  ),
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

/** Names of the arguments that no message shows. */
export const secretInputs: readonly string[] = Object.keys(instanceArguments).filter(mayBeSecret);

const required = ["ami", "instanceType"];

/**
 * An argument as AWS's provider takes it: in its type, and an empty text is none wherever it doesn't need one, also in a
 * block.
 */
export function asTaken(key: string, given: unknown): unknown {
  if (!Object.hasOwn(instanceArguments, key)) return given;
  const { [key]: value } = inTypes({ [key]: given }, argumentTypes);
  if (!(key in awsArguments)) return value;
  if (value === "") return required.includes(key) ? value : undefined;
  const { fields = {} } = instanceArguments[key] ?? {};
  const block = (part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).filter(([field, item]) => item !== "" || !(field in fields)))
      : part;
  return Array.isArray(value) ? value.map(block) : block(value);
}
