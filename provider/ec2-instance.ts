import * as pulumi from "@pulumi/pulumi";

import { problem } from "./errors";
import type { Timeouts } from "./instance";
import { defaultSecurityGroup } from "./security-group";

/** Arguments of an {@link Ec2Instance}, named as in `aws.ec2.InstanceArgs`. */
export interface Ec2InstanceArgs {
  /**
   * Container image of the instance, for example `busybox:1.35`; it needs `sh`. A change replaces the instance.
   */
  ami: pulumi.Input<string>;
  /**
   * EC2 instance type, for example `t3.micro`. A change recreates the Pod under the same instance id.
   */
  instanceType: pulumi.Input<string>;
  /**
   * Script that starts with `#!`, plain or base64, at most 16,384 bytes; it runs as root at the first boot, in the
   * background, with its output in `/var/log/cloud-init-output.log` and on the console.
   *
   * @default - nothing runs. A change recreates the Pod without running it again; see {@link userDataReplaceOnChange}.
   */
  userData?: pulumi.Input<string>;
  /**
   * User data in base64, instead of {@link userData}.
   *
   * @default - nothing runs. A change recreates the Pod without running it again; see {@link userDataReplaceOnChange}.
   */
  userDataBase64?: pulumi.Input<string>;
  /**
   * Replaces the instance when its user data changes, so that the new one runs it.
   *
   * @default false - the Pod is recreated, and the new user data lies in it without being run. A change is live.
   */
  userDataReplaceOnChange?: pulumi.Input<boolean>;
  /**
   * Ids of the security groups that the instance is in, at least one.
   *
   * @default - the stack's `default` group: its members reach each other, and the instance reaches everything. A change
   * is live.
   */
  vpcSecurityGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation of the Pod.
   *
   * @default - none. A change is live.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * `running` or `stopped`: a stopped instance keeps its id and has no Pod.
   *
   * @default "running" - a change deletes the Pod, or makes a new one.
   */
  instanceState?: pulumi.Input<"running" | "stopped">;
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

const token = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";

// The engine stores this text with every instance, twice, and runs it in the provider process: it must stay this small
// and these very bytes, so that the installed release serves instances of every older one.
const provider = 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")';

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
  /** `pending`, `running` or `stopped`. */
  declare readonly instanceState: pulumi.Output<string>;
  /** IP address of the Pod; empty while the instance is stopped, and another after each start. */
  declare readonly privateIp: pulumi.Output<string>;
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
    const declared = { instanceId: undefined, privateIp: undefined, podName: undefined };
    const secret = ["userData", "userDataBase64", "kubeconfig"];
    super(
      token,
      name,
      { ...withAllKeys(inputs), ...declared },
      pulumi.mergeOptions(options, { additionalSecretOutputs: secret }),
    );
    this.arn = this.instanceId.apply((id) => `arn:aws:ec2:us-east-1:000000000000:instance/${id}`);
  }
}

/** The default group is where the stack's configuration leads, so an instance that goes elsewhere has none. */
function defaultGroup(
  name: string,
  { context, kubeconfig, namespace }: Ec2InstanceArgs,
): pulumi.Output<string> {
  if (context === undefined && kubeconfig === undefined) return defaultSecurityGroup(namespace);
  const cause = `vpcSecurityGroupIds is missing, and the default group is not in the cluster of its own ${context === undefined ? "kubeconfig" : "context"}`;
  const fix = "Name a SecurityGroup that has a kubernetes Provider of that cluster";
  throw new pulumi.RunError(problem({ verb: "create", kind: "Ec2Instance", name, cause, fix }));
}

/** An output exists only for a key that the resource was constructed with. */
function withAllKeys(inputs: pulumi.Inputs): pulumi.Inputs {
  const keys = ["userData", "userDataBase64", "tags", "instanceState", "namespace", "context"];
  return { ...Object.fromEntries(keys.map((key) => [key, undefined])), ...inputs };
}
