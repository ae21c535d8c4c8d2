import type { Fail, InputFailure } from "../common/errors";
import { suggestion } from "../common/text";
import { containsUnknown, isUnknown, sameValue } from "../common/values";

/** What this package does with an argument of `aws.ec2.Instance`. */
export interface AwsArgument {
  /** `accepted`: taken without effect, with a warning. `refused`: an error of `check`. */
  support: "works" | "accepted" | "refused";
  /** What it does; of an accepted one, why it does nothing; of a refused one, why, and the fix as an imperative. */
  note: string;
  /** Values that ask for nothing and are taken silently, as are parts of them, and absent and empty ones. */
  harmless?: readonly unknown[];
  /** The same for each field of a block; they are judged in place of the block. */
  fields?: Readonly<Record<string, AwsArgument>>;
}

const oneInterface = "a Pod has one interface, made by the cluster.";
const noPlacement = "Kubernetes chooses the node, without regard to other instances.";

/** Every argument of `aws.ec2.InstanceArgs` in @pulumi/aws 7.48.0. */
export const awsArguments = {
  ami: { support: "works", note: "the container image, which needs `sh`; a change replaces" },
  associatePublicIpAddress: {
    support: "accepted",
    note: "a Pod has no public address; reach it with `kubectl port-forward`",
    harmless: [false],
  },
  availabilityZone: {
    support: "works",
    note: "shown in instance metadata and outputs; it chooses no node; a change replaces",
  },
  capacityReservationSpecification: {
    support: "refused",
    note: "a cluster has no capacity reservations. Remove it",
    harmless: [{ capacityReservationPreference: "open" }, { capacityReservationPreference: "none" }],
  },
  cpuOptions: {
    support: "refused",
    note: "the instance type alone decides about the CPU. Remove it, and choose instanceType by its vCPUs",
    harmless: [{ amdSevSnp: "disabled", nestedVirtualization: "disabled" }],
  },
  creditSpecification: { support: "accepted", note: "a container neither earns nor spends CPU credits" },
  disableApiStop: { support: "works", note: "refuses to stop the instance; a change is live" },
  disableApiTermination: { support: "works", note: "refuses to delete the instance; a change is live" },
  ebsBlockDevices: {
    support: "works",
    note: "each device is a PersistentVolumeClaim; a change replaces",
    fields: {
      deleteOnTermination: { support: "works", note: "`false` keeps the claim when the instance is deleted" },
      deviceName: { support: "works", note: "names the claim and the place where it is mounted" },
      encrypted: {
        support: "accepted",
        note: "the StorageClass decides about encryption",
        harmless: [false],
      },
      iops: { support: "accepted", note: "the StorageClass decides about speed" },
      kmsKeyId: { support: "accepted", note: "the StorageClass decides about encryption" },
      snapshotId: {
        support: "refused",
        note: "a claim starts empty. Remove it, and fill the volume in userData",
      },
      tags: { support: "accepted", note: "claims have no tags" },
      tagsAll: { support: "accepted", note: "claims have no tags" },
      throughput: { support: "accepted", note: "the StorageClass decides about speed" },
      volumeId: { support: "refused", note: "a new volume gets its id when it is made. Remove it" },
      volumeSize: { support: "works", note: "GiB that the claim asks for" },
      volumeType: { support: "accepted", note: "the cluster's default StorageClass is taken" },
    },
  },
  ebsOptimized: {
    support: "accepted",
    note: "no traffic to volumes is kept apart",
    harmless: [false],
  },
  enablePrimaryIpv6: {
    support: "refused",
    note: "the cluster decides about a Pod's addresses. Remove it",
    harmless: [false],
  },
  enclaveOptions: {
    support: "refused",
    note: "a container can't start Nitro Enclaves. Remove it",
    harmless: [{ enabled: false }],
  },
  ephemeralBlockDevices: {
    support: "refused",
    note: "no instance store volumes are made. Remove it, and write to the container's file system or to ebsBlockDevices",
  },
  forceDestroy: {
    support: "works",
    note: "deletes in spite of `disableApiTermination`; a change is live",
  },
  getPasswordData: {
    support: "refused",
    note: "there is no Windows password to wait for. Remove it",
    harmless: [false],
  },
  hibernation: {
    support: "refused",
    note: "a stopped instance keeps no memory. Remove it",
    harmless: [false],
  },
  hostId: { support: "refused", note: "there are no dedicated hosts. Remove it" },
  hostResourceGroupArn: { support: "refused", note: "there are no dedicated hosts. Remove it" },
  iamInstanceProfile: {
    support: "accepted",
    note: "instance metadata serves no credentials; calls to AWS from the instance fail",
  },
  instanceInitiatedShutdownBehavior: {
    support: "accepted",
    note: "an instance that shuts itself down is stopped, not terminated",
    harmless: ["stop"],
  },
  instanceMarketOptions: {
    support: "refused",
    note: "there is no spot market, and nothing interrupts a Pod for its price. Remove it",
  },
  instanceType: { support: "works", note: "sizes the container; a change recreates the Pod" },
  ipv6AddressCount: {
    support: "refused",
    note: "the cluster decides about a Pod's addresses. Remove it",
    harmless: [0],
  },
  ipv6Addresses: { support: "refused", note: "the cluster decides about a Pod's addresses. Remove it" },
  keyName: { support: "accepted", note: "nothing logs in by SSH; use `kubectl exec`" },
  launchTemplate: {
    support: "refused",
    note: "the template is not read. Remove it, and give its settings as arguments",
  },
  maintenanceOptions: {
    support: "accepted",
    note: "Kubernetes keeps the instance up by its own rules",
    harmless: [{ autoRecovery: "default" }],
  },
  metadataOptions: {
    support: "works",
    note: "rules of the instance metadata service; a change is live",
    fields: {
      httpEndpoint: { support: "works", note: "`disabled` turns the service off" },
      httpProtocolIpv6: {
        support: "accepted",
        note: "the service has no IPv6 address",
        harmless: ["disabled"],
      },
      httpPutResponseHopLimit: {
        support: "accepted",
        note: "the service is one hop away",
        harmless: [1],
      },
      httpTokens: { support: "works", note: "`required` refuses requests without a token" },
      instanceMetadataTags: { support: "works", note: "`enabled` serves the tags" },
    },
  },
  monitoring: { support: "accepted", note: "there is no CloudWatch; use `kubectl top`", harmless: [false] },
  networkInterfaces: {
    support: "refused",
    note: `${oneInterface} Remove it, and give its groups as vpcSecurityGroupIds`,
  },
  placementGroup: { support: "refused", note: `${noPlacement} Remove it` },
  placementGroupId: { support: "refused", note: `${noPlacement} Remove it` },
  placementPartitionNumber: { support: "refused", note: `${noPlacement} Remove it` },
  primaryNetworkInterface: {
    support: "refused",
    note: `${oneInterface} Remove it, and give its groups as vpcSecurityGroupIds`,
  },
  privateDnsNameOptions: {
    support: "refused",
    note: "the cluster decides about names. Remove it",
    harmless: [
      {
        hostnameType: "ip-name",
        enableResourceNameDnsARecord: false,
        enableResourceNameDnsAaaaRecord: false,
      },
    ],
  },
  privateIp: {
    support: "refused",
    note: "a Pod's address is the cluster's choice. Remove it, and use the privateIp output",
  },
  region: { support: "works", note: "shown in the ARN, the zone and instance metadata; a change replaces" },
  rootBlockDevice: { support: "accepted", note: "the root is the container's file system" },
  secondaryNetworkInterfaces: { support: "refused", note: `${oneInterface} Remove it` },
  secondaryPrivateIps: { support: "refused", note: "a Pod has one address. Remove it" },
  securityGroups: {
    support: "refused",
    note: "group names are those of EC2-Classic. Give ids as vpcSecurityGroupIds",
  },
  sourceDestCheck: {
    support: "accepted",
    note: "the cluster's network decides what it forwards",
    harmless: [true],
  },
  subnetId: { support: "accepted", note: "Pods get their addresses from the cluster's network" },
  tags: { support: "works", note: "kept in an annotation; a change is live" },
  tenancy: {
    support: "refused",
    note: "instances share the cluster's nodes. Remove it",
    harmless: ["default"],
  },
  userData: {
    support: "works",
    note: "runs at the first boot; a change recreates the Pod without running it again",
  },
  userDataBase64: { support: "works", note: "`userData` in base64" },
  userDataReplaceOnChange: { support: "works", note: "then a change of the user data replaces" },
  volumeTags: { support: "accepted", note: "claims have no tags" },
  vpcSecurityGroupIds: {
    support: "works",
    note: "the groups, which are NetworkPolicies; none: the stack's `default` group; a change is live",
  },
} as const satisfies Readonly<Record<string, AwsArgument>>;

/** What of the arguments is refused, and what is without effect; `own` are this package's additional names. */
export function unsupportedArguments(
  args: Record<string, unknown>,
  own: readonly string[] = [],
): { failures: InputFailure[]; warnings: InputFailure[] } {
  const failures: InputFailure[] = [];
  const warnings: InputFailure[] = [];
  judgeFields("", args, awsArguments, own, {
    fail: (property, reason) => failures.push({ property, reason }),
    warn: (property, reason) => {
      const same = warnings.some((other) => inAnyItem(other.property) === inAnyItem(property));
      if (!same) warnings.push({ property, reason });
    },
  });
  return { failures, warnings };
}

/** One warning is enough for all items of a list. */
const inAnyItem = (path: string): string => path.replaceAll(/\[\d+\]/g, "[]");

type Verdict = Record<"fail" | "warn", Fail>;

function judgeFields(
  prefix: string,
  block: object,
  rows: Readonly<Record<string, AwsArgument>>,
  own: readonly string[],
  verdict: Verdict,
): void {
  for (const [key, value] of Object.entries(block)) {
    const row = Object.hasOwn(rows, key) ? rows[key] : undefined;
    if (row) judge(`${prefix}${key}`, value, row, verdict);
    else if (!own.includes(key) && value !== undefined) {
      const near = suggestion(key, [...Object.keys(rows), ...own]);
      const fix = near ? `Did you mean "${near}"?` : "Remove it";
      verdict.fail(`${prefix}${key}`, `the argument "${prefix}${key}" is not one of Ec2Instance. ${fix}`);
    }
  }
}

function judge(path: string, value: unknown, row: AwsArgument, verdict: Verdict): void {
  if (isUnknown(value) || isHarmless(value, row)) return;
  if (row.fields) {
    if (Array.isArray(value)) {
      value.forEach((item, index) => judge(`${path}[${index}]`, item, row, verdict));
    } else if (isObject(value)) {
      judgeFields(`${path}.`, value, row.fields, [], verdict);
    }
  } else if (row.support === "refused") verdict.fail(path, `is not supported: ${row.note}`);
  else if (row.support === "accepted") verdict.warn(path, `has no effect: ${row.note}`);
}

/** What a preview doesn't know might turn out harmless. */
function isHarmless(value: unknown, { harmless = [] }: AwsArgument): boolean {
  if (harmless.length > 0 && containsUnknown(value)) return true;
  return isEmpty(value) || harmless.some((none) => sameValue(overlaid(none, value), none));
}

// Not recursive, and not by way of JSON: the value may be a resource.
const isEmpty = (value: unknown): boolean =>
  isAbsent(value) || (isObject(value) && Object.values(value).every(isAbsent));

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const overlaid = (none: unknown, value: unknown): unknown =>
  isObject(none) && isObject(value) ? { ...none, ...value } : value;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
