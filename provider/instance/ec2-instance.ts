import * as pulumi from "@pulumi/pulumi";

import type { AcceptedArgs } from "./accepted-arguments";
import { defaultSecurityGroup } from "../security-group/default-security-group";
import { problem } from "../errors";
import { coverage } from "../security-group/group-policies";
import { accountId, secretInputs } from "./instance";
import { instanceToken } from "../names";
import { unsupportedArguments } from "./instance-arguments";
import type { EbsBlockDevice, MetadataOptions, Optional, Tags, Timeouts } from "./instance-blocks";

/** Arguments of an {@link Ec2Instance}, named as in `aws.ec2.InstanceArgs`. */
export interface Ec2InstanceArgs extends AcceptedArgs {
  /**
   * Container image of the instance, for example `busybox:1.35`, or a name that `ec2-pods:amiMap` of the stack's
   * configuration maps to one; it needs `sh`. A change replaces the instance.
   */
  ami: pulumi.Input<string>;
  /**
   * EC2 instance type, for example `t3.micro`: its CPU and memory limit the container, and its architecture chooses the
   * node, unless `ec2-pods:anyArchitecture` is true. A change recreates the Pod under the same instance id.
   */
  instanceType: pulumi.Input<string>;
  /**
   * What the container is given of its type's CPU and memory: `limits` reserves nothing, so that any number of instances
   * fits a small cluster; `requests` reserves all of it too; `none` sets neither.
   *
   * @default - `ec2-pods:resourceMode` of the stack's configuration, else `limits`. A change recreates the Pod.
   */
  resourceMode?: Optional<"limits" | "requests" | "none">;
  /**
   * A `#!` script, `#cloud-config` (write_files, runcmd, bootcmd), `#cloud-boothook` or MIME multipart of these, plain or
   * base64, at most 16,384 bytes; it runs as root at the first boot, in the background, with its output in
   * `/var/log/cloud-init-output.log` and on the console.
   *
   * @default - nothing runs. A change recreates the Pod without running it again; see {@link userDataReplaceOnChange}.
   */
  userData?: Optional<string>;
  /**
   * User data in base64, gzip too, instead of {@link userData}.
   *
   * @default - nothing runs. A change recreates the Pod without running it again; see {@link userDataReplaceOnChange}.
   */
  userDataBase64?: Optional<string>;
  /**
   * Replaces the instance when its user data changes, so that the new one runs it.
   *
   * @default false - the Pod is recreated, and the new user data lies in it without being run. A change is live.
   */
  userDataReplaceOnChange?: Optional<boolean>;
  /**
   * Makes `pulumi up` wait until the user data ran, and fail with the end of its console if it ends with a status other
   * than 0.
   *
   * @default false - `up` goes on while it runs. A change is live.
   */
  waitForUserData?: Optional<boolean>;
  /**
   * Ids of the security groups that the instance is in, at least one.
   *
   * @default - the stack's `default` group: its members reach each other, and the instance reaches everything. A change
   * is live.
   */
  vpcSecurityGroupIds?: Optional<pulumi.Input<string>[]>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation of the Pod. The reserved
   * tags `ec2-pods/node-selector`, `ec2-pods/tolerations`, `ec2-pods/annotations` and `ec2-pods/pull-secret` configure the
   * Pod, as those of fakecloud (`fakecloud-k8s/…`) do.
   *
   * @default - none. A change is live; one of a reserved tag other than annotations recreates the Pod.
   */
  tags?: Tags;
  /**
   * Availability zone that instance metadata and outputs show, for example `us-east-1a`; it chooses no node.
   *
   * @default - zone `a` of {@link region}. A change replaces the instance.
   */
  availabilityZone?: Optional<string>;
  /**
   * Region that the ARN and instance metadata show.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`. A change replaces the instance.
   */
  region?: Optional<string>;
  /**
   * Stop protection: refuses to stop the instance.
   *
   * @default false - a change is live.
   */
  disableApiStop?: Optional<boolean>;
  /**
   * Termination protection: refuses to delete the instance.
   *
   * @default false - a change is live.
   */
  disableApiTermination?: Optional<boolean>;
  /**
   * Deletes the instance in spite of {@link disableApiTermination}.
   *
   * @default false - a change is live.
   */
  forceDestroy?: Optional<boolean>;
  /**
   * Rules of the instance metadata service: whether it answers, whether it asks for a token, whether it shows the tags.
   *
   * @default - it answers, with or without a token, and shows no tags. A change is live.
   */
  metadataOptions?: Optional<MetadataOptions>;
  /**
   * Volumes beside the container's file system, each a PersistentVolumeClaim of the default StorageClass that outlives
   * stops and recreates; `/dev/sdf` is mounted on `/mnt/sdf`. With volumes a recreate ends the old Pod first.
   *
   * @default - none. A change replaces the instance.
   */
  ebsBlockDevices?: Optional<pulumi.Input<EbsBlockDevice>[]>;
  /**
   * `running` or `stopped`: a stopped instance keeps its id and has no Pod.
   *
   * @default "running" - a change deletes the Pod, or makes a new one.
   */
  instanceState?: pulumi.Input<"running" | "stopped">;
  /**
   * Any text, whose change reboots the instance, which here means a new Pod with a fresh file system.
   *
   * @default - none. A change recreates the Pod.
   */
  rebootTrigger?: Optional<string>;
  /**
   * Fills the output {@link Ec2Instance.consoleOutput} with the last 64 KiB of the console as of each `up` and `refresh`.
   *
   * @default false - the console is not read. A change is live.
   */
  getConsoleOutput?: Optional<boolean>;
  /**
   * Id of an instance whose Pod exists already and is in no state, which this resource takes over; `pulumi import` does
   * not work for dynamic resources. Remove it after the first `up`.
   *
   * @default - a new instance is made. A change is without effect.
   */
  adopt?: Optional<string>;
  /**
   * Keeps the Pod of a failed create, to look into it; the next `pulumi up` goes on with it.
   *
   * @default false - the Pod is deleted, and the error has its events and the end of its console. A change is live.
   */
  keepOnFailure?: pulumi.Input<boolean>;
  /**
   * Longest waits of the three operations, for example `{ create: "5m" }`; the resource option `customTimeouts` does not
   * reach a dynamic provider.
   *
   * @default - 90 s each; then the operation fails and says what it waited for. A change is live.
   */
  timeouts?: pulumi.Input<Timeouts>;
  /**
   * Namespace of the instance's Pod. A change replaces the instance.
   *
   * @default - `kubernetes:namespace` or `ec2-pods:namespace` of the stack's configuration, else that of the context.
   */
  namespace?: pulumi.Input<string>;
  /**
   * Context in the kubeconfig. A change replaces the instance.
   *
   * @default - `kubernetes:context` or `ec2-pods:context` of the stack's configuration, else the current context if it
   * is recognisably a local cluster; any other has to be named.
   */
  context?: pulumi.Input<string>;
  /**
   * Path or contents of a kubeconfig; stored as a secret. A change is live: it is taken for the same cluster.
   *
   * @default - `kubernetes:kubeconfig` or `ec2-pods:kubeconfig` of the stack's configuration, else `KUBECONFIG`, else
   * `~/.kube/config`.
   */
  kubeconfig?: pulumi.Input<string>;
}

/** What of an existing instance has to be said to find it. */
export type Ec2InstanceLookup = Pick<Ec2InstanceArgs, "namespace" | "context" | "kubeconfig">;

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
        void pulumi.log.warn(problem({ verb: "apply all of", kind: "Ec2Instance", name, cause }), instance);
      }
    });
  }
}

/** The default group is where the stack's configuration leads, so an instance that goes elsewhere has none. */
function defaultGroup(name: string, { context, kubeconfig }: Ec2InstanceArgs): pulumi.Output<string> {
  if (context === undefined && kubeconfig === undefined) return defaultSecurityGroup();
  const cause = `vpcSecurityGroupIds is missing, and the default group is not in the cluster of its own ${context === undefined ? "kubeconfig" : "context"}`;
  const fix = "Name a SecurityGroup that has a kubernetes Provider of that cluster";
  throw new pulumi.RunError(problem({ verb: "create", kind: "Ec2Instance", name, cause, fix }));
}
