import type { ResourceRequirements, Toleration } from "../cluster/objects";
import type { Identity } from "../common/names";
import type { EbsBlockDevice } from "./block-devices";
import type { ResourceMode } from "./instance-types";

/** Durations of the three waits, as in `customTimeouts`: `"90s"`, `"5m"`. */
export interface Timeouts {
  create?: string;
  update?: string;
  delete?: string;
}

/** Options of the instance metadata service, as in `aws.ec2.InstanceArgs.metadataOptions`. */
export interface MetadataOptions {
  httpEndpoint?: "enabled" | "disabled";
  httpTokens?: "optional" | "required";
  httpPutResponseHopLimit?: number;
  instanceMetadataTags?: "enabled" | "disabled";
}

/** What an instance is asked to be, after `check` has validated it and filled in the defaults. */
export interface InstanceInputs extends Identity {
  /** Made by `check`, so that previews show it; it is also the resource's id. */
  instanceId: string;
  ami: string;
  instanceType: string;
  resourceMode?: ResourceMode;
  userData?: string;
  userDataBase64?: string;
  userDataReplaceOnChange?: boolean;
  waitForUserData?: boolean;
  vpcSecurityGroupIds: string[];
  tags?: Record<string, string>;
  instanceState: "running" | "stopped";
  rebootTrigger?: string;
  ebsBlockDevices?: EbsBlockDevice[];
  metadataOptions?: MetadataOptions;
  disableApiTermination?: boolean;
  disableApiStop?: boolean;
  forceDestroy?: boolean;
  getConsoleOutput?: boolean;
  region: string;
  availabilityZone: string;
  keepOnFailure?: boolean;
  timeouts?: Timeouts;
  /** Id of an instance that exists already, which a create takes over. */
  adopt?: string;
  /** Absent only where no kubeconfig was found; then it is looked up again by the operation. */
  namespace?: string;
  /** The kubeconfig context that the instance lives in; kept, so that a destroy finds it. */
  context?: string;
  kubeconfig?: string;
  pod: PodInputs;
}

/** What `check` works out of the arguments, the configuration and the environment, for previews to show. */
export interface PodInputs {
  /** The container image that `ami` stands for. */
  image: string;
  resources: ResourceRequirements;
  nodeSelector: Record<string, string>;
  tolerations: Toleration[];
  imagePullSecrets: string[];
  annotations: Record<string, string>;
  /** Those that say whose the Pod is. */
  labels: Record<string, string>;
  metadataImage: string;
}

/** What the cluster said of an instance. */
export interface InstanceStatus {
  namespace: string;
  instanceState: "pending" | "running" | "stopped";
  /** Empty while the instance is stopped. */
  privateIp: string;
  /** Name of the Pod in the cluster's DNS; empty while the instance is stopped. */
  privateDns: string;
  /** Name of the Pod that backs the instance; empty while the instance is stopped. */
  podName: string;
  /** True from the first boot on: user data runs once per instance. */
  booted: boolean;
  /** Absent until it is known. */
  userDataExitStatus?: number;
  /** The end of the console, where `getConsoleOutput` asks for it. */
  consoleOutput?: string;
}

/** What is stored of an instance: its inputs and its status. */
export type InstanceState = Omit<InstanceInputs, keyof InstanceStatus> & InstanceStatus;
/** Inputs that are secrets whether the program says so or not. */
export const secretInputs = ["userData", "userDataBase64", "kubeconfig"];
/** The state of an instance; without a Pod, that of a stopped one. */
export const toState = (
  inputs: InstanceInputs,
  status: Pick<InstanceStatus, "namespace" | "booted"> & Partial<InstanceStatus>,
): InstanceState => ({
  ...inputs,
  instanceState: "stopped",
  privateIp: "",
  privateDns: "",
  podName: "",
  ...status,
});
