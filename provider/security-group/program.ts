import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { configuredSelection } from "../cluster/target";
import { errorMessage, type InputFailure } from "../common/errors";
import type { GroupRecord } from "./group-policies";

/** What one run of one program has made so far. */
export interface ProgramRecord {
  /** Kind and logical name of each resource whose id follows from them. */
  names: Set<string>;
  /** Groups by id. */
  groups: Map<string, GroupRecord>;
  provider?: Provider;
}

const runs = new WeakMap<object, ProgramRecord>();

/** By monitor, not by process: an automation program runs several stacks in one, and so do unit tests with mocks. */
export function currentProgram(): ProgramRecord {
  const key = pulumi.runtime.getMonitor() ?? runs;
  const current = runs.get(key) ?? { names: new Set(), groups: new Map() };
  runs.set(key, current);
  return current;
}

/** Takes a logical name, which no other resource of this kind may have: the id follows from it. */
export function claimName(kind: string, name: string): InputFailure[] {
  const { names } = currentProgram();
  const taken = names.has(`${kind}/${name}`);
  names.add(`${kind}/${name}`);
  const reason = `is "${name}", which another ${kind} of this stack has, and the id follows from it. Choose another`;
  return taken ? [{ property: "name", reason }] : [];
}

/** Cluster and namespace that the stack's configuration names. */
export const stackSelection = () => configuredSelection((key) => pulumi.runtime.getConfig(key) || undefined);

/** A provider for the cluster that `ec2-pods:*` names, where `kubernetes:*` doesn't; instances go there, too. */
export function configuredProvider(): Provider | undefined {
  const settings = ["kubeconfig", "context"];
  const setting = (key: string) => pulumi.runtime.getConfig(key) || undefined;
  if (!settings.some((key) => setting(`ec2-pods:${key}`) && !setting(`kubernetes:${key}`))) return undefined;
  const { kubeconfig, context } = stackSelection();
  return (currentProgram().provider ??= new Provider("ec2-pods", {
    ...(kubeconfig ? { kubeconfig: pulumi.secret(kubeconfig) } : {}),
    ...(context ? { context } : {}),
  }));
}

/** The region of a resource that names none is that of the stack's configuration. */
export const regionOf = (region: pulumi.Input<string | undefined>): pulumi.Output<string> =>
  pulumi.output(region).apply((given) => given ?? (pulumi.runtime.getConfig("aws:region") || "us-east-1"));

/** The value with the unknown sentinel for what only the engine knows, so that the rest can be checked at once. */
export function knownPart(value: object): Record<string, unknown> {
  return known(value) as Record<string, unknown>;
}

function known(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return pulumi.runtime.unknownValue;
  if (pulumi.Resource.isInstance(value)) return `the resource ${pulumi.resourceName(value)}`;
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item)]));
}

/** Throws one error for all failures, if there are any. */
export function rejectInputs(kind: string, name: string, failures: InputFailure[]): void {
  if (failures.length === 0) return;
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  const cause =
    lines.length === 1
      ? String(lines[0])
      : [`${lines.length} arguments are not valid:`, ...lines].join("\n  - ");
  // The one kind of error that Pulumi shows to a program's author without a stack.
  throw new pulumi.RunError(errorMessage({ verb: "create", kind, name, cause }));
}

/** Warns at a resource that something of it has no effect. */
export function warn(
  resource: pulumi.Resource,
  kind: string,
  verb: string,
  cause: string,
  fix?: string,
): void {
  const name = pulumi.resourceName(resource);
  void pulumi.log.warn(errorMessage({ verb, kind, name, cause, ...(fix ? { fix } : {}) }), resource);
}
