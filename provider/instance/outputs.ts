import type { UnwrappedObject } from "@pulumi/pulumi";

import { ec2Arn, recordId } from "../common/names";
import { primaryInterfaceId } from "../network/primary-interface";
import type { RootBlockDevice as RootBlockDeviceArgs } from "./accepted-args";
import { instanceTypeSpec } from "./instance-types";
import { allTags } from "./model";
import type { InstanceState } from "./model";
import { publicIpOf, subnetIdOf } from "./network-place";

type RootBlockDevice = UnwrappedObject<RootBlockDeviceArgs>;
type State = Partial<InstanceState> & { instanceId: string };

/** An output that follows from others: previews know it as they know those, and the state doesn't hold it. */
export interface DerivedOutput {
  /** Properties that it follows from, beside the instance id. */
  from: readonly (keyof InstanceState)[];
  value: (state: State) => unknown;
}

const derived = (from: DerivedOutput["from"], value: DerivedOutput["value"]): DerivedOutput => ({
  from,
  value,
});

/** An argument as an output; EC2's value if the program leaves it out. */
const argument = (name: keyof InstanceState, otherwise: unknown): DerivedOutput =>
  derived([name], (state) => state[name] ?? otherwise);

const constant = (value: unknown): DerivedOutput => derived([], () => value);

/** An id of EC2's form for something that exists only as a part of the instance. */
const partId = (prefix: string, instanceId: string, part: string): string =>
  recordId(prefix, `${instanceId}/${part}`);

const publicIpSources = ["publicIp", "associatePublicIpAddress"] as const;

/** A volume as EC2 would have it; `given` is what the program says of it. */
function volume(instanceId: string, { tags = {}, ...given }: RootBlockDevice & { deviceName: string }) {
  const isGp3 = (given.volumeType ?? "gp3") === "gp3";
  return {
    deleteOnTermination: true,
    encrypted: false,
    iops: isGp3 ? 3000 : 0,
    kmsKeyId: "",
    tags,
    tagsAll: tags,
    throughput: isGp3 ? 125 : 0,
    volumeId: partId("vol", instanceId, given.deviceName),
    volumeSize: 8,
    volumeType: "gp3",
    ...present(given),
  };
}

/** Id of the network interface of an instance. */
export const interfaceId = ({ instanceId, ...state }: State): string =>
  primaryInterfaceId(instanceId, state) as string;
const interfaces = ["networkInterfaces", "primaryNetworkInterface"] as const;

const tagSources = ["tags", "tagsAll"] as const;

const isSpot = ({ instanceMarketOptions }: State): boolean => instanceMarketOptions?.marketType === "spot";

function cpu({ instanceType = "", cpuOptions = {} }: State) {
  const { vCpus = 1, architecture } = instanceTypeSpec(instanceType) ?? {};
  const threads = cpuOptions.threadsPerCore ?? (architecture === "x86_64" && vCpus > 1 ? 2 : 1);
  const cores = { coreCount: vCpus / threads, threadsPerCore: threads };
  return { amdSevSnp: "", nestedVirtualization: "", ...cores, ...present(cpuOptions) };
}

function credits({ instanceType = "", creditSpecification }: State) {
  const [, generation] = /^t(\d)/.exec(instanceType) ?? [];
  if (creditSpecification || !generation) return creditSpecification;
  return { cpuCredits: generation === "2" ? "standard" : "unlimited" };
}

/** The block without what the program leaves undefined. */
const present = (block: object | undefined): object =>
  Object.fromEntries(
    Object.entries(block ?? {}).filter(([, value]) => value !== undefined && value !== null),
  );

/** A block as an output, with EC2's values for the fields that the program leaves out. */
const block = (name: keyof InstanceState, otherwise: object): DerivedOutput =>
  derived([name], (state) => ({ ...otherwise, ...present(state[name] as object | undefined) }));

/** Every output of `aws.ec2.Instance` that the state doesn't hold as it is. */
export const derivedOutputs = {
  arn: derived(["region"], ({ region = "", instanceId }) => ec2Arn(region, "instance", instanceId)),
  associatePublicIpAddress: derived(publicIpSources, (state) => publicIpOf(state) !== ""),
  capacityReservationSpecification: block("capacityReservationSpecification", {
    capacityReservationPreference: "open",
  }),
  consoleOutput: argument("consoleOutput", undefined),
  cpuOptions: derived(["instanceType", "cpuOptions"], cpu),
  creditSpecification: derived(["instanceType", "creditSpecification"], credits),
  disableApiStop: argument("disableApiStop", false),
  disableApiTermination: argument("disableApiTermination", false),
  ebsBlockDevices: derived(["ebsBlockDevices"], ({ instanceId, ebsBlockDevices = [] }) =>
    ebsBlockDevices.map((device) => ({ snapshotId: "", ...volume(instanceId, device) })),
  ),
  ebsOptimized: argument("ebsOptimized", false),
  enablePrimaryIpv6: argument("enablePrimaryIpv6", false),
  enclaveOptions: block("enclaveOptions", { enabled: false }),
  ephemeralBlockDevices: argument("ephemeralBlockDevices", []),
  forceDestroy: argument("forceDestroy", false),
  getPasswordData: argument("getPasswordData", false),
  hibernation: argument("hibernation", undefined),
  hostId: argument("hostId", ""),
  hostResourceGroupArn: argument("hostResourceGroupArn", ""),
  iamInstanceProfile: argument("iamInstanceProfile", ""),
  instanceInitiatedShutdownBehavior: argument("instanceInitiatedShutdownBehavior", "stop"),
  instanceLifecycle: derived(["instanceMarketOptions"], (state) => (isSpot(state) ? "spot" : "")),
  instanceMarketOptions: argument("instanceMarketOptions", undefined),
  ipv6AddressCount: argument("ipv6AddressCount", 0),
  ipv6Addresses: constant([]),
  keyName: argument("keyName", ""),
  launchTemplate: argument("launchTemplate", undefined),
  maintenanceOptions: block("maintenanceOptions", { autoRecovery: "default" }),
  metadataOptions: block("metadataOptions", {
    httpEndpoint: "enabled",
    httpProtocolIpv6: "disabled",
    httpPutResponseHopLimit: 1,
    httpTokens: "optional",
    instanceMetadataTags: "disabled",
  }),
  monitoring: argument("monitoring", false),
  networkInterfaces: argument("networkInterfaces", []),
  outpostArn: constant(""),
  passwordData: constant(""),
  placementGroup: argument("placementGroup", ""),
  placementGroupId: argument("placementGroupId", ""),
  placementPartitionNumber: argument("placementPartitionNumber", 0),
  primaryNetworkInterface: derived(interfaces, (state) => ({
    deleteOnTermination: !state.networkInterfaces?.length && !state.primaryNetworkInterface,
    networkInterfaceId: interfaceId(state),
  })),
  primaryNetworkInterfaceId: derived(interfaces, interfaceId),
  privateDnsNameOptions: block("privateDnsNameOptions", {
    enableResourceNameDnsAaaaRecord: false,
    enableResourceNameDnsARecord: false,
    hostnameType: "ip-name",
  }),
  publicDns: derived(publicIpSources, publicIpOf),
  publicIp: derived(publicIpSources, publicIpOf),
  rootBlockDevice: derived(["rootBlockDevice"], ({ instanceId, rootBlockDevice }) =>
    volume(instanceId, { deviceName: "/dev/xvda", ...rootBlockDevice }),
  ),
  secondaryNetworkInterfaces: constant([]),
  secondaryPrivateIps: constant([]),
  sourceDestCheck: argument("sourceDestCheck", true),
  spotInstanceRequestId: derived(["instanceMarketOptions"], (state) =>
    isSpot(state) ? partId("sir", state.instanceId, "spot").slice(0, "sir-".length + 8) : "",
  ),
  subnetId: derived(["subnetId", "availabilityZone"], subnetIdOf),
  tags: argument("tags", undefined),
  tagsAll: derived(tagSources, allTags),
  tenancy: argument("tenancy", "default"),
  userData: argument("userData", undefined),
  userDataBase64: argument("userDataBase64", undefined),
  userDataExitStatus: argument("userDataExitStatus", undefined),
  userDataReplaceOnChange: argument("userDataReplaceOnChange", false),
  volumeTags: argument("volumeTags", undefined),
} as const satisfies Record<string, DerivedOutput>;
