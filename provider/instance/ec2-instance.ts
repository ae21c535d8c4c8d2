import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import type { StateOf } from "../common/inputs";
import { accountId, instanceToken } from "../common/names";
import { isOfType, passOn, providerOf, regionOf, withoutProvider } from "../record/program";
import { defaultSecurityGroup } from "../security-group/default-security-group";
import { coverage } from "../security-group/group-policies";
import { idOfResource } from "../record/aws-record";
import { unsupportedArguments } from "./argument-support";
import { secretInputs } from "./arguments";
import { notePlace, sourcesOf } from "./attachments";
import { noteOfCredentials } from "./credentials-note";
import { warnOfDefaultImage } from "./default-image";
import type { Ec2InstanceArgs, Ec2InstanceLookup } from "./ec2-instance-args";

// The engine stores this text with every instance, twice, and runs it in the provider process. Keep it this small, and
// keep these very bytes: the installed release then serves the instances of every older one.
const provider = 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")';

// The SDK resolves an output only for a key that the resource was constructed with.
const outputs = Object.fromEntries(
  [
    "instanceId",
    "userData",
    "userDataBase64",
    "tags",
    "availabilityZone",
    "region",
    "instanceState",
    "privateIp",
    "privateDns",
    "userDataExitStatus",
    "consoleOutput",
    "podName",
    "namespace",
    "context",
  ].map((key) => [key, undefined]),
);

/**
 * An EC2 instance whose machine is a Pod with one container.
 *
 * Its arguments are those of `aws.ec2.Instance`, checked by EC2's rules, all failures at once. A preview shows its id,
 * and whether a change is live, re-creates the Pod or replaces the instance.
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
  readonly arn: pulumi.Output<string>;
  /** The argument `ami`: an AMI id, a container image, or a name that the stack's configuration maps to one. */
  declare readonly ami: pulumi.Output<string>;
  /** The argument `instanceType`. */
  declare readonly instanceType: pulumi.Output<string>;
  /** The argument `userData`, as a secret. */
  declare readonly userData: pulumi.Output<string | undefined>;
  /** The argument `userDataBase64`, as a secret. */
  declare readonly userDataBase64: pulumi.Output<string | undefined>;
  /** Ids of the instance's security groups; of the stack's `default` group if the program names none. */
  declare readonly vpcSecurityGroupIds: pulumi.Output<string[]>;
  /** The instance's tags, as of the last `pulumi up` or `pulumi refresh`. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Availability zone, known in previews. */
  declare readonly availabilityZone: pulumi.Output<string>;
  /** Region, known in previews. */
  declare readonly region: pulumi.Output<string>;
  /** `pending`, `running` or `stopped`. */
  declare readonly instanceState: pulumi.Output<string>;
  /** IP address of the Pod; empty while the instance is stopped. Each start assigns another. */
  declare readonly privateIp: pulumi.Output<string>;
  /** Name of the Pod's address in the cluster's DNS; empty while the instance is stopped. */
  declare readonly privateDns: pulumi.Output<string>;
  /** Exit status of the user data. Without `waitForUserData` it takes a `pulumi refresh` to be known. */
  declare readonly userDataExitStatus: pulumi.Output<number | undefined>;
  /** End of the console; undefined without `getConsoleOutput`. */
  declare readonly consoleOutput: pulumi.Output<string | undefined>;
  /** Name of the Pod; empty while the instance is stopped. Each start assigns another. */
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
  constructor(name: string, args: Ec2InstanceArgs, options: pulumi.CustomResourceOptions = {}) {
    rejectKubernetes(name, options);
    const groups = args.vpcSecurityGroupIds ?? (options.id ? undefined : [defaultGroup(name, args)]);
    const region = providerOf("aws", options) ? regionOf(args.region, options) : args.region;
    // Deferred, so that the instance is launched with the volumes that the program attaches to it below.
    const __volumes = options.id === undefined ? sourcesOf(() => this) : undefined;
    const properties = { ...outputs, ...toInputs(name, { ...args, region }, groups), __volumes };
    const required = { additionalSecretOutputs: [...secretInputs], dependsOn: coverage(groups, args) };
    const { stackTraceLimit } = Error;
    try {
      // The SDK takes the stack of each of four promises of a property, which is most of the time of a large program.
      Error.stackTraceLimit = 0;
      super(instanceToken, name, properties, pulumi.mergeOptions(withoutProvider(options), required));
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    passOn(this, options);
    notePlace(this, args);
    this.arn = pulumi.interpolate`arn:aws:ec2:${this.region}:${accountId}:instance/${this.instanceId}`;
    warnOfAccepted(this, name, args);
    warnOfDefaultImage(this, name, args.ami);
    noteOfCredentials(this, name, args.iamInstanceProfile);
  }
}

/** Outputs of an instance, as {@link Ec2Instance.get} takes them. */
export type Ec2InstanceState = StateOf<Ec2Instance> & Ec2InstanceLookup;

/** What the provider process gets to know of an instance. */
const toInputs = (
  name: string,
  args: Ec2InstanceArgs,
  vpcSecurityGroupIds: Ec2InstanceArgs["vpcSecurityGroupIds"],
) => ({
  ...args,
  iamInstanceProfile: idOfResource(args.iamInstanceProfile),
  vpcSecurityGroupIds,
  kubeconfig: args.kubeconfig && pulumi.secret(args.kubeconfig),
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  name,
  __provider: provider,
});

/** Warns of arguments without effect, one by one: one that a preview doesn't know silences no other. */
function warnOfAccepted(instance: Ec2Instance, name: string, args: Ec2InstanceArgs): void {
  for (const [argument, input] of Object.entries(args)) {
    pulumi.output(input).apply((value: unknown) => {
      for (const { property, reason } of unsupportedArguments({ [argument]: value }).warnings) {
        const cause = `${property} ${reason}`;
        const message = errorMessage({ verb: "apply all of", kind: "Ec2Instance", name, cause });
        void pulumi.log.warn(message, instance);
      }
    });
  }
}

/** A preview can't tell an argument that such a provider doesn't have from one that isn't known yet. */
function rejectKubernetes(name: string, { provider }: pulumi.CustomResourceOptions): void {
  if (!provider || providerOf("kubernetes", { provider }) !== provider) return;
  const cause = "its option provider is a kubernetes Provider, which only groups and rules take";
  const fix = "Pass its kubeconfig, context and namespace as arguments of the instance";
  throw new pulumi.RunError(errorMessage({ verb: "create", kind: "Ec2Instance", name, cause, fix }));
}

/** The stack's default group. It is in the stack's cluster, so an instance elsewhere must name its groups. */
function defaultGroup(name: string, { context, kubeconfig }: Ec2InstanceArgs): pulumi.Output<string> {
  if (context === undefined && kubeconfig === undefined) return defaultSecurityGroup();
  const argument = context === undefined ? "kubeconfig" : "context";
  const cause = `vpcSecurityGroupIds is missing, and the default group isn't in the cluster of this instance's ${argument}`;
  const fix = "Name a SecurityGroup that has a kubernetes Provider of that cluster";
  throw new pulumi.RunError(errorMessage({ verb: "create", kind: "Ec2Instance", name, cause, fix }));
}
