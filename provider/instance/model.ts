import type { UnwrappedObject } from "@pulumi/pulumi";

import type { ResourceRequirements, Toleration } from "../cluster/objects";
import type { Identity } from "../common/names";
import type { VpcRange } from "../common/network-labels";
import type { VolumeInputs } from "./attached-volumes";
import type { AutoScaling } from "./auto-scaling";
import type { Ec2InstanceArgs } from "./ec2-instance-args";

/** A data volume, as `check` passes it on. */
export interface BlockDevice {
  deviceName: string;
  /** GiB. */
  volumeSize: number;
  deleteOnTermination?: boolean;
}

/** What `check` completes or narrows. */
interface Checked {
  ami: string;
  instanceType: string;
  vpcSecurityGroupIds: string[];
  instanceState: "running" | "stopped";
  ebsBlockDevices?: BlockDevice[];
  region: string;
  availabilityZone: string;
  kubeconfig?: string;
  userData?: string;
  userDataBase64?: string;
}

/** What an instance should be, after `check` has validated the arguments and filled in the defaults. */
export interface InstanceInputs
  extends Identity, Checked, VolumeInputs, Omit<UnwrappedObject<Ec2InstanceArgs>, keyof Checked> {
  /** Made by `check`, so that previews show it; it is also the resource's id. */
  instanceId: string;
  /** `tags` and the default tags of the program; absent without those. */
  tagsAll?: Record<string, string>;
  /** Empty if the instance has none; absent in the default VPC and in states of older releases. */
  publicIp?: string;
  /** What the launch template had when the instance was created, also where an argument of the instance won. */
  fromTemplate?: {
    arguments: string[];
    tags?: Record<string, string>;
    /** The program made a secret of a tag; absent in states of older releases. */
    isSecret?: true;
  };
  /** Name in the cluster's DNS. Absent if its Pod may be that of an older release, which has another name. */
  privateDns?: string;
  /** The program makes a secret of the user data, or has done so for this instance. What it prints may repeat them. */
  secretUserData?: true;
  /** Made of the resource's URN; absent in states of older releases. Hidden in previews. */
  __key?: string;
  /** Absent if the instance belongs to no auto scaling group. */
  autoScaling?: AutoScaling;
  /** The program's own Kubernetes Provider names the cluster; see `ClusterSelection`. */
  ownTarget?: boolean;
  /** Absent only if no kubeconfig was found; then the operation looks it up again. */
  namespace?: string;
  pod: PodInputs;
}

/** All tags of an instance, as AWS knows them. */
export const allTags = ({
  tags,
  tagsAll,
}: Pick<InstanceInputs, "tags" | "tagsAll">): Record<string, string> => tagsAll ?? tags ?? {};

/** What `check` derives from the arguments, the configuration and the environment, for previews to show. */
export interface PodInputs {
  /** The container image that `ami` maps to. */
  image: string;
  resources: ResourceRequirements;
  nodeSelector: Record<string, string>;
  tolerations: Toleration[];
  imagePullSecrets: string[];
  annotations: Record<string, string>;
  /** Ownership labels. */
  labels: Record<string, string>;
  metadataImage: string;
  /** Domain of the name in the cluster's DNS; empty if the Service of the names is gone, absent as `privateDns` is. */
  clusterDomain?: string;
  /** Absent if instance metadata serves no credentials. */
  credentials?: PodCredentials;
  /** The subnet that the instance names, if the program declares it. */
  network?: VpcRange;
}

/** Which credentials instance metadata serves; not the credentials themselves. */
export interface PodCredentials {
  profileArn: string;
  profileId: string;
  /** Name of the role; empty if the profile has none. */
  role: string;
  roleArn: string;
  /** Changes with the credentials. */
  version: string;
}

/** What the cluster shows of an instance. */
export interface InstanceStatus {
  namespace: string;
  /** Identity of the cluster; absent in states of older releases, and if the cluster didn't say. */
  clusterId?: string;
  instanceState: "pending" | "running" | "stopped";
  /** Empty while the instance has no Pod. */
  privateIp: string;
  /** Name in the cluster's DNS; of a Pod of an older release the name of its address, empty without that Pod. */
  privateDns: string;
  /** Name of the instance's Pod; empty while it has none. */
  podName: string;
  /** How often its node has restarted the container of its Pod, each time with a new disk; absent if never. */
  containerRestarts?: number | undefined;
  /** Absent until it is known. */
  userDataExitStatus?: number;
  /** The end of the console, if `getConsoleOutput` asks for it. */
  consoleOutput?: string;
}

/** What Pulumi stores of an instance: its inputs and its status. */
export type InstanceState = Omit<InstanceInputs, keyof InstanceStatus> & InstanceStatus;

/** The state of an instance; without the fields of a Pod, that of a stopped one. */
export const toState = (
  inputs: InstanceInputs,
  status: Pick<InstanceStatus, "namespace"> & Partial<InstanceStatus>,
): InstanceState => ({
  ...inputs,
  instanceState: "stopped",
  privateIp: "",
  privateDns: inputs.privateDns ?? "",
  podName: "",
  ...status,
});
