import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { configuredSelection } from "../cluster/target";
import { errorMessage, type InputFailure } from "../common/errors";
import { containsUnknown, unknownValue } from "../common/values";

/**
 * One value for each run of a program, created at its first use.
 *
 * By monitor, not by process: an automation program runs several stacks in one process, and so do unit tests with mocks.
 */
export function perProgram<T extends object>(create: () => T): () => T {
  const values = new WeakMap<object, T>();
  return () => {
    const program = pulumi.runtime.getMonitor() ?? values;
    const value = values.get(program) ?? create();
    values.set(program, value);
    return value;
  };
}

/** Kind and logical name of each resource whose id is derived from them. */
const claimedNames = perProgram(() => new Set<string>());

/** Claims a logical name; a second resource of this kind can't have it, because their ids would be the same. */
export function claimName(kind: string, name: string): InputFailure[] {
  const names = claimedNames();
  const isClaimed = names.has(`${kind}/${name}`);
  names.add(`${kind}/${name}`);
  const reason = `is "${name}", the name of another ${kind} in this stack, and ids are derived from names. Choose another`;
  return isClaimed ? [{ property: "name", reason }] : [];
}

const setting = (key: string) => pulumi.runtime.getConfig(key) || undefined;

/** The cluster that the stack's configuration names. */
export const stackSelection = () => configuredSelection(setting);

const ownProvider = perProgram(() => {
  const { kubeconfig, context } = stackSelection();
  return new Provider("ec2-pods", {
    ...(kubeconfig && { kubeconfig: pulumi.secret(kubeconfig) }),
    ...(context && { context }),
  });
});

/** The provider for a cluster that only `ec2-pods:*` names: the default provider follows `kubernetes:*`. */
export const stackProvider = (): Provider | undefined =>
  ["kubeconfig", "context"].some((key) => setting(`ec2-pods:${key}`) && !setting(`kubernetes:${key}`))
    ? ownProvider()
    : undefined;

/** The region of a resource: its own, else that of the stack's configuration. */
export const regionOrDefault = (region: pulumi.Input<string | undefined>): pulumi.Output<string> =>
  pulumi.output(region).apply((name) => name ?? (setting("aws:region") || "us-east-1"));

/** The arguments, with the unknown sentinel for outputs, so that the rest can be checked at once. */
export const knownInputs = (args: object): Record<string, unknown> =>
  withoutOutputs(args) as Record<string, unknown>;

function withoutOutputs(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return unknownValue;
  if (pulumi.Resource.isInstance(value)) return `the resource ${pulumi.resourceName(value)}`;
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOutputs(item)]));
}

/**
 * Some arguments of a resource once they are known, after the check of what the constructor didn't know.
 *
 * Only arguments that depend on each other belong together: one that is unknown or secret makes all of them so.
 */
export function checkedInputs<Args extends object, Key extends keyof Args>(
  { kind, name, args }: { kind: string; name: string; args: Args },
  check: (args: Record<string, unknown>) => InputFailure[],
  keys: Key[],
): pulumi.Output<pulumi.Unwrap<Pick<Args, Key>>> {
  const inputs = pick(args, keys);
  const output = pulumi.output(inputs);
  if (!containsUnknown(knownInputs(inputs))) return output;
  return output.apply((values) => {
    rejectInputs(kind, name, check({ ...knownInputs(args), ...(values as object) }));
    return values;
  }) as typeof output;
}

/** The object with only these keys. */
export const pick = <T extends object, Key extends keyof T>(value: T, keys: readonly Key[]): Pick<T, Key> =>
  Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, Key>;

/** Throws one error for all failures, if there are any. */
export function rejectInputs(kind: string, name: string, failures: InputFailure[]): void {
  if (failures.length === 0) return;
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  const cause =
    lines.length === 1
      ? String(lines[0])
      : [`${lines.length} arguments aren't valid:`, ...lines].join("\n  - ");
  const message = errorMessage({ verb: "create", kind, name, cause });
  // Pulumi shows the stack of an error in an output, and each property that waits for the output prefixes the message.
  throw Object.defineProperties(new pulumi.RunError(message), {
    stack: { value: message },
    message: { get: () => message, set: () => undefined },
  });
}

/** Warns that a part of a resource has no effect. */
export function warn(
  resource: pulumi.Resource,
  { kind, verb, cause, fix }: { kind: string; verb: string; cause: string; fix?: string },
): void {
  const name = pulumi.resourceName(resource);
  void pulumi.log.warn(errorMessage({ verb, kind, name, cause, fix }), resource);
}
