import * as pulumi from "@pulumi/pulumi";

import { unknownValue } from "../common/values";

/** Whether the program needn't wait for any part of a value. */
export const isKnownNow = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  pulumi.Resource.isInstance(value) ||
  (!pulumi.Output.isInstance(value) && !(value instanceof Promise) && Object.values(value).every(isKnownNow));

/** The result for a value: at once if the program knows it, because each output costs the SDK a hundred objects. */
export function mapped<T, U>(
  value: pulumi.Input<T>,
  map: (value: pulumi.Unwrap<T>) => U | pulumi.Output<U>,
): U | pulumi.Output<U> {
  if (isKnownNow(value)) return map(value as pulumi.Unwrap<T>);
  return outputOf(value).apply(map as (value: unknown) => U);
}

/** The value as an output, which it may be already. */
export const outputOf = <T>(value: pulumi.Input<T>): pulumi.Output<T> =>
  (pulumi.Output.isInstance(value) ? value : pulumi.output(value)) as pulumi.Output<T>;

/** Acts on a value once it is known: at once if it is, because each output costs the SDK a hundred objects. */
export function onceKnown(value: unknown, act: (value: unknown) => void): void {
  if (isKnownNow(value)) act(value);
  else (pulumi.output(value) as pulumi.Output<unknown>).apply(act);
}

/** The value of an output; undefined if a preview doesn't know it. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T | undefined> =>
  (output as unknown as { promise(): Promise<T | undefined> }).promise();

/** The same, or the SDK's unknown value. */
export async function knownValue(output: pulumi.Output<unknown>): Promise<unknown> {
  const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
  try {
    return (await isKnown) ? await valueOf(output) : unknownValue;
  } catch {
    // The resource failed, and the engine says why.
    return unknownValue;
  }
}
