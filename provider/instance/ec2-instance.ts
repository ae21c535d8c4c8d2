import * as pulumi from "@pulumi/pulumi";

import { inTypes } from "../common/convert";
import type { StateOf } from "../common/inputs";
import { hash, instanceToken } from "../common/names";
import type { Identity } from "../common/names";
import { formatUrn } from "../common/urn";
import { defined } from "../common/values";
import { giveKnownId, idOfResource } from "../record/aws-record";
import { declare, declaredOf } from "../record/declared";
import { rejectAll } from "../record/failure";
import { isKnownNow } from "../record/known-now";
import { urnOf } from "../record/look-up";
import {
  clusterOf,
  defaultTagsOf,
  isOfType,
  parentTypes,
  passOn,
  providerOf,
  regionOf,
  warnOfProvider,
  withoutProvider,
} from "../record/program";
import { secretAs, secretsInput } from "../record/secrets";
import { shortenStacks } from "../record/short-stacks";
import { coverage } from "../security-group/group-policies";
import { argumentTypes } from "./argument-types";
import { instanceArguments } from "./arguments";
import { endOfTurn, notePlace, sourcesOf } from "./attachments";
import type { GivenVolume } from "./attachments";
import { groupOf } from "./auto-scaling";
import { noteOfCredentials } from "./credentials-note";
import { warnOfDefaultImage } from "./default-image";
import { deriveOutputs } from "./derive-outputs";
import type { Ec2InstanceArgs, Ec2InstanceLookup } from "./ec2-instance-args";
import type * as out from "./ec2-instance-outputs";
import { templateArgumentNames } from "./launch-template";
import { derivedOutputs } from "./outputs";
import { groupsToCover, groupNames, instanceGroups } from "./program-groups";
import type { InstanceGroups } from "./program-groups";
import { programNetwork } from "./program-network";
import { warnOfArguments } from "./program-warnings";
import { ignoredParts } from "./short-form";
import { warnOfUndeclaredKeyPair } from "./undeclared-key-pair";
import { userDataOf, withoutBytes } from "./user-data-bytes";

// The engine stores this text with every instance, twice, and runs it in the provider process. Keep it this small, and
// keep these very bytes: the installed release then serves the instances of every older one.
const provider = 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")';

// The SDK resolves an output only for a key that the resource was constructed with.
const outputs = [
  "instanceId",
  "vpcSecurityGroupIds",
  "availabilityZone",
  "region",
  "instanceState",
  "privateIp",
  "privateDns",
  "podName",
  "namespace",
  "context",
];

/**
 * An EC2 instance whose machine is a Pod with one container.
 *
 * Its arguments are those of `aws.ec2.Instance`, checked by EC2's rules, all failures at once. A preview shows its id,
 * and whether a change is live, restarts the instance, re-creates its Pod or replaces it.
 *
 * @example Minimal: a machine that runs until you delete it.
 * ```ts
 * import { Ec2Instance } from "pulumi-ec2-pods";
 *
 * const machine = new Ec2Instance("machine", { ami: "busybox:1.35", instanceType: "t3.micro" });
 * export const privateIp = machine.privateIp;
 * ```
 *
 * @example User data: it runs at the first boot, and the update waits for it and fails if it fails.
 * ```ts
 * import { Ec2Instance } from "pulumi-ec2-pods";
 *
 * new Ec2Instance("web", {
 *   ami: "busybox:1.35",
 *   instanceType: "t3.micro",
 *   userData: "#!/bin/sh\nmkdir -p /srv\necho hello >/srv/index.html\nhttpd -h /srv\n",
 *   waitForUserData: true,
 * });
 * ```
 *
 * @example Complete: security groups, a volume that outlives stops, and metadata that requires tokens.
 * ```ts
 * import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";
 *
 * const app = new SecurityGroup("app");
 * const database = new SecurityGroup("database", {
 *   ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [app.id] }],
 * });
 * new Ec2Instance("db", {
 *   ami: "alpine:3.22",
 *   instanceType: "t3.small",
 *   vpcSecurityGroupIds: [database.id],
 *   ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 8 }],
 *   metadataOptions: { httpTokens: "required" },
 *   tags: { Name: "db" },
 * });
 * ```
 */
export class Ec2Instance extends pulumi.CustomResource {
  /** EC2's id of the instance, `i-…`; the same as `id`, and known in previews. */
  declare readonly instanceId: pulumi.Output<string>;
  /** ARN of the instance, with the placeholder account `000000000000`. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `ami`, or that of the launch template: an AMI id, a container image, or a name that maps to one. */
  declare readonly ami: pulumi.Output<string>;
  /** Whether the instance has a public address. */
  declare readonly associatePublicIpAddress: pulumi.Output<boolean>;
  /** Availability zone, known in previews. */
  declare readonly availabilityZone: pulumi.Output<string>;
  /** The argument, or EC2's default `open`. */
  declare readonly capacityReservationSpecification: pulumi.Output<out.CapacityReservationSpecification>;
  /** Cores and threads of the instance type, or those of the argument. */
  declare readonly cpuOptions: pulumi.Output<out.CpuOptions>;
  /** The argument, or EC2's default for burstable types. */
  declare readonly creditSpecification: pulumi.Output<out.CreditSpecification | undefined>;
  /** Stop protection. */
  declare readonly disableApiStop: pulumi.Output<boolean>;
  /** Termination protection. */
  declare readonly disableApiTermination: pulumi.Output<boolean>;
  /** The volumes beside the root, each with a `volumeId`. */
  declare readonly ebsBlockDevices: pulumi.Output<out.EbsBlockDeviceOutput[]>;
  /** The argument, or false. */
  declare readonly ebsOptimized: pulumi.Output<boolean>;
  /** The argument, or false. */
  declare readonly enablePrimaryIpv6: pulumi.Output<boolean>;
  /** The argument, or disabled. */
  declare readonly enclaveOptions: pulumi.Output<out.EnclaveOptions>;
  /** The argument, or empty. */
  declare readonly ephemeralBlockDevices: pulumi.Output<out.EphemeralBlockDevice[]>;
  /** The argument, or false. */
  declare readonly forceDestroy: pulumi.Output<boolean | undefined>;
  /** The argument, or false. */
  declare readonly getPasswordData: pulumi.Output<boolean | undefined>;
  /** The argument. */
  declare readonly hibernation: pulumi.Output<boolean | undefined>;
  /** The argument, or empty. */
  declare readonly hostId: pulumi.Output<string>;
  /** The argument, or empty. */
  declare readonly hostResourceGroupArn: pulumi.Output<string>;
  /** Name of the instance profile, or empty. */
  declare readonly iamInstanceProfile: pulumi.Output<string>;
  /** The argument, or `stop`. */
  declare readonly instanceInitiatedShutdownBehavior: pulumi.Output<string>;
  /** `spot` with the market options of a spot instance, else empty. */
  declare readonly instanceLifecycle: pulumi.Output<string>;
  /** The argument. */
  declare readonly instanceMarketOptions: pulumi.Output<out.InstanceMarketOptions>;
  /** `pending`, `running` or `stopped`. */
  declare readonly instanceState: pulumi.Output<string>;
  /** The argument `instanceType`, or that of the launch template. */
  declare readonly instanceType: pulumi.Output<string>;
  /** The argument, or 0. */
  declare readonly ipv6AddressCount: pulumi.Output<number>;
  /** Empty: the cluster assigns a Pod's addresses. */
  declare readonly ipv6Addresses: pulumi.Output<string[]>;
  /** Name of the key pair, or empty. */
  declare readonly keyName: pulumi.Output<string>;
  /** The launch template by id and name, with the version that the program names. */
  declare readonly launchTemplate: pulumi.Output<out.LaunchTemplateOutput | undefined>;
  /** The argument, or EC2's default. */
  declare readonly maintenanceOptions: pulumi.Output<out.MaintenanceOptions>;
  /** Options of the metadata service, with EC2's defaults. */
  declare readonly metadataOptions: pulumi.Output<out.MetadataOptionsOutput>;
  /** The argument, or false. */
  declare readonly monitoring: pulumi.Output<boolean>;
  /** The argument, or empty. */
  declare readonly networkInterfaces: pulumi.Output<out.NetworkInterfaceOutput[]>;
  /** Empty: there are no Outposts. */
  declare readonly outpostArn: pulumi.Output<string>;
  /** Empty: there is no Windows password. */
  declare readonly passwordData: pulumi.Output<string>;
  /** The argument, or empty. */
  declare readonly placementGroup: pulumi.Output<string>;
  /** The argument, or empty. */
  declare readonly placementGroupId: pulumi.Output<string>;
  /** The argument, or 0. */
  declare readonly placementPartitionNumber: pulumi.Output<number>;
  /** The network interface of the argument, or the one that EC2 would make. */
  declare readonly primaryNetworkInterface: pulumi.Output<out.PrimaryNetworkInterfaceOutput>;
  /** Id of the network interface, `eni-…`. */
  declare readonly primaryNetworkInterfaceId: pulumi.Output<string>;
  /** Name in the cluster's DNS, known in previews: the id of the instance, `ec2-instances`, the namespace and so on. It stays over stops, new sizes and new Pods, and resolves while the instance runs. */
  declare readonly privateDns: pulumi.Output<string>;
  /** The argument, or EC2's default. */
  declare readonly privateDnsNameOptions: pulumi.Output<out.PrivateDnsNameOptions>;
  /** IP address of the Pod; empty while the instance has no Pod. It stays over stops and starts; each new Pod has another. */
  declare readonly privateIp: pulumi.Output<string>;
  /** The same as {@link publicIp}: an address resolves everywhere, and no name leads to this machine without a DNS server. */
  declare readonly publicDns: pulumi.Output<string>;
  /** A loopback address of this machine, made from the instance id and known in previews; empty without a public address. It stays while the instance is stopped. */
  declare readonly publicIp: pulumi.Output<string>;
  /** Region, known in previews. */
  declare readonly region: pulumi.Output<string>;
  /** The root volume as EC2 would have it, with a `volumeId`. */
  declare readonly rootBlockDevice: pulumi.Output<out.RootBlockDeviceOutput>;
  /** Empty: a Pod has one interface. */
  declare readonly secondaryNetworkInterfaces: pulumi.Output<out.SecondaryNetworkInterface[]>;
  /** Empty: a Pod has one address. */
  declare readonly secondaryPrivateIps: pulumi.Output<string[]>;
  /** Names of the instance's security groups, as far as this program declares them. */
  declare readonly securityGroups: pulumi.Output<string[]>;
  /** The argument, or true. */
  declare readonly sourceDestCheck: pulumi.Output<boolean | undefined>;
  /** An id `sir-…` with the market options of a spot instance, else empty. */
  declare readonly spotInstanceRequestId: pulumi.Output<string>;
  /** Id of the subnet: that of the argument, else the default one of the zone. */
  declare readonly subnetId: pulumi.Output<string>;
  /** The instance's tags, as of the last `pulumi up` or `pulumi refresh`. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The {@link tags} and the default tags of the provider; empty if there are none. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /** The argument, or `default`. */
  declare readonly tenancy: pulumi.Output<string>;
  /** The argument `userData`; as secret as that is. */
  declare readonly userData: pulumi.Output<string | undefined>;
  /** The argument `userDataBase64`, as secret as that is, or the user data of the launch template, as a secret. */
  declare readonly userDataBase64: pulumi.Output<string>;
  /** The argument, or false. */
  declare readonly userDataReplaceOnChange: pulumi.Output<boolean | undefined>;
  /** The argument. */
  declare readonly volumeTags: pulumi.Output<Record<string, string> | undefined>;
  /** Ids of the instance's security groups; of the stack's `default` group if nothing names any. */
  declare readonly vpcSecurityGroupIds: pulumi.Output<string[]>;
  /** Exit status of the user data. Without `waitForUserData` it takes a `pulumi refresh` to be known. */
  declare readonly userDataExitStatus: pulumi.Output<number | undefined>;
  /** End of the console; a secret, unless the program knows the user data as plain text. Undefined without `getConsoleOutput`. */
  declare readonly consoleOutput: pulumi.Output<string | undefined>;
  /** Name of the Pod; empty while the instance has none. It stays over stops and starts. */
  declare readonly podName: pulumi.Output<string>;
  /** Namespace of the Pod. */
  declare readonly namespace: pulumi.Output<string>;
  /** Context in the kubeconfig that the instance was created in. */
  declare readonly context: pulumi.Output<string>;

  /**
   * Looks an existing instance up by its id.
   *
   * @param name - Logical name in this program.
   * @param id - EC2's id of the instance, `i-…`; the lookup fails if no Pod belongs to it.
   * @param state - Where the instance is: its namespace, context and kubeconfig. Other values have no effect.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    { namespace, context, kubeconfig }: Ec2InstanceState = {},
    options?: pulumi.CustomResourceOptions,
  ): Ec2Instance {
    const lookup = { namespace, context, kubeconfig } as Ec2InstanceLookup;
    return new Ec2Instance(name, lookup as Ec2InstanceArgs, { ...options, id });
  }

  /** Whether a value is an instance of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is Ec2Instance {
    return isOfType(value, instanceToken);
  }

  /**
   * Declares an instance.
   *
   * @param name - Logical name; it labels the Pod and begins the Pod's name.
   * @param args - Arguments, as of `aws.ec2.Instance`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: Ec2InstanceArgs = {}, options: pulumi.CustomResourceOptions = {}) {
    rejectDeclared(name, args.adopt);
    const own = { ...inTexts(args), ...clusterOf(args, options) } as OwnArgs;
    const network = programNetwork(own);
    const groups = options.id ? {} : instanceGroups(name, own, network);
    const region = providerOf("aws", options) ? regionOf(own.region, options) : own.region;
    // Under this key, the engine keeps the output secret if the default tags or those of the instance are.
    const tagsAll = options.id === undefined ? defaultTagsOf(options) : undefined;
    const properties = {
      ...outputsOf(own, options),
      // Each key costs the SDK a hundred objects, even without a value.
      ...defined({
        ...toInputs({ ...own, region }, groups),
        // An instance that exists is read, and not checked.
        ...(options.id ? identityOf(name) : { __own: ownOf(name, args, options, () => this) }),
        ...(network.templateTags !== undefined && {
          tags: secretAs(network.templateTags, own.tags),
          fromTemplate: secretAs(network.templateTags, undefined),
        }),
        ownTarget: own.ownTarget,
        __autoScaling: groupOf(args),
        __retained: options.retainOnDelete,
        __ignored: ignoredParts(options.ignoreChanges),
        ...(tagsAll && { tagsAll: secretAs([own.tags, network.templateTags], tagsAll) }),
        __secretUserData: options.id
          ? undefined
          : isSecret([own.userData, own.userDataBase64, network.templateUserData]),
        __secrets: options.id ? undefined : secretsInput(tagsAll ? { ...args, tagsAll } : args),
        __records: options.id || network.records.length === 0 ? undefined : network.records,
      }),
    };
    const secrets = secretOutputsOf(own, network.templateUserData, options);
    const required = {
      // The engine stores this list with the instance.
      ...(secrets.length > 0 && { additionalSecretOutputs: secrets }),
      dependsOn: coverage(groupsToCover(groups, network), own),
    };
    const restoreStacks = shortenStacks();
    try {
      super(instanceToken, name, properties, pulumi.mergeOptions(withoutProvider(options), required));
    } finally {
      restoreStacks();
    }
    passOn(this, options);
    giveKnownId(this, "instanceId");
    notePlace(this, own);
    declare("ec2:Instance", this, own, { isLookup: options.id !== undefined });
    warnOfArguments(this, name, args);
    warnOfProvider(this, { kind: "Ec2Instance", name }, options);
    warnOfDefaultImage(this, name, own.ami);
    warnOfUndeclaredKeyPair(this, name, own.keyName);
    noteOfCredentials(this, name, own.iamInstanceProfile);
  }
}

/** Outputs of an instance, as {@link Ec2Instance.get} takes them. */
export type Ec2InstanceState = StateOf<Ec2Instance> & Ec2InstanceLookup;

deriveOutputs(Ec2Instance.prototype, {
  ...derivedOutputs,
  securityGroups: {
    from: ["vpcSecurityGroupIds"],
    value: ({ vpcSecurityGroupIds = [] }) => groupNames(vpcSecurityGroupIds),
  },
});

/** Two resources with one Pod would delete it for each other. A run with --target shows the provider only one of them. */
function rejectDeclared(name: string, adopt: unknown): void {
  if (!pulumi.Output.isInstance(adopt)) return;
  const declared = declaredOf("ec2:Instance").filter(({ isLookup }) => !isLookup);
  const others = declared.map(({ resource }) => resource as Ec2Instance);
  const other = others.find(({ id, instanceId }) => id === adopt || instanceId === adopt);
  if (!other) return;
  const reason = `is the id of Ec2Instance "${pulumi.resourceName(other)}" of this program. Remove adopt, or that resource`;
  rejectAll({ verb: "create", kind: "Ec2Instance", name }, [{ property: "adopt", reason }]);
}

/** The arguments with the cluster of a Kubernetes Provider, and texts for bytes. */
type OwnArgs = Ec2InstanceArgs & { kubeconfig?: pulumi.Output<string>; ownTarget?: true };

interface OwnInputs extends Identity {
  __declared?: Promise<string[]>;
  __key: Promise<string | undefined>;
  __volumes: Promise<GivenVolume[] | undefined>;
}

/** The keys of outputs that the engine resolves: more if others than the program say what the instance is. */
function outputsOf(
  args: Ec2InstanceArgs,
  { id, ignoreChanges }: pulumi.CustomResourceOptions,
): Record<string, undefined> {
  const { launchTemplate, networkInterfaces, primaryNetworkInterface } = args;
  const isFilledIn = [id, launchTemplate, networkInterfaces, primaryNetworkInterface].some(Boolean);
  // With ignoreChanges, the engine fills in what the program no longer says.
  const isUnsaid = isFilledIn || ignoreChanges !== undefined;
  const hasUserData = isUnsaid || [args.userData, args.userDataBase64, args.adopt].some(Boolean);
  const keys = [
    ...outputs,
    ...(isFilledIn ? templateArgumentNames : []),
    ...(isFilledIn || args.subnetId ? ["publicIp"] : []),
    ...(hasUserData ? ["userData", "userDataBase64", "userDataExitStatus"] : []),
    ...(isUnsaid || args.getConsoleOutput ? ["consoleOutput"] : []),
  ];
  return Object.fromEntries(keys.map((key) => [key, undefined]));
}

/** The outputs that the engine keeps secret. A console shows what user data print. */
function secretOutputsOf(
  { kubeconfig, getConsoleOutput, userData, userDataBase64 }: OwnArgs,
  templateUserData: unknown,
  { id, ignoreChanges = [] }: pulumi.CustomResourceOptions,
): string[] {
  const isIgnored = (key: string) => ignoreChanges.some((path) => path === "*" || path.startsWith(key));
  const isRead = getConsoleOutput ?? isIgnored("getConsoleOutput");
  // Whether an output is a secret isn't known yet, nor is what the engine keeps.
  const isPlain = [userData, userDataBase64, templateUserData].every(isKnownNow) && !isIgnored("userData");
  return [...((kubeconfig ?? id) ? ["kubeconfig"] : []), ...(isRead && !isPlain ? ["consoleOutput"] : [])];
}

/** The groups have a form of their own, and what isn't an argument is dropped, as in AWS. */
const isPassed = (key: string): boolean => key !== "securityGroups" && Object.hasOwn(instanceArguments, key);

/** The arguments in their types, with user data as text, as the engine takes no bytes. */
const inTexts = (args: Ec2InstanceArgs): Ec2InstanceArgs =>
  ({
    ...inTypes(args, argumentTypes),
    ...defined({
      userData: withoutBytes(args.userData, userDataOf),
      userDataBase64: withoutBytes(args.userDataBase64, (bytes) => bytes.toString("base64")),
    }),
  }) as Ec2InstanceArgs;

/** True if one of the values is or has a secret; else absent, so that a state without one doesn't change. */
const isSecret = (values: unknown[]): Promise<true | undefined> | undefined =>
  isKnownNow(values) ? undefined : pulumi.isSecret(pulumi.output(values)).then((found) => found || undefined);

/** What the provider process gets to know of an instance. */
const toInputs = (args: Ec2InstanceArgs, groups: InstanceGroups) => ({
  ...Object.fromEntries(
    Object.entries(args)
      .filter(([key]) => isPassed(key))
      .map(([key, value]) => [key, key === "iamInstanceProfile" ? idOfResource(value) : value]),
  ),
  ...groups,
  // The engine then keeps user data as a secret that the check fills in.
  userData: args.launchTemplate && !args.userData && !args.userDataBase64 ? pulumi.secret("") : args.userData,
  userDataBase64:
    args.launchTemplate && !args.userData ? (args.userDataBase64 ?? pulumi.secret("")) : args.userDataBase64,
  __provider: provider,
});

const identityOf = (name: string): Identity => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  name,
});

/** What only the check needs: in one property, because each costs the SDK an output. */
const ownOf = (
  name: string,
  { adopt }: Ec2InstanceArgs,
  options: pulumi.CustomResourceOptions,
  instance: () => pulumi.Resource,
): OwnInputs => ({
  ...identityOf(name),
  ...(adopt !== undefined && { __declared: declaredKeys() }),
  __key: keyOf(name, options),
  // Deferred, so that the instance is launched with the volumes that the program attaches to it below.
  __volumes: sourcesOf(instance),
});

/** What tells the instance from one of its name elsewhere. Not an output, which would make it depend on its parent. */
const keyOf = async (name: string, { parent }: pulumi.CustomResourceOptions): Promise<string | undefined> => {
  const urn = await urnOf(name, instanceToken, parent);
  return urn && hash(urn, 17);
};

/** The same of all instances of the program, once it has declared those that follow. */
async function declaredKeys(): Promise<string[]> {
  await endOfTurn();
  const declared = declaredOf("ec2:Instance").filter(({ isLookup }) => !isLookup);
  return declared.map(({ resource }) => {
    const instance = resource as Ec2Instance;
    const { project, stack, name } = identityOf(pulumi.resourceName(instance));
    // No output: a parent may depend on the instance that waits for this.
    return hash(formatUrn({ project, stack, types: parentTypes(instance), name }), 17);
  });
}
