import * as pulumi from "@pulumi/pulumi";

import type { DerivedOutput } from "./outputs";

type Derivable = pulumi.CustomResource & { instanceId: pulumi.Output<string> };

/** The outputs that the engine resolves for arguments of the program, which the derived ones follow from. */
const resolvedOutputs = new WeakMap<object, Map<string, unknown>>();

/**
 * Gives a class of instances outputs that follow from others.
 *
 * Each is made when the program reads it: a thousand instances would pay for fifty unread outputs.
 */
export function deriveOutputs(prototype: object, outputs: Readonly<Record<string, DerivedOutput>>): void {
  for (const [name, { from, value }] of Object.entries(outputs)) {
    const get = function (this: Derivable) {
      const sources = from.map((key) => [key, source(this, key, Object.hasOwn(outputs, key))]);
      const state = { ...Object.fromEntries(sources), instanceId: this.instanceId } as pulumi.Inputs;
      return pulumi.output(state).apply((resolved) => value(resolved as Parameters<typeof value>[0]));
    };
    // The SDK sets the output of an argument of this name.
    const set = function (this: Derivable, resolved: unknown) {
      resolvedOutputs.set(
        this,
        (resolvedOutputs.get(this) ?? new Map<string, unknown>()).set(name, resolved),
      );
      Object.defineProperty(this, name, { get, enumerable: true });
    };
    Object.defineProperty(prototype, name, { get, set });
  }
}

const source = (instance: Derivable, key: string, isDerived: boolean): unknown =>
  isDerived ? resolvedOutputs.get(instance)?.get(key) : instance[key as keyof Derivable];
