import { parseDuration } from "../instance/instance-check";
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

interface StoredResource {
  urn?: string;
  type?: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

const policyType = /^kubernetes:.*:NetworkPolicy$/;
const isInstance = ({ type }: StoredResource): boolean =>
  type === "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";

/** Reads what `pulumi stack export` prints; throws where it is not this stack's state. */
export function readState(
  text: string,
  { project, stack }: Pick<StackName, "project" | "stack">,
): StackState {
  const { deployment } = JSON.parse(text) as {
    deployment?: {
      resources?: StoredResource[];
      pending_operations?: { resource: StoredResource; type: string }[];
    };
  };
  if (!deployment) throw new Error("it has no deployment");
  const { resources = [], pending_operations: operations = [] } = deployment;
  const creates = operations.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const others = operations.filter(({ type }) => type !== "creating").map(({ resource }) => resource);
  const known = [...resources, ...others];
  const stranger = known.find(({ urn = "" }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`));
  if (stranger) throw new Error(`it has the resource ${stranger.urn ?? "without a URN"}`);
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

function createLimit({ timeouts }: Record<string, unknown>): number {
  const { create } = (timeouts ?? {}) as { create?: unknown };
  return parseDuration(String(create)) ?? 0;
}

/** Older releases of the Kubernetes provider leave the default namespace out of the id. */
function addresses({ id = "", outputs }: StoredResource): string[] {
  const { namespace, name } = (outputs?.["metadata"] ?? {}) as { namespace?: unknown; name?: unknown };
  return [id.includes("/") ? id : `default/${id}`, `${String(namespace)}/${String(name)}`];
}
