import type * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";

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
   * `enabled` or `disabled`; `disabled` turns the service off.
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
  /** No effect, with a warning unless `disabled`: the service has no IPv6 address. */
  httpProtocolIpv6?: Optional<string>;
  /** No effect, with a warning unless 1: the service is one hop away. */
  httpPutResponseHopLimit?: Optional<number>;
}

/** Settings of a volume that the cluster's StorageClass decides: no effect, with a warning. */
export interface VolumeArgs {
  /** No effect, with a warning unless `false`: the StorageClass controls encryption. */
  encrypted?: Optional<boolean>;
  /** No effect, with a warning: the StorageClass controls speed. */
  iops?: Optional<number>;
  /** No effect, with a warning: the StorageClass controls encryption. */
  kmsKeyId?: Optional<string>;
  /** No effect, with a warning: claims have no tags. */
  tags?: Tags;
  /** No effect, with a warning: claims have no tags. */
  tagsAll?: Tags;
  /** No effect, with a warning: the StorageClass controls speed. */
  throughput?: Optional<number>;
  /** No effect, with a warning: the cluster's default StorageClass is used. */
  volumeType?: Optional<string>;
}

/** The root volume: no effect, with a warning, because the root is the container's file system. */
export interface RootBlockDevice extends VolumeArgs {
  /** No effect, with a warning: the root file system ends with its Pod. */
  deleteOnTermination?: Optional<boolean>;
  /** No effect, with a warning: the root file system has no device. */
  deviceName?: Optional<string>;
  /** No effect, with a warning: the node's disk limits the root file system. */
  volumeSize?: Optional<number>;
}

/** One volume beside the container's file system: a PersistentVolumeClaim. */
export interface EbsBlockDevice extends VolumeArgs {
  /** Device name, such as `/dev/sdf`; it names the claim, and the volume is mounted on `/mnt/sdf`. */
  deviceName: pulumi.Input<string>;
  /** Size in GiB, 1 to 65536; required, because there are no snapshots to take it from. */
  volumeSize?: Optional<number>;
  /**
   * Deletes the claim together with the instance.
   *
   * @default true - `false` keeps the claim, and nothing of this package deletes it.
   */
  deleteOnTermination?: Optional<boolean>;
}

/** Arguments of `aws.ec2.Instance` that have no effect here. Programs run unchanged; a warning says why. */
export interface AcceptedArgs {
  /** No effect, with a warning unless `false`: a Pod has no public address. A change replaces the instance. */
  associatePublicIpAddress?: Optional<boolean>;
  /** No effect, with a warning: a container neither earns nor spends CPU credits. */
  creditSpecification?: Optional<{
    /** `standard` or `unlimited`; no effect. */
    cpuCredits?: Optional<string>;
  }>;
  /** No effect, with a warning unless `false`: volumes have no bandwidth of their own. A change replaces the instance. */
  ebsOptimized?: Optional<boolean>;
  /** No effect, with a warning unless `stop`: an instance that shuts itself down is stopped. */
  instanceInitiatedShutdownBehavior?: Optional<string>;
  /** No effect, with a warning: there is no SSH server. A change replaces the instance. */
  keyName?: Optional<string>;
  /** No effect, with a warning unless `default`: Kubernetes keeps the instance up by its own rules. */
  maintenanceOptions?: Optional<{
    /** `default` or `disabled`; no effect. */
    autoRecovery?: Optional<string>;
  }>;
  /** No effect, with a warning unless `false`: there is no CloudWatch. */
  monitoring?: Optional<boolean>;
  /** No effect, with a warning: the root is the container's file system. */
  rootBlockDevice?: Optional<RootBlockDevice>;
  /** No effect, with a warning unless `true`: the cluster's network decides what it forwards. */
  sourceDestCheck?: Optional<boolean>;
  /** No effect, with a warning: the cluster's network assigns addresses. A change replaces the instance. */
  subnetId?: Optional<string>;
  /** No effect, with a warning: claims have no tags. */
  volumeTags?: Tags;

  /** Accepts only EC2's default: there are no capacity reservations to target. */
  capacityReservationSpecification?: Optional<{
    /** `open` or `none`, which ask for nothing. */
    capacityReservationPreference?: Optional<"open" | "none">;
  }>;
  /** Accepts only `disabled`: the instance type alone sets the CPU. */
  cpuOptions?: Optional<{
    /** Only `disabled`. */
    amdSevSnp?: Optional<"disabled">;
    /** Only `disabled`. */
    nestedVirtualization?: Optional<"disabled">;
  }>;
  /** Accepts only `false`: the cluster assigns a Pod's addresses. */
  enablePrimaryIpv6?: Optional<false>;
  /** Accepts only `{ enabled: false }`: a container can't start Nitro Enclaves. */
  enclaveOptions?: Optional<{
    /** Only `false`. */
    enabled?: Optional<false>;
  }>;
  /** Accepts only `false`: there is no Windows password. */
  getPasswordData?: Optional<false>;
  /** Accepts only `false`: a stopped instance keeps no memory. */
  hibernation?: Optional<false>;
  /** Accepts only `0`: the cluster assigns a Pod's addresses. */
  ipv6AddressCount?: Optional<0>;
  /** Accepts only `ip-name` without records: the cluster assigns DNS names. */
  privateDnsNameOptions?: Optional<{
    /** Only `false`. */
    enableResourceNameDnsAaaaRecord?: Optional<false>;
    /** Only `false`. */
    enableResourceNameDnsARecord?: Optional<false>;
    /** Only `ip-name`. */
    hostnameType?: Optional<"ip-name">;
  }>;
  /** Accepts only `default`: instances share the cluster's nodes. */
  tenancy?: Optional<"default">;
}

/** Arguments of an `Ec2Instance`, named as in `aws.ec2.InstanceArgs`. */
export interface Ec2InstanceArgs extends AcceptedArgs {
  /**
   * Id of an AMI, such as `getAmi` answers with it, or the container image itself, such as `busybox:1.35`, or a name that
   * `ec2-pods:amiMap` of the stack's configuration maps to an image. The preview shows the image as `pod.image`. It needs
   * `sh`. An AMI id that is neither in the catalogue nor in the map runs `ec2-pods:defaultImage`, with a warning.
   *
   * A change replaces the instance.
   */
  ami: pulumi.Input<string>;
  /**
   * EC2 instance type, such as `t3.micro`. Its CPU and memory limit the container; its architecture selects the node,
   * unless `ec2-pods:anyArchitecture` is true.
   *
   * A change re-creates the Pod under the same instance id.
   */
  instanceType: pulumi.Input<string>;
  /**
   * How much of its type's CPU and memory the container gets: `limits` reserves nothing, so that any number of
   * instances fits a small cluster; `requests` also reserves all of it; `none` sets neither.
   *
   * A change of the resulting resources re-creates the Pod.
   *
   * @default - `ec2-pods:resourceMode` of the stack's configuration, else `limits`.
   */
  resourceMode?: Optional<"limits" | "requests" | "none">;
  /**
   * A `#!` script, `#cloud-config` (write_files, runcmd, bootcmd), `#cloud-boothook` or MIME multipart of these, plain
   * or base64, at most 16,384 bytes. It runs as root at the first boot, in the background; its output goes to
   * `/var/log/cloud-init-output.log` and to the console.
   *
   * A change re-creates the Pod without running it again; see {@link userDataReplaceOnChange}.
   *
   * @default - nothing runs.
   */
  userData?: Optional<string>;
  /**
   * User data in base64, gzip included, instead of {@link userData}.
   *
   * A change re-creates the Pod without running it again; see {@link userDataReplaceOnChange}.
   *
   * @default - nothing runs.
   */
  userDataBase64?: Optional<string>;
  /**
   * Replaces the instance if its user data changes, so that the new one runs it.
   *
   * A change is live.
   *
   * @default false - the Pod is re-created, and the new user data is there but doesn't run.
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
   * Ids of the instance's security groups, at least one.
   *
   * A change is live.
   *
   * @default - the stack's `default` group: its members reach each other, and the instance reaches everything.
   */
  vpcSecurityGroupIds?: Optional<pulumi.Input<string>[]>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation of the Pod. The
   * reserved tags `ec2-pods/node-selector`, `ec2-pods/tolerations`, `ec2-pods/annotations` and `ec2-pods/pull-secret`
   * configure the Pod, as fakecloud's (`fakecloud-k8s/…`) do.
   *
   * A change is live. A change of a reserved tag other than annotations re-creates the Pod.
   *
   * @default - none.
   */
  tags?: Tags;
  /**
   * Availability zone that instance metadata and outputs show, such as `us-east-1a`. It selects no node.
   *
   * A change replaces the instance.
   *
   * @default - zone `a` of {@link region}.
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
   * `running` or `stopped`. A stopped instance keeps its id and its volumes, and has no Pod.
   *
   * A change deletes the Pod, or creates a new one.
   *
   * @default "running"
   */
  instanceState?: pulumi.Input<"running" | "stopped">;
  /**
   * Any string. Its change reboots the instance, which here means a new Pod with a fresh file system.
   *
   * A change re-creates the Pod.
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
   * @default false - the Pod is deleted, and the error shows its events and the end of its console.
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
   * Path or contents of a kubeconfig; stored as a secret.
   *
   * A change is live: it must lead to the same cluster.
   *
   * @default - `kubernetes:kubeconfig` or `ec2-pods:kubeconfig` of the stack's configuration, else `KUBECONFIG`, else
   * `~/.kube/config`.
   */
  kubeconfig?: pulumi.Input<string>;
}

/** Where to look an existing instance up. */
export type Ec2InstanceLookup = Pick<Ec2InstanceArgs, "namespace" | "context" | "kubeconfig">;
