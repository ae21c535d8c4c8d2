import { isDeepStrictEqual } from "node:util";

import type { NetworkPolicy } from "../cluster/objects";
import { labelKeys, memberLabel } from "../common/names";
import { isRecord } from "../common/values";
import { groupAnnotationKeys } from "./network-policy";

type Fields = Readonly<Record<string, unknown>>;
type Metadata = NonNullable<NetworkPolicy["metadata"]>;
type Manager = NonNullable<Metadata["managedFields"]>[number];

/** What others than Pulumi's Kubernetes provider have made of the spec of a policy. */
export interface Edit {
  policy: NetworkPolicy;
  /** Their names, as `kubectl get --show-managed-fields` shows them. */
  editors: string[];
  /** The spec as Pulumi wrote it last; absent if they have replaced the record of it as well. */
  spec?: Fields;
  /** The name under which Pulumi wrote it. */
  manager?: string;
}

/** What a group decides of its policy. */
export interface PolicyContent {
  spec: object;
  annotations: Readonly<Record<string, string | undefined>>;
}

/** Where a client-side apply, such as that of Pulumi's plugin 2.0.0, records what it wrote. */
const record = "kubectl.kubernetes.io/last-applied-configuration";
const fieldManager = "pulumi.com/patchFieldManager";

/** The edits of a group's policy and of its rules' in the same namespace, among the policies of this package there. */
export function editsOf(
  policies: readonly NetworkPolicy[],
  { groupId, policyName }: { groupId: string; policyName: string },
): Edit[] {
  const edits = allEdits(policies);
  if (edits.length === 0) return [];
  const ownerOf = ({ metadata }: NetworkPolicy) => metadata?.labels?.[labelKeys.owner];
  const group = policies.find(({ metadata }) => metadata?.name === policyName);
  const owner = group && ownerOf(group);
  if (owner === undefined) return [];
  return edits.filter(({ policy, spec = policy.spec }) => {
    const { name = "" } = policy.metadata ?? {};
    return (
      name === policyName ||
      (name.startsWith("sgr-") && ownerOf(policy) === owner && isOfGroup(spec, groupId))
    );
  });
}

const known = new WeakMap<readonly NetworkPolicy[], Edit[]>();

/** Found once for all groups of a namespace. */
function allEdits(policies: readonly NetworkPolicy[]): Edit[] {
  const edits = known.get(policies) ?? policies.flatMap((policy) => editOf(policy) ?? []);
  known.set(policies, edits);
  return edits;
}

/** Whether a policy with this spec is of a group: its own, or that of one of its rules. */
export const isOfGroup = (spec: Fields | NetworkPolicy["spec"], groupId: string): boolean =>
  (spec as NetworkPolicy["spec"])?.podSelector?.matchLabels?.[memberLabel(groupId)] !== undefined;

/**
 * The edit of one policy. What a webhook of the cluster makes of it is written under the name of Pulumi's plugin, and so
 * is none. A plugin that applies on the server finds edits itself, and leaves an old record as it is.
 */
function editOf(policy: NetworkPolicy): Edit | undefined {
  const { annotations = {}, managedFields = [] } = policy.metadata ?? {};
  const isPulumi = ({ manager = "" }: Manager) =>
    manager.startsWith("pulumi") || manager === annotations[fieldManager];
  const own = managedFields.filter(isPulumi);
  if (own.some(({ operation }) => operation === "Apply")) return undefined;
  const others = managedFields.filter((entry) => !isPulumi(entry));
  const live = (policy.spec ?? {}) as Fields;
  const written = others.some((entry) => hasField(entry, "metadata", "annotations", record))
    ? undefined
    : specIn(annotations[record]);
  const keys = new Set([...Object.keys(live), ...Object.keys(written ?? {})]);
  const edited = [...keys].filter((key) => {
    const isTheirs = others.some((entry) => hasField(entry, "spec", key));
    if (!written) return isTheirs;
    const isOurs = own.some((entry) => hasField(entry, "spec", key));
    return (isTheirs || !isOurs) && !isDeepStrictEqual(asServed(live[key]), asServed(written[key]));
  });
  if (edited.length === 0) return undefined;
  // What they have removed has no manager.
  const editors = others.filter((entry) => edited.some((key) => hasField(entry, "spec", key)));
  const [{ manager = "" } = {}] = own;
  return {
    policy,
    editors: [...new Set(editors.map((entry) => entry.manager ?? ""))],
    ...(written && { spec: written }),
    ...(manager && { manager }),
  };
}

const hasField = ({ fieldsV1 }: Manager, ...path: string[]): boolean =>
  path.reduce<unknown>((fields, key) => (isRecord(fields) ? fields[`f:${key}`] : undefined), fieldsV1) !==
  undefined;

/** The spec in a record; undefined if there is none. */
function specIn(text: string | undefined): Fields | undefined {
  try {
    const object: unknown = JSON.parse(text ?? "");
    return isRecord(object) && isRecord(object["spec"]) ? object["spec"] : undefined;
  } catch {
    return undefined;
  }
}

/** The value as the API server returns it: it leaves out empty lists, but an empty selector means all Pods. */
function asServed(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(asServed) : undefined;
  if (!isRecord(value)) return value ?? undefined;
  const entries = Object.entries(value).map(([key, item]) => [key, asServed(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** Whether what a policy allows is what the program says, whoever wrote it. */
export const isAsDeclared = (content: PolicyContent, policy: NetworkPolicy): boolean =>
  hasSpec(content, policy.spec);

const hasSpec = ({ spec }: PolicyContent, found: unknown): boolean =>
  isDeepStrictEqual(asServed(found), asServed(spec));

/** Whether a policy has this content: as it is, or as Pulumi wrote it before somebody else edited it. */
export function isSamePolicy(content: PolicyContent, policy: NetworkPolicy): boolean {
  const found = policy.metadata?.annotations ?? {};
  return (
    groupAnnotationKeys.every((key) => found[key] === content.annotations[key]) &&
    (isAsDeclared(content, policy) || hasSpec(content, specIn(found[record])))
  );
}

/** The merge patch that makes the policy as Pulumi wrote it, unless somebody has changed it since it was read. */
export const restoring = ({ policy, spec = {} }: Edit): object => ({
  metadata: { resourceVersion: policy.metadata?.resourceVersion },
  spec: replacing(policy.spec, spec),
});

/** A merge patch keeps what it doesn't name. */
function replacing(live: unknown, wanted: unknown): unknown {
  if (!isRecord(live) || !isRecord(wanted)) return wanted;
  const removed = Object.keys(live).filter((key) => !(key in wanted));
  return {
    ...Object.fromEntries(removed.map((key) => [key, null])),
    ...Object.fromEntries(Object.entries(wanted).map(([key, item]) => [key, replacing(live[key], item)])),
  };
}

/** Says who edited which policy, and what undoes it. */
export function editText({ policy, editors, spec }: Edit): string {
  const { name = "", namespace = "", annotations } = policy.metadata ?? {};
  const by = editors.map((editor) => `"${editor}"`).join(" and ") || "somebody else";
  const fix = spec
    ? '"pulumi up" restores what it was'
    : specIn(annotations?.[record])
      ? 'Run "pulumi up --refresh" to restore what the program declares'
      : `It has lost its annotation ${record}: change a tag of the group or rule, and run "pulumi up" until this warning is gone`;
  return `NetworkPolicy "${name}" in namespace "${namespace}" was edited by ${by}. ${fix}`;
}
