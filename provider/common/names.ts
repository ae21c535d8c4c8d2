import { createHash, randomBytes } from "node:crypto";

/** Value of {@link labelKeys.managedBy} on everything that this package makes. */
export const managedBy = "pulumi-ec2-pods";

/** Type of an instance in the engine's state. */
export const instanceToken = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";

/** Label keys, on Pods, Secrets and NetworkPolicies. */
export const labelKeys = {
  managedBy: "app.kubernetes.io/managed-by",
  /** Hash of project and stack. */
  owner: "ec2-pods/owner",
  /** Logical name of the Pulumi resource, made label-safe. */
  name: "ec2-pods/name",
  /** `i-…` of the instance. */
  instanceId: "ec2-pods/instance-id",
  /** The emulated service, as in the seed. */
  service: "ec2-pods/service",
} as const;

/** Label key that makes a Pod a member of a security group; its value is {@link memberValue}. */
export const memberLabel = (securityGroupId: string): string => `security-group.ec2-pods/${securityGroupId}`;
export const memberValue = "member";

/** Project, stack and logical name: what tells one resource of ours from another's. */
export interface Identity {
  project: string;
  stack: string;
  name: string;
}

const hash = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** A new EC2 instance id. */
export const newInstanceId = (): string => `i-${randomBytes(9).toString("hex").slice(0, 17)}`;

/** A token that makes one spawn of an instance's Pod different from the next. */
export const newLaunchToken = (): string => randomBytes(8).toString("hex");

/** The id of a security group follows from its identity, so that previews show it. */
export const securityGroupId = ({ project, stack, name }: Identity): string =>
  `sg-${hash(`${project}/${stack}/${name}`, 17)}`;

export const securityGroupIdPattern = /^sg-[0-9a-f]{17}$/;

/** The id of a rule that stands alone, for the same reason. */
export const securityGroupRuleId = (
  { project, stack, name }: Identity,
  direction: "ingress" | "egress",
): string => `sgr-${hash(`${project}/${stack}/${direction}/${name}`, 17)}`;

/** The id in `sg-…` or `000000000000/sg-…`, with the account that stands for none. */
export const groupIdIn = (text: string): string => text.replace(/^000000000000\/(?=sg-)/, "");

/** Label value for everything that one stack owns. */
export const ownerHash = ({ project, stack }: Pick<Identity, "project" | "stack">): string =>
  hash(`${project}/${stack}`, 16);

/** Lower-case letters, digits and inner dashes of `text`, at most `length` of them. */
const slug = (text: string, length: number): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, length)
    .replace(/^-+|-+$/g, "");

/**
 * A Pod name for one spawn of one instance: a DNS-1123 label of at most 63 characters.
 *
 * A new one for each spawn, so that a recreated Pod never meets its Terminating predecessor.
 */
export function podName(name: string, instanceId: string, spawnToken: string): string {
  const suffix = hash(`${instanceId}/${spawnToken}`, 10);
  return ["ec2", slug(name, 63 - "ec2--".length - suffix.length), suffix].filter(Boolean).join("-");
}

/** `text` as a label value; where characters had to go, a hash keeps different texts apart. */
export function labelSafe(text: string): string {
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(text)) return text;
  return [slug(text, 52), hash(text, 10)].filter(Boolean).join("-");
}

/** The labels that everything of one resource carries. */
export const ownerLabels = (identity: Identity): Record<string, string> => ({
  [labelKeys.managedBy]: managedBy,
  [labelKeys.owner]: ownerHash(identity),
  [labelKeys.name]: labelSafe(identity.name),
  [labelKeys.service]: "ec2",
});

/** The account of ARNs and of instance metadata, which stands for none. */
export const accountId = "000000000000";

/** Annotation keys on an instance's Pod. */
export const annotationKeys = {
  /** Tags as JSON: their keys and values are freer than labels. */
  tags: "ec2-pods/tags",
  instanceType: "ec2-pods/instance-type",
  /** Who made the Pod. */
  origin: "ec2-pods/maker",
  /** Set until the engine has the instance in its state; a Pod that keeps it was left by a killed run. */
  launchPending: "ec2-pods/spawn-pending",
  /** Set where a create took this instance over. */
  adopted: "ec2-pods/adopted",
  /** The user data that this Pod was made for was to run in it. */
  firstBoot: "ec2-pods/first-boot",
} as const;

export const nameAnnotation = "ec2-pods/group-name";

export const descriptionAnnotation = "ec2-pods/description";
