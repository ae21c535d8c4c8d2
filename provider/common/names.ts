import { createHash, randomBytes } from "node:crypto";

/** Value of {@link labelKeys.managedBy} on every object of this package. */
export const managedBy = "pulumi-ec2-pods";

/** Type of an instance in Pulumi's state. */
export const instanceToken = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";
/** Type of a load balancer, of `lb` and of `alb`. */
export const loadBalancerToken = "pulumi-nodejs:lb/loadBalancer:LoadBalancer";
export const guardToken = "pulumi-nodejs:dynamic/ec2-pods:SecurityGroupGuard";
export const policyToken = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** Account of ARNs, owners and instance metadata: a placeholder. */
export const accountId = "000000000000";

/** ARN of a resource of EC2 in the placeholder account. */
export const ec2Arn = (region: string, type: string, id: string): string =>
  `arn:aws:ec2:${region}:${accountId}:${type}/${id}`;

// These keys and values stand in users' clusters and states. Renaming one orphans what older releases created.

/** Label keys on Pods, Secrets, claims and NetworkPolicies. */
export const labelKeys = {
  managedBy: "app.kubernetes.io/managed-by",
  /** Hash of project and stack. */
  owner: "ec2-pods/owner",
  /** Logical name of the Pulumi resource, made label-safe. */
  name: "ec2-pods/name",
  /** `i-…` of the instance. */
  instanceId: "ec2-pods/instance-id",
  /** Whether the instance should be "on" or "off", as it was last told. */
  power: "ec2-pods/power",
  /** The emulated service, as in the seed. */
  service: "ec2-pods/service",
  /** On the claim of a Volume: hash of the volume's URN. */
  volumeKey: "ec2-pods/volume",
  /** On the claim of a Volume that Pulumi has created: its `vol-…`. */
  volumeId: "ec2-pods/volume-id",
  /** On the claim of a Volume: `i-…` of the instance that a VolumeAttachment attaches it to. */
  attachedTo: "ec2-pods/attached-to",
  /** On a VolumeSnapshot: hash of the URN of its Snapshot. */
  snapshotKey: "ec2-pods/snapshot",
  /** On a Deployment and its Pods: name of the objects of the load balancer. */
  loadBalancer: "ec2-pods/load-balancer",
} as const;

/** Annotation keys on Pods, NetworkPolicies and nodes. */
export const annotationKeys = {
  /** Tags as JSON: their keys and values are freer than labels. */
  tags: "ec2-pods/tags",
  instanceType: "ec2-pods/instance-type",
  /** Where the object comes from; see {@link origin}. */
  origin: "ec2-pods/maker",
  /** Present until Pulumi has saved the instance or the volume. A Pod or claim that keeps it was left by a killed run. */
  launchPending: "ec2-pods/spawn-pending",
  /** Present on a claim until Pulumi has saved the attachment. One that keeps it was left by a killed run. */
  attachmentPending: "ec2-pods/attachment-pending",
  /** Present if a create adopted this instance. */
  adopted: "ec2-pods/adopted",
  /** Present if user data was to run in this Pod. */
  firstBoot: "ec2-pods/first-boot",
  /** Present if PID 1 of the Pod is a supervisor, which can power the instance off and on. */
  supervised: "ec2-pods/supervised",
  /** Which user data the Pod's Secret got last, while the Pod ran. */
  userData: "ec2-pods/user-data",
  /** Which resource launched or adopted the Pod, by its URN: two below different parents may have one logical name. */
  resource: "ec2-pods/resource",
  /** "terminate" or "stop": what a shutdown from inside does to the instance. */
  shutdownBehavior: "ec2-pods/shutdown-behavior",
  /** Devices of the volumes that outlive the instance. */
  keptVolumes: "ec2-pods/kept-volumes",
  /** Id of the VolumeAttachment that attaches a volume. */
  attachment: "ec2-pods/attachment",
  availabilityZone: "ec2-pods/availability-zone",
  /** Short name of the device that a volume is attached as. */
  device: "ec2-pods/device",
  /** On the Pods of a load balancer: hash of all that they were launched with. */
  configHash: "ec2-pods/config-hash",
  /** Present if several instances may use a volume at once. */
  multiAttach: "ec2-pods/multi-attach",
  /** The image that the instance was launched with; after a space, the one that the cluster put in its place. */
  image: "ec2-pods/image",
  /** The image of the instance metadata service that was asked for last. */
  metadataImage: "ec2-pods/metadata-image",
  /** Answers of the instance metadata service. */
  metadata: "ec2-pods/metadata",
  /** Which credentials the metadata service got last, while the Pod ran. */
  credentials: "ec2-pods/credentials",
  groupName: "ec2-pods/group-name",
  description: "ec2-pods/description",
  /** On a copy of a policy: name and uid of that, whose place it takes until the engine has made it again. */
  standsInFor: "ec2-pods/stands-in-for",
  /** "enforced" or "none", on the nodes of this repository's own clusters. */
  networkPolicies: "ec2-pods/network-policies",
} as const;

/** Removes the mark of what the engine may not have saved: until then it is in no state. */
export const savedPatch = { metadata: { annotations: { [annotationKeys.launchPending]: null } } };

const memberPrefix = "security-group.ec2-pods/";
/** Value of the label that makes a Pod a member of a security group. */
export const memberValue = "member";

/** Key of the label that makes a Pod a member of a security group; its value is {@link memberValue}. */
export const memberLabel = (securityGroupId: string): string => `${memberPrefix}${securityGroupId}`;

/** Id of the group that a label of {@link memberLabel} belongs to; undefined for another label. */
export function groupIdOfLabel(key: string): string | undefined {
  const id = key.startsWith(memberPrefix) ? key.slice(memberPrefix.length) : "";
  return securityGroupIdPattern.test(id) ? id : undefined;
}

/** Project, stack and logical name: what tells one resource of this package from another. */
export interface Identity {
  project: string;
  stack: string;
  name: string;
}

/** The first digits of the SHA-256 of a text. */
export const hash = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** A new EC2 instance id. */
export const newInstanceId = (): string => recordId("i");

/** A new id of any other resource; the same for the same seed, if there is one. */
export const recordId = (prefix: string, seed?: string): string =>
  `${prefix}-${seed === undefined ? randomBytes(9).toString("hex").slice(0, 17) : hash(seed, 17)}`;

/** A token that makes one launch of an instance's Pod different from the next. */
export const newLaunchToken = (): string => randomBytes(8).toString("hex");

/** Id of a security group; derived from its identity, so that previews show it. */
export const securityGroupId = ({ project, stack, name }: Identity): string =>
  `sg-${hash(`${project}/${stack}/${name}`, 17)}`;

/**
 * Logical name of the default group of a VPC of the program; without one, of the region's default VPC.
 *
 * VPCs of several components may have one name; the types of the components, as in a URN, tell them apart.
 */
export function defaultGroupName(vpc?: string, parents = ""): string {
  if (vpc === undefined) return "default";
  return parents === "" ? `default of ${vpc}` : `default of ${vpc} in ${hash(parents, 7)}`;
}

/** Ids of groups that EC2 created before 2016 have eight digits; nothing here makes one. */
export const securityGroupIdPattern = /^sg-([0-9a-f]{8}|[0-9a-f]{17})$/;

/** Id of a standalone rule; derived from its identity, so that previews show it. */
export const securityGroupRuleId = (
  { project, stack, name }: Identity,
  direction: "ingress" | "egress" | "rule",
): string => `sgr-${hash(`${project}/${stack}/${direction}/${name}`, 17)}`;

/** The id in `sg-…` or `<accountId>/sg-…`. */
export const groupIdIn = (text: string): string =>
  text.startsWith(`${accountId}/sg-`) ? text.slice(accountId.length + 1) : text;

/** Label value for everything that one stack owns. */
export const ownerHash = ({ project, stack }: Pick<Identity, "project" | "stack">): string =>
  hash(`${project}/${stack}`, 16);

/** Lowercase letters, digits and inner dashes of `text`, at most `length` of them. */
export const slug = (text: string, length: number): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, length)
    .replace(/^-+|-+$/g, "");

/**
 * A Pod name for one launch of one instance: a DNS-1123 label of at most 63 characters.
 *
 * Each launch gets a new one, so that a re-created Pod never collides with its terminating predecessor.
 */
export function podName(name: string, instanceId: string, launchToken: string): string {
  const suffix = hash(`${instanceId}/${launchToken}`, 10);
  return ["ec2", slug(name, 63 - "ec2--".length - suffix.length), suffix].filter(Boolean).join("-");
}

/** `text` as a label value; if characters must be dropped, a hash keeps different texts apart. */
export function labelSafe(text: string): string {
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(text)) return text;
  return [slug(text, 52), hash(text, 10)].filter(Boolean).join("-");
}

/** What the claim of a volume is found by, and named after: the volume's id isn't known to an instance that is launched before it. */
export const volumeKey = (urn: string): string => hash(urn, 17);

/** Value of the service label on the objects of load balancers, which {@link ownerLabels} otherwise gives to EC2. */
export const loadBalancing = "elasticloadbalancing";

/** The labels of every object of one resource. */
export const ownerLabels = (identity: Identity): Record<string, string> => ({
  [labelKeys.managedBy]: managedBy,
  [labelKeys.owner]: ownerHash(identity),
  [labelKeys.name]: labelSafe(identity.name),
  [labelKeys.service]: "ec2",
});

/** Value of `ec2-pods:metadataImage` that launches instances without the service. */
export const noImage = "none";
