import { toKeyPair } from "../../access/login";
import type { KeyPair } from "../../access/login";
import type { Deployment, StoredResource } from "../../common/deployment";
import { instanceToken } from "../../common/names";
import type { Identity } from "../../common/names";
import { parseDuration, secretSignature } from "../../common/values";
import type { InstanceInputs, InstanceState } from "../../instance/model";
import { completed } from "../../instance/short-form";
import { serviceName } from "../../load-balancer/names";

/** What a stack's state has, as far as reap needs it. */
export interface StackState {
  /** Ids of the instances. */
  instances: Set<string>;
  /** "namespace/name" of their Pods. */
  pods: Set<string>;
  /** Instances whose creation started but didn't finish, with its time limit in milliseconds. */
  creating: Map<string, number>;
  /** "namespace/name" of the policies and snapshots whose creation started but didn't finish. */
  unfinished: Set<string>;
  /** "namespace/name" of the policies. */
  policies: Set<string>;
  /** "namespace/name" of the claims of Volumes. */
  claims: Set<string>;
  /** "namespace/name" of the VolumeSnapshots of Snapshots. */
  snapshots: Set<string>;
  /** Names of the objects of load balancers and their parts. */
  loadBalancers: Set<string>;
}

/** One instance of the state. */
export interface StoredInstance {
  id: string;
  inputs: InstanceInputs;
  outputs: InstanceState;
}

const snapshotType = "pulumi-nodejs:ebs/snapshot:Snapshot";
const volumeType = "pulumi-nodejs:ebs/volume:Volume";
const loadBalancerType = /^pulumi-nodejs:lb\//;
const keyPairType = "pulumi-nodejs:ec2/keyPair:KeyPair";
const policyType = /^kubernetes:.*:NetworkPolicy$/;
const isInstance = ({ type }: StoredResource): boolean => type === instanceToken;

type Names = Pick<Identity, "project" | "stack">;

function checkStack(resources: StoredResource[], { project, stack }: Names): void {
  const foreign = resources.find(({ urn = "" }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`));
  if (foreign) throw new Error(`it has the resource ${foreign.urn ?? "without a URN"}`);
}

/** What reap needs of a state. Throws if it isn't the state of this stack. */
export function readState(
  { resources = [], pending_operations: operations = [] }: Deployment,
  names: Names,
): StackState {
  const creates = operations.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const others = operations.filter(({ type }) => type !== "creating").map(({ resource }) => resource);
  const existing = [...resources, ...others];
  checkStack(existing, names);
  return {
    instances: new Set(existing.filter(isInstance).map(({ id = "" }) => id)),
    pods: new Set(
      existing
        .filter(isInstance)
        .map(({ outputs }) => `${String(outputs?.["namespace"])}/${String(outputs?.["podName"])}`),
    ),
    creating: new Map(
      creates
        .filter(isInstance)
        .map(({ inputs = {} }) => [String(inputs["instanceId"]), createLimit(inputs)]),
    ),
    unfinished: new Set(creates.flatMap(plannedAddress)),
    policies: new Set(existing.filter(({ type = "" }) => policyType.test(type)).flatMap(addresses)),
    claims: new Set(
      [...existing, ...creates]
        .filter(({ type }) => type === volumeType)
        .map(({ inputs, outputs }) => {
          const { namespace, claim } = { ...inputs, ...outputs };
          return `${String(namespace)}/${String(claim)}`;
        }),
    ),
    snapshots: new Set(
      existing
        .filter(({ type }) => type === snapshotType)
        .map(({ id = "", inputs, outputs }) => `${String({ ...inputs, ...outputs }["namespace"])}/${id}`),
    ),
    loadBalancers: new Set(
      existing
        .filter(({ type = "" }) => loadBalancerType.test(type))
        .map(({ urn, inputs, outputs }) => serviceName(String({ ...inputs, ...outputs }["__urn"] ?? urn))),
    ),
  };
}

/** Reads the instances, except those about to be deleted; with secrets if the CLI shows them. */
export function readInstances({ resources = [] }: Deployment, names: Names): StoredInstance[] {
  checkStack(resources, names);
  return resources
    .filter((resource) => isInstance(resource) && !resource.delete)
    .map(({ id = "", inputs, outputs }) => ({
      id,
      inputs: completed(plain(inputs) as InstanceInputs),
      outputs: completed(plain(outputs) as InstanceState),
    }));
}

/** Reads the key pairs, except those about to be deleted. */
export function readKeyPairs({ resources = [] }: Deployment): KeyPair[] {
  return resources
    .filter((resource) => resource.type === keyPairType && !resource.delete)
    .map(({ id = "", outputs = {} }) => toKeyPair(id, plain(outputs) as Record<string, unknown>));
}

/** The value with its secrets as plain values; an encrypted one is undefined. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (secretSignature in value) {
    const { plaintext } = value as { plaintext?: string };
    return plaintext === undefined ? undefined : JSON.parse(plaintext);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function createLimit({ timeouts }: Record<string, unknown>): number {
  const { create } = (timeouts ?? {}) as { create?: unknown };
  return parseDuration(String(create)) ?? 0;
}

/** Older releases of the Kubernetes provider omit the default namespace from the id. */
function addresses({ id = "", outputs }: StoredResource): string[] {
  const { namespace, name } = (outputs?.["metadata"] ?? {}) as { namespace?: unknown; name?: unknown };
  return [id.includes("/") ? id : `default/${id}`, `${String(namespace)}/${String(name)}`];
}

/** Where the policy or the snapshot, which has no id yet, was to be. */
function plannedAddress({ type = "", inputs = {} }: StoredResource): string[] {
  if (type === snapshotType) return [`${String(inputs["namespace"])}/${String(inputs["recordId"])}`];
  if (!policyType.test(type)) return [];
  const { namespace = "default", name } = (inputs["metadata"] ?? {}) as Record<string, unknown>;
  return [`${String(namespace)}/${String(name)}`];
}
