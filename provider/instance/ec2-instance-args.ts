import type * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";
import type { AcceptedArgs, VolumeArgs } from "./accepted-args";

/** Longest waits of the three operations, as durations such as `"90s"` or `"5m"`. */
export interface Timeouts {
  /**
   * How long a create waits for the instance to run.
   *
   * @default "90s"
   */
  create?: string;
  /**
   * How long an update waits for the instance to run or stop.
   *
   * @default "90s"
   */
  update?: string;
  /**
   * How long a delete waits for the Pod to end.
   *
   * @default "90s"
   */
  delete?: string;
}

/** Options of the instance metadata service at 169.254.169.254. */
export interface MetadataOptions {
  /**
   * `enabled` or `disabled`; `disabled` makes the service answer 403.
   *
   * @default "enabled"
   */
  httpEndpoint?: Optional<string>;
  /**
   * `optional` or `required`; `required` rejects requests without a token (IMDSv2 only).
   *
   * @default "optional" - requests with and without a token are answered.
   */
  httpTokens?: Optional<string>;
  /**
   * `enabled` or `disabled`; `enabled` serves the instance's tags.
   *
   * @default "disabled"
   */
  instanceMetadataTags?: Optional<string>;
  /** No effect: the service has no IPv6 address. */
  httpProtocolIpv6?: Optional<string>;
  /** No effect: the service is one hop away. */
  httpPutResponseHopLimit?: Optional<number>;
}

/** One volume beside the container's file system: a PersistentVolumeClaim. */
export interface EbsBlockDevice extends VolumeArgs {
  /** Device name, such as `/dev/sdf`; it names the claim, and the volume is mounted on `/mnt/sdf`. */
  deviceName: pulumi.Input<string>;
  /** Size in GiB, 1 to 65536; required, because it has no snapshot to take it from. */
  volumeSize?: Optional<number>;
  /**
   * Deletes the claim together with the instance.
   *
   * @default true - `false` keeps the claim, and nothing of this package deletes it.
   */
  deleteOnTermination?: Optional<boolean>;
}

/** A launch template of the program, by its id or its name. */
export interface LaunchTemplateReference {
  /** Id of the `ec2.LaunchTemplate`. */
  id?: Optional<string>;
  /** Its name, instead of the id. */
  name?: Optional<string>;
  /** Its version. Another one replaces the instance; the data is the latest, whatever the version. */
  version?: Optional<string>;
}

/** A network interface of the program that an instance gets. */
export interface PrimaryNetworkInterface {
  /** Id of the `ec2.NetworkInterface`. */
  networkInterfaceId: pulumi.Input<string>;
  /** No effect: a NetworkInterface has a life of its own. */
  deleteOnTermination?: Optional<boolean>;
}

/** The one item of `networkInterfaces`. */
export interface NetworkInterfaceReference extends PrimaryNetworkInterface {
  /** Only 0: a Pod has one interface. */
  deviceIndex: pulumi.Input<number>;
  /** No effect: a Pod has one interface. */
  networkCardIndex?: Optional<number>;
}

/** Arguments of an `Ec2Instance`, named as in `aws.ec2.InstanceArgs`. */
export interface Ec2InstanceArgs extends AcceptedArgs {
  /**
   * Id of an AMI, such as `getAmi` answers with it, or the container image itself, such as `busybox:1.35`, or a name that
   * `ec2-pods:amiMap` of the stack's configuration maps to an image. The preview shows the image as `pod.image`. It needs
   * `sh`. An AMI id that is neither in the catalogue nor in the map runs `ec2-pods:defaultImage`, with a warning.
   * Required unless the {@link launchTemplate} has it.
   *
   * A change replaces the instance.
   */
  ami?: Optional<string>;
  /**
   * EC2 instance type, such as `t3.micro`. Its CPU and memory limit the container; its architecture selects the node,
   * unless `ec2-pods:anyArchitecture` is true. Required unless the {@link launchTemplate} has it.
   *
   * A change stops the instance, resizes its Pod and starts it: its address and its disk stay. The Pod is re-created, with
   * an empty disk, for another architecture and in a cluster that can't resize Pods (before Kubernetes 1.33).
   */
  instanceType?: Optional<string>;
  /**
   * How much of its type's CPU and memory the container gets: `limits` reserves nothing, so that any number of
   * instances fits a small cluster; `requests` also reserves all of it; `none` sets neither.
   *
   * A stopped instance gives its reservation back. A change of the resulting resources stops and starts the instance in
   * its Pod; a change from or to `none` re-creates the Pod, with an empty disk.
   *
   * @default - `ec2-pods:resourceMode` of the stack's configuration, else `limits`.
   */
  resourceMode?: Optional<"limits" | "requests" | "none">;
  /**
   * A `#!` script, `#cloud-config`, `#cloud-boothook` or MIME multipart of these, plain or base64, at most 16,384 bytes.
   * It runs as root at the first boot of each disk, in the background; its output goes to
   * `/var/log/cloud-init-output.log` and to the console.
   *
   * A change stops and starts the instance in its Pod without running it again; see {@link userDataReplaceOnChange}.
   *
   * @default - nothing runs.
   */
  userData?: Optional<string | Uint8Array>;
  /**
   * User data in base64, gzip included, instead of {@link userData}.
   *
   * A change stops and starts the instance in its Pod without running it again; see {@link userDataReplaceOnChange}.
   *
   * @default - nothing runs.
   */
  userDataBase64?: Optional<string | Uint8Array>;
  /**
   * Replaces the instance if its user data changes, so that the new one runs it.
   *
   * A change is live.
   *
   * @default false - the instance stops and starts, and the new user data is on its disk but doesn't run.
   */
  userDataReplaceOnChange?: Optional<boolean>;
  /**
   * Makes `pulumi up` wait for the user data, and fail with the end of its console if it exits with a status other
   * than 0.
   *
   * A change is live.
   *
   * @default false - `pulumi up` goes on while it runs.
   */
  waitForUserData?: Optional<boolean>;
  /**
   * Ids of the instance's security groups.
   *
   * A change is live.
   *
   * @default - those of {@link securityGroups}, of the network interface or of the launch template, else the stack's `default` group: its members reach each other, and the instance reaches everything.
   */
  vpcSecurityGroupIds?: Optional<pulumi.Input<string>[]>;
  /**
   * Names or ids of security groups of this program, in addition to {@link vpcSecurityGroupIds}.
   *
   * A change is live. On EC2 it replaces the instance.
   *
   * @default - see {@link vpcSecurityGroupIds}.
   */
  securityGroups?: Optional<pulumi.Input<string>[]>;
  /**
   * Id of the instance's subnet. A Subnet of the program decides about the zone and the public address. Any other id
   * stands for a subnet of the default VPC.
   *
   * A change replaces the instance.
   *
   * @default - a subnet of the default VPC.
   */
  subnetId?: Optional<string>;
  /**
   * Whether the instance has a public address, whatever its subnet says. EC2 decides it at launch, so a later change of
   * the subnet leaves the instance as it is.
   *
   * A change replaces the instance.
   *
   * @default - `mapPublicIpOnLaunch` of the subnet; in the default VPC, true.
   */
  associatePublicIpAddress?: Optional<boolean>;
  /**
   * Name of a `KeyPair` of the stack, whose key lets you in by `ec2-pods ssh`. One that the program doesn't declare lets
   * nobody in, with a warning.
   *
   * A change replaces the instance.
   *
   * @default - only the keys in the instance itself let you in.
   */
  keyName?: Optional<string>;
  /**
   * One network interface at `deviceIndex` 0, with the subnet and the groups of that NetworkInterface. Two or more are
   * rejected, because a Pod has one.
   *
   * A change replaces the instance.
   *
   * @default - EC2 makes one.
   */
  networkInterfaces?: Optional<pulumi.Input<NetworkInterfaceReference>[]>;
  /**
   * The network interface of the instance, with the subnet and the groups of that NetworkInterface.
   *
   * A change replaces the instance.
   *
   * @default - EC2 makes one.
   */
  primaryNetworkInterface?: Optional<PrimaryNetworkInterface>;
  /**
   * A launch template, whose data fills in the arguments that this instance leaves out; the tags of both add up. It is
   * read once, when the instance is created: a later change of the template leaves the instance as it is.
   *
   * A change replaces the instance, also that of the version.
   *
   * @default - none.
   */
  launchTemplate?: Optional<LaunchTemplateReference>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation of the Pod. The
   * reserved tags `ec2-pods/node-selector`, `ec2-pods/tolerations`, `ec2-pods/annotations` and `ec2-pods/pull-secret`
   * configure the Pod, as fakecloud's (`fakecloud-k8s/…`) do.
   *
   * A change is live. A change of a reserved tag other than annotations re-creates the Pod, with an
   * empty disk.
   *
   * @default - none.
   */
  tags?: Tags;
  /**
   * Availability zone that instance metadata and outputs show, such as `us-east-1a`. It selects no node.
   *
   * A change replaces the instance.
   *
   * @default - the zone of the subnet, else zone `a` of {@link region}.
   */
  availabilityZone?: Optional<string>;
  /**
   * Region that the ARN and instance metadata show.
   *
   * A change replaces the instance.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: Optional<string>;
  /**
   * Stop protection: an update that would stop the instance fails.
   *
   * A change is live.
   *
   * @default false
   */
  disableApiStop?: Optional<boolean>;
  /**
   * Termination protection: a delete of the instance fails.
   *
   * A change is live.
   *
   * @default false
   */
  disableApiTermination?: Optional<boolean>;
  /**
   * Deletes the instance in spite of {@link disableApiTermination}.
   *
   * A change is live.
   *
   * @default false
   */
  forceDestroy?: Optional<boolean>;
  /**
   * Name of an instance profile, or its record. Instance metadata serves credentials of its role if the stack's
   * configuration names in `ec2-pods:credentials` where they come from.
   *
   * A change is live.
   */
  iamInstanceProfile?: Optional<string | pulumi.CustomResource>;
  /**
   * Options of the instance metadata service: whether it answers, requires a token, and serves the tags.
   *
   * A change is live. Turning the service on re-creates a Pod that was created without it.
   *
   * @default - it answers, with or without a token, and serves no tags.
   */
  metadataOptions?: Optional<MetadataOptions>;
  /**
   * `stop` or `terminate`: what a shutdown from inside does, such as `poweroff` or `shutdown -h now`. The next refresh
   * finds the instance stopped, or gone. If it is gone, the next update creates another and deletes the Pod.
   *
   * A change is live.
   *
   * @default "stop"
   */
  instanceInitiatedShutdownBehavior?: Optional<string>;
  /** Whether the node restarts the instance after a crash. */
  maintenanceOptions?: Optional<{
    /**
     * `default` or `disabled`. The node restarts the container of an instance that crashed, or that lost its power with
     * the node. It has a new disk, on which user data runs again. `disabled` leaves it stopped.
     *
     * A change reaches the next Pod.
     *
     * @default "default"
     */
    autoRecovery?: Optional<string>;
  }>;
  /**
   * Volumes beside the container's file system. Each is a PersistentVolumeClaim of the default StorageClass that
   * outlives stops and re-creations; `/dev/sdf` is mounted on `/mnt/sdf`. With volumes, a re-creation ends the old Pod
   * before it starts the new one.
   *
   * A change replaces the instance.
   *
   * @default - none.
   */
  ebsBlockDevices?: Optional<pulumi.Input<EbsBlockDevice>[]>;
  /**
   * `running` or `stopped`. A stopped instance runs nothing and keeps its id, its Pod, its address and its disk. One that
   * is created stopped has no Pod until its first start.
   *
   * A change stops or starts the instance in its Pod.
   *
   * @default "running"
   */
  instanceState?: pulumi.Input<"running" | "stopped">;
  /**
   * Any string.
   *
   * A change reboots the instance in its Pod: its address and its disk stay.
   *
   * @default - none.
   */
  rebootTrigger?: Optional<string>;
  /**
   * Fills the output `consoleOutput` with the last 64 KiB of the console, as of each `pulumi up` and `pulumi refresh`.
   *
   * A change is live.
   *
   * @default false - the console isn't read.
   */
  getConsoleOutput?: Optional<boolean>;
  /**
   * Id of an existing instance that no state tracks, which this resource adopts. `pulumi import` doesn't work for
   * dynamic resources. Remove this argument after the first `pulumi up`.
   *
   * A change has no effect.
   *
   * @default - a new instance is created.
   */
  adopt?: Optional<string>;
  /**
   * Keeps the Pod of a failed create, so that you can inspect it; the next `pulumi up` continues with it.
   *
   * A change is live.
   *
   * @default false - the Pod is deleted, and the error shows its events and, unless the user data is a secret, the end
   * of its console.
   */
  keepOnFailure?: pulumi.Input<boolean>;
  /**
   * Longest waits of the three operations, such as `{ create: "5m" }`. The resource option `customTimeouts` doesn't
   * reach a dynamic provider.
   *
   * A change is live.
   *
   * @default - 90 s each; then the operation fails and says what it waited for.
   */
  timeouts?: pulumi.Input<Timeouts>;
  /**
   * Namespace of the instance's Pod.
   *
   * A change replaces the instance.
   *
   * @default - `kubernetes:namespace` or `ec2-pods:namespace` of the stack's configuration, else that of the context.
   */
  namespace?: pulumi.Input<string>;
  /**
   * Context in the kubeconfig.
   *
   * A change replaces the instance.
   *
   * @default - `kubernetes:context` or `ec2-pods:context` of the stack's configuration, else the current context if it
   * is recognizably a local cluster. Name any other, so that you can't create Pods in production by accident.
   */
  context?: pulumi.Input<string>;
  /**
   * Path or contents of a kubeconfig, which may be an object, such as the output of an EKS cluster; stored as a secret.
   *
   * A change is live: it must lead to the same cluster.
   *
   * @default - `kubernetes:kubeconfig` or `ec2-pods:kubeconfig` of the stack's configuration, else `KUBECONFIG`, else
   * `~/.kube/config`.
   */
  kubeconfig?: pulumi.Input<string | object>;
}

/** Where to look an existing instance up. */
export type Ec2InstanceLookup = Pick<Ec2InstanceArgs, "namespace" | "context" | "kubeconfig">;
