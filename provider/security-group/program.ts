import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { configuredSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";

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
