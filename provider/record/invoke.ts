import * as pulumi from "@pulumi/pulumi";

import { errorMessage, type InputFailure } from "../common/errors";
import { defaultRegion, type ProviderOptions, regionOrDefault } from "./program";

/** Outputs that are known once everything that a look-up depends on is there. */
export const awaited = (dependsOn: pulumi.InvokeOutputOptions["dependsOn"]): pulumi.Output<unknown> =>
  pulumi.output(dependsOn).apply((resources) => {
    const list = (Array.isArray(resources) ? resources : [resources ?? []].flat()) as pulumi.Resource[];
    return pulumi.all(list.map(({ urn }) => urn));
  });

/**
 * The arguments and the region of a look-up that answers with a promise. JavaScript may pass it outputs.
 *
 * Such a look-up must not fail inside an output: Pulumi ends a program for the other promises of that output, even if
 * the program catches the one that it gets.
 */
export async function knownArguments<T extends { region?: string | undefined }>(
  name: string,
  args: T,
  options: pulumi.InvokeOptions,
): Promise<[args: T, region: string]> {
  const values = await valueOf(pulumi.output(args) as pulumi.Output<unknown>);
  if (values === undefined) {
    const cause = "its arguments have a value that a preview doesn't know";
    const fix = `Use ${name}Output`;
    throw programError(errorMessage({ verb: "call", kind: "function", name, cause, fix }));
  }
  const region = await valueOf(regionOrDefault((values as T).region, options as ProviderOptions));
  return [values as T, region ?? defaultRegion()];
}

/** The value of an output; undefined if a preview doesn't know it. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T | undefined> =>
  (output as unknown as { promise(): Promise<T | undefined> }).promise();

/** The error that ends a program with this message and without a stack. */
export const programError = (message: string): Error =>
  // Pulumi shows the stack of an error in an output, and each property that waits for the output prefixes the message.
  Object.defineProperties(new pulumi.RunError(message), {
    stack: { value: message },
    message: { get: () => message, set: () => undefined },
  });

/** Ends the program with one error for all failures, if there are any. */
export function rejectAll(
  subject: { verb: string; kind: string; name: string },
  failures: readonly InputFailure[],
): void {
  if (failures.length === 0) return;
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  const cause =
    lines.length === 1
      ? String(lines[0])
      : [`${lines.length} arguments aren't valid:`, ...lines].join("\n  - ");
  throw programError(errorMessage({ ...subject, cause }));
}
