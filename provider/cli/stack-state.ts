import { instanceToken } from "../common/names";
import { parseDuration } from "../common/values";
import type { InstanceInputs, InstanceState } from "../instance/model";
import type { StackName } from "./pulumi-stack";

/** What the engine knows of a stack. */
export interface StackState {
  /** Ids of its instances. */
  instances: Set<string>;
  /** Instances whose create began and didn't end, with the milliseconds that it may take. */
  creating: Map<string, number>;
  /** "namespace/name" of its policies. */
  policies: Set<string>;
}

/** One instance as the engine knows it. */
export interface StoredInstance {
  id: string;
  inputs: InstanceInputs;
  outputs: InstanceState;
}

interface StoredResource {
  delete?: boolean;
  urn?: string;
  type?: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

const policyType = /^kubernetes:.*:NetworkPolicy$/;
const isInstance = ({ type }: StoredResource): boolean => type === instanceToken;

interface Deployment {
  resources?: StoredResource[];
  pending_operations?: { resource: StoredResource; type: string }[];
}

type Names = Pick<StackName, "project" | "stack">;

function readDeployment(text: string): Deployment {
  const { deployment } = JSON.parse(text) as { deployment?: Deployment };
  if (!deployment) throw new Error("it has no deployment");
  return deployment;
}

function checkWhose(resources: StoredResource[], { project, stack }: Names): void {
  const stranger = resources.find(({ urn = "" }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`));
  if (stranger) throw new Error(`it has the resource ${stranger.urn ?? "without a URN"}`);
}

/** Reads what `pulumi stack export` prints; throws where it is not this stack's state. */
export function readState(text: string, names: Names): StackState {
  const { resources = [], pending_operations: operations = [] } = readDeployment(text);
  const creates = operations.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const others = operations.filter(({ type }) => type !== "creating").map(({ resource }) => resource);
  const known = [...resources, ...others];
  checkWhose(known, names);
  return {
    instances: new Set(known.filter(isInstance).map(({ id = "" }) => id)),
    creating: new Map(
      creates
        .filter(isInstance)
        .map(({ inputs = {} }) => [String(inputs["instanceId"]), createLimit(inputs)]),
    ),
    policies: new Set(known.filter(({ type = "" }) => policyType.test(type)).flatMap(addresses)),
  };
}

/** Reads the instances that stay, with their secrets where the CLI was asked to show them. */
export function readInstances(text: string, names: Names): StoredInstance[] {
  const { resources = [] } = readDeployment(text);
  checkWhose(resources, names);
  return resources
    .filter((resource) => isInstance(resource) && !resource.delete)
    .map(({ id = "", inputs, outputs }) => ({
      id,
      inputs: shown(inputs) as InstanceInputs,
      outputs: shown(outputs) as InstanceState,
    }));
}

/** Marks an object that the engine stores for a secret. */
const secretKey = "4dabf18193072939515e22adb298388d";

/** The value with what its secrets hide; undefined for one that is hidden still. */
function shown(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(shown);
  if (secretKey in value) {
    const { plaintext } = value as { plaintext?: string };
    return plaintext === undefined ? undefined : JSON.parse(plaintext);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item)]));
}

function createLimit({ timeouts }: Record<string, unknown>): number {
  const { create } = (timeouts ?? {}) as { create?: unknown };
  return parseDuration(String(create)) ?? 0;
}

/** Older releases of the Kubernetes provider leave the default namespace out of the id. */
function addresses({ id = "", outputs }: StoredResource): string[] {
  const { namespace, name } = (outputs?.["metadata"] ?? {}) as { namespace?: unknown; name?: unknown };
  return [id.includes("/") ? id : `default/${id}`, `${String(namespace)}/${String(name)}`];
}
