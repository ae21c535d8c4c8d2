import * as pulumi from "@pulumi/pulumi";

/** Whether the program needn't wait for any part of a value. */
export const isKnownNow = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  pulumi.Resource.isInstance(value) ||
  (!pulumi.Output.isInstance(value) && !(value instanceof Promise) && Object.values(value).every(isKnownNow));

/** Acts on a value once it is known: at once if it is, because each output costs the SDK a hundred objects. */
export function onceKnown(value: unknown, act: (value: unknown) => void): void {
  if (isKnownNow(value)) act(value);
  else (pulumi.output(value) as pulumi.Output<unknown>).apply(act);
}
