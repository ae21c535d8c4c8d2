import type { Container, Pod, ResourceRequirements, Volume } from "../cluster/objects";
import { accountId, annotationKeys } from "../common/names";
import { defined } from "../common/values";
import { credentialsDirectory, credentialsMount } from "./credentials";
import { instanceTypeSpec } from "./instance-types";
import { metadataListens, metadataServer } from "./metadata-server";
import { userDataDirectory, userDataFile } from "../user-data/user-data";
import { allTags } from "./model";
import type { InstanceInputs } from "./model";
import { publicIpOf, subnetIdOf } from "./network-place";

/** Name of the sidecar that serves instance metadata. */
export const metadataContainerName = "metadata";

/** Alpine with iptables, as k3s uses it; `ec2-pods:metadataImage` names another. */
export const metadataImage = "rancher/klipper-lb:v0.4.13";

/** The Pod of an older release fills in the name of its address. */
const nameOfAddress = "@privateDns@";
const hostnameFact = "meta-data/local-hostname";

/** The service's answers by path: lines of `path<TAB>value`. The Pod itself fills in values between `@`. */
export function metadataAnnotation(inputs: InstanceInputs, privateDns = nameOfAddress): string {
  const { instanceId, instanceType, region, availabilityZone, metadataOptions = {} } = inputs;
  const publicIp = publicIpOf(inputs);
  const macs = "meta-data/network/interfaces/macs/@mac@";
  const document = {
    accountId,
    architecture: instanceTypeSpec(instanceType)?.architecture,
    availabilityZone,
    imageId: inputs.ami,
    instanceId,
    instanceType,
    privateIp: "@privateIp@",
    region,
    version: "2017-09-30",
  };
  const facts: Record<string, string> = {
    "options/httpEndpoint": metadataOptions.httpEndpoint ?? "enabled",
    "options/httpTokens": metadataOptions.httpTokens ?? "optional",
    "meta-data/ami-id": inputs.ami,
    "meta-data/ami-launch-index": "0",
    "meta-data/hostname": privateDns,
    "meta-data/instance-action": "none",
    "meta-data/instance-id": instanceId,
    "meta-data/instance-life-cycle":
      inputs.instanceMarketOptions?.marketType === "spot" ? "spot" : "on-demand",
    "meta-data/instance-type": instanceType,
    [hostnameFact]: privateDns,
    "meta-data/local-ipv4": "@privateIp@",
    "meta-data/mac": "@mac@",
    [`${macs}/device-number`]: "0",
    [`${macs}/local-ipv4s`]: "@privateIp@",
    [`${macs}/mac`]: "@mac@",
    [`${macs}/security-group-ids`]: inputs.vpcSecurityGroupIds.join("\n"),
    [`${macs}/subnet-id`]: subnetIdOf(inputs),
    "meta-data/placement/availability-zone": availabilityZone,
    "meta-data/placement/region": region,
    [publicIpFact]: publicIp,
    "meta-data/services/domain": "amazonaws.com",
    "meta-data/services/partition": "aws",
    "dynamic/instance-identity/document": JSON.stringify(document, null, 2),
  };
  if (publicIp) {
    facts["meta-data/public-hostname"] = publicIp;
    facts["meta-data/public-ipv4"] = publicIp;
    facts[`${macs}/public-hostname`] = publicIp;
    facts[`${macs}/public-ipv4s`] = publicIp;
  }
  if (metadataOptions.instanceMetadataTags === "enabled") {
    for (const [key, value] of Object.entries(allTags(inputs))) {
      // EC2 rejects such keys if metadata serves tags; a path can't hold a slash.
      if (!/[/\s]/.test(key)) facts[`meta-data/tags/instance/${key}`] = value;
    }
  }
  return Object.entries(facts)
    .map(([path, value]) => `${path}\t${escape(value)}\n`)
    .join("");
}

/** Isn't served: EC2's service has nothing about a public address that there isn't. */
const publicIpFact = "options/publicIp";

/** The public address that EC2's rules gave the instance in a Pod at its launch; empty if it has none. */
export function publicIpIn({ metadata }: Pod, instanceId: string): string {
  const { publicIp } = describedIn(metadata?.annotations?.[annotationKeys.metadata]);
  return publicIpOf({ instanceId, ...defined({ publicIp }) });
}

/** What the answers say of the arguments of their instance, for a program that only knows its id. */
export function describedIn(annotation?: string): Partial<InstanceInputs> {
  const lines = linesOf(annotation);
  const facts = new Map(lines);
  const subnet = lines.find(([path]) => path.endsWith("/subnet-id"));
  return defined({
    ami: facts.get("meta-data/ami-id"),
    availabilityZone: facts.get("meta-data/placement/availability-zone"),
    instanceType: facts.get("meta-data/instance-type"),
    publicIp: facts.get(publicIpFact),
    region: facts.get("meta-data/placement/region"),
    subnetId: subnet?.[1],
  });
}

/** The name that the service tells; undefined if it is that of the Pod's address. */
export function hostnameIn(annotation?: string): string | undefined {
  const name = new Map(linesOf(annotation)).get(hostnameFact);
  return name === nameOfAddress ? undefined : name;
}

const linesOf = (annotation = ""): [string, string][] =>
  annotation.split("\n").map((line) => {
    const [path = "", value = ""] = line.split("\t");
    return [path, unescape(value)];
  });

const unescape = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, letter: string) => ({ n: "\n", t: "\t", r: "\r" })[letter] ?? letter);

const escape = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");

const factsVolume = "metadata";
const stateVolume = "metadata-state";

/** What the sidecar serves beside the facts of the annotation. */
interface Served {
  image: string;
  credentials: boolean;
  size: SidecarSize;
}

/** What the sidecar names as its resources: little, nothing but the namespace's defaults, or a reservation of its limits. */
export type SidecarSize = "small" | "default" | "reserved";

/** Most of it is for many requests at once. */
export const sidecarResources = {
  limits: { cpu: "250m", memory: "64Mi" },
  requests: { cpu: "1m", memory: "1Mi" },
};

const sizes: Readonly<Record<SidecarSize, { resources?: ResourceRequirements }>> = {
  small: { resources: sidecarResources },
  default: {},
  reserved: { resources: { limits: sidecarResources.limits, requests: sidecarResources.limits } },
};

/** The sidecar. It alone has the privilege that the redirection needs. */
export function metadataContainer({ image, credentials, size }: Served): Container {
  const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  return {
    name: metadataContainerName,
    image,
    imagePullPolicy: "IfNotPresent",
    restartPolicy: "Always",
    ...sizes[size],
    command: ["sh", "-c", metadataServer],
    env: [
      field("POD_IP", "status.podIP"),
      { name: "FACTS", value: "/etc/ec2-pods/metadata" },
      { name: "STATE", value: "/run" },
      { name: "IAM", value: credentialsDirectory },
      { name: "USER_DATA", value: `${userDataDirectory}/${userDataFile}` },
    ],
    lifecycle: { postStart: { exec: { command: ["sh", "-c", metadataListens] } } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"], add: ["NET_ADMIN", "NET_RAW"] },
      readOnlyRootFilesystem: true,
      runAsUser: 0,
    },
    volumeMounts: [
      { name: factsVolume, mountPath: "/etc/ec2-pods", readOnly: true },
      { name: stateVolume, mountPath: "/run" },
      { name: "user-data", mountPath: userDataDirectory, readOnly: true },
      ...(credentials ? [credentialsMount] : []),
    ],
  };
}

export const metadataVolumes = (): Volume[] => [
  {
    name: factsVolume,
    downwardAPI: {
      items: [
        { path: "metadata", fieldRef: { fieldPath: `metadata.annotations['${annotationKeys.metadata}']` } },
      ],
    },
  },
  { name: stateVolume, emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
];
