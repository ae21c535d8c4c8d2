import * as pulumi from "@pulumi/pulumi";

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

/** The region of a resource: its own, else that of the stack's configuration. */
export const regionOrDefault = (region: pulumi.Input<string | undefined>): pulumi.Output<string> =>
  pulumi.output(region).apply((name) => name ?? (pulumi.runtime.getConfig("aws:region") || "us-east-1"));
