import type * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";
import type { Timeouts } from "./model";

/** Rules of the instance metadata service. */
export interface MetadataOptions {
  /** `disabled` turns the service off. */
  httpEndpoint?: Optional<string>;
  /** `required` refuses requests without a token. */
  httpTokens?: Optional<string>;
  /** `enabled` shows the tags. */
  instanceMetadataTags?: Optional<string>;
  /** Without effect, with a warning unless `disabled`: the service has no IPv6 address. */
  httpProtocolIpv6?: Optional<string>;
  /** Without effect, with a warning unless 1: the service is one hop away. */
  httpPutResponseHopLimit?: Optional<number>;
}

/** Block that is without effect, whole. */
export interface RootBlockDevice extends VolumeArgs {
  deleteOnTermination?: Optional<boolean>;
  deviceName?: Optional<string>;
  volumeSize?: Optional<number>;
}

/** One volume beside the container's file system. */
export interface EbsBlockDevice extends VolumeArgs {
  /** Names the volume's claim and the place where it is mounted, for example `/dev/sdf`. */
  deviceName: pulumi.Input<string>;
  /** GiB that the claim asks for. */
  volumeSize?: Optional<number>;
  /** `false` keeps the claim when the instance is deleted. */
  deleteOnTermination?: Optional<boolean>;
}

/** What of a volume is up to the cluster's StorageClass: without effect, with a warning. */
export interface VolumeArgs {
  encrypted?: Optional<boolean>;
  iops?: Optional<number>;
  kmsKeyId?: Optional<string>;
  tags?: Tags;
  tagsAll?: Tags;
  throughput?: Optional<number>;
  volumeType?: Optional<string>;
}

/** Arguments of `aws.ec2.Instance` that are taken so that programs run unchanged; a warning says why each does nothing. */
export interface AcceptedArgs {
  /** Without effect, with a warning unless `false`: a Pod has no public address. A change replaces. */
  associatePublicIpAddress?: Optional<boolean>;
  /** Without effect, with a warning: a container neither earns nor spends CPU credits. */
  creditSpecification?: Optional<{ cpuCredits?: Optional<string> }>;
  /** Without effect, with a warning unless `false`: no traffic to volumes is kept apart. A change replaces. */
  ebsOptimized?: Optional<boolean>;
  /** Without effect, with a warning: instance metadata serves no credentials. */
  iamInstanceProfile?: Optional<string | pulumi.CustomResource>;
  /** Without effect, with a warning unless `stop`: an instance that shuts itself down is stopped. */
  instanceInitiatedShutdownBehavior?: Optional<string>;
  /** Without effect, with a warning: nothing logs in by SSH. A change replaces. */
  keyName?: Optional<string>;
  /** Without effect, with a warning unless `default`: Kubernetes keeps the instance up by its own rules. */
  maintenanceOptions?: Optional<{ autoRecovery?: Optional<string> }>;
  /** Without effect, with a warning unless `false`: there is no CloudWatch. */
  monitoring?: Optional<boolean>;
  /** Without effect, with a warning: the root is the container's file system. */
  rootBlockDevice?: Optional<RootBlockDevice>;
  /** Without effect, with a warning unless `true`: the cluster's network decides what it forwards. */
  sourceDestCheck?: Optional<boolean>;
  /** Without effect, with a warning: Pods get their addresses from the cluster's network. A change replaces. */
  subnetId?: Optional<string>;
  /** Without effect, with a warning: claims have no tags. */
  volumeTags?: Tags;

  /** Only what is the default on EC2 too: there are no targets for reservations. */
  capacityReservationSpecification?: Optional<{
    capacityReservationPreference?: Optional<"open" | "none">;
  }>;
  /** Only `disabled`: the instance type alone decides about the CPU. */
  cpuOptions?: Optional<{
    amdSevSnp?: Optional<"disabled">;
    nestedVirtualization?: Optional<"disabled">;
  }>;
  /** Only `false`. */
  enablePrimaryIpv6?: Optional<false>;
  /** Only `{ enabled: false }`. */
  enclaveOptions?: Optional<{ enabled?: Optional<false> }>;
  /** Only `false`. */
  getPasswordData?: Optional<false>;
  /** Only `false`. */
  hibernation?: Optional<false>;
  /** Only `0`. */
  ipv6AddressCount?: Optional<0>;
  /** Only `ip-name`, and no records: the cluster decides about names. */
  privateDnsNameOptions?: Optional<{
    enableResourceNameDnsAaaaRecord?: Optional<false>;
    enableResourceNameDnsARecord?: Optional<false>;
    hostnameType?: Optional<"ip-name">;
  }>;
  /** Only `default`. */
  tenancy?: Optional<"default">;
}

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
