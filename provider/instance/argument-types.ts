import type { Types } from "../common/convert";

const all = <T extends Types[string]>(type: T, ...names: string[]): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, type]));

/** The types of an instance's arguments and their fields, by name. A name means the same in every block. */
export const argumentTypes: Types = {
  ...all(
    "boolean",
    ...["associatePublicIpAddress", "deleteOnTermination", "disableApiStop", "disableApiTermination"],
    ...["ebsOptimized", "enablePrimaryIpv6", "enableResourceNameDnsARecord", "enabled", "encrypted"],
    ...["enableResourceNameDnsAaaaRecord", "forceDestroy", "getConsoleOutput", "getPasswordData"],
    ...["hibernation", "keepOnFailure", "monitoring", "noDevice", "sourceDestCheck"],
    ...["userDataReplaceOnChange", "waitForUserData"],
  ),
  ...all(
    "number",
    ...["coreCount", "deviceIndex", "httpPutResponseHopLimit", "iops", "ipv6AddressCount"],
    ...["networkCardIndex", "placementPartitionNumber", "threadsPerCore", "throughput", "volumeSize"],
  ),
  ...all("texts", "tags", "tagsAll", "volumeTags"),
  kubeconfig: "any",
};
