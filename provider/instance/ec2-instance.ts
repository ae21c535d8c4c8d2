import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import { accountId, instanceToken } from "../common/names";
import { defaultSecurityGroup } from "../security-group/default-security-group";
import { coverage } from "../security-group/group-policies";
import { unsupportedArguments } from "./arguments";
import type { Ec2InstanceArgs, Ec2InstanceLookup } from "./ec2-instance-args";
import { secretInputs } from "./model";

// The engine stores this text with every instance, twice, and runs it in the provider process: it must stay this small
// and these very bytes, so that the installed release serves instances of every older one.
const provider = 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")';

// An output exists only for a key that the resource was constructed with.
const outputs = [
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
];

/** An EC2 instance whose machine is a Pod with one container. */
export class Ec2Instance extends pulumi.CustomResource {
  /** EC2's id of the instance, `i-…`; the same as `id`, and known in previews. */
  declare readonly instanceId: pulumi.Output<string>;
  /** ARN of the instance, in an account and region that stand for none. */
  readonly arn: pulumi.Output<string>;
  declare readonly ami: pulumi.Output<string>;
  declare readonly instanceType: pulumi.Output<string>;
  declare readonly userData: pulumi.Output<string | undefined>;
  declare readonly userDataBase64: pulumi.Output<string | undefined>;
  declare readonly vpcSecurityGroupIds: pulumi.Output<string[]>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  declare readonly availabilityZone: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string>;
  /** `pending`, `running` or `stopped`. */
  declare readonly instanceState: pulumi.Output<string>;
  /** IP address of the Pod; empty while the instance is stopped, and another after each start. */
  declare readonly privateIp: pulumi.Output<string>;
  /** Name of the Pod's address in the cluster's DNS; empty while the instance is stopped, and another after each start. */
  declare readonly privateDns: pulumi.Output<string>;
  /** Exit status of the user data; undefined until it is known, which without `waitForUserData` takes a refresh. */
  declare readonly userDataExitStatus: pulumi.Output<number | undefined>;
  /** End of the console; undefined without `getConsoleOutput`. */
  declare readonly consoleOutput: pulumi.Output<string | undefined>;
  /** Name of the Pod; empty while the instance is stopped, and another after each start. */
  declare readonly podName: pulumi.Output<string>;
  /** Namespace of the Pod. */
  declare readonly namespace: pulumi.Output<string>;
  /** Context in the kubeconfig that the instance was made in. */
  declare readonly context: pulumi.Output<string>;

  /** Looks up an instance that exists already; fails where no Pod belongs to it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    lookup: Ec2InstanceLookup = {},
    options?: pulumi.CustomResourceOptions,
  ): Ec2Instance {
    return new Ec2Instance(name, lookup as Ec2InstanceArgs, { ...options, id });
  }

  constructor(name: string, args: Ec2InstanceArgs, options: pulumi.CustomResourceOptions = {}) {
    const groups = args.vpcSecurityGroupIds ?? (options.id ? undefined : [defaultGroup(name, args)]);
    const inputs = {
      ...args,
      vpcSecurityGroupIds: groups,
      kubeconfig: args.kubeconfig && pulumi.secret(args.kubeconfig),
      project: pulumi.getProject(),
      stack: pulumi.getStack(),
      name,
      __provider: provider,
    };
    const properties = { ...Object.fromEntries(outputs.map((key) => [key, undefined])), ...inputs };
    const ownOptions = { additionalSecretOutputs: secretInputs, dependsOn: coverage(groups, args) };
    const { stackTraceLimit } = Error;
    try {
      // The SDK takes the stack of each of four promises of a property, which is most of the time of a large program.
      Error.stackTraceLimit = 0;
      super(instanceToken, name, properties, pulumi.mergeOptions(options, ownOptions));
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    this.arn = pulumi.interpolate`arn:aws:ec2:${this.region}:${accountId}:instance/${this.instanceId}`;
    warnOfIgnored(this, name, args);
  }
}

/** One by one, so that an argument that a preview doesn't know silences no other. */
function warnOfIgnored(instance: Ec2Instance, name: string, args: Ec2InstanceArgs): void {
  for (const [argument, given] of Object.entries(args)) {
    pulumi.output(given).apply((value: unknown) => {
      for (const { property, reason } of unsupportedArguments({ [argument]: value }).warnings) {
        const cause = `${property} ${reason}`;
        void pulumi.log.warn(
          errorMessage({ verb: "apply all of", kind: "Ec2Instance", name, cause }),
          instance,
        );
      }
    });
  }
}

/** The default group is where the stack's configuration leads, so an instance that goes elsewhere has none. */
function defaultGroup(name: string, { context, kubeconfig }: Ec2InstanceArgs): pulumi.Output<string> {
  if (context === undefined && kubeconfig === undefined) return defaultSecurityGroup();
  const cause = `vpcSecurityGroupIds is missing, and the default group is not in the cluster of its own ${context === undefined ? "kubeconfig" : "context"}`;
  const fix = "Name a SecurityGroup that has a kubernetes Provider of that cluster";
  throw new pulumi.RunError(errorMessage({ verb: "create", kind: "Ec2Instance", name, cause, fix }));
}
