import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import type { ErrorParts, InputFailure } from "../common/errors";

/** The error that ends a program with this message, and without a stack. */
export const programError = (parts: ErrorParts): Error => {
  const message = errorMessage(parts);
  // Pulumi shows the stack of an error in an output, and each property that waits for the output prefixes the message.
  return Object.defineProperties(new pulumi.RunError(message), {
    stack: { value: message },
    message: { get: () => message, set: () => undefined },
  });
};

/** Ends the program with one error for all failures, if there are any. */
export function rejectAll(
  subject: Pick<ErrorParts, "verb" | "kind" | "name">,
  failures: readonly InputFailure[],
): void {
  if (failures.length === 0) return;
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  const cause =
    lines.length === 1
      ? String(lines[0])
      : [`${lines.length} arguments aren't valid:`, ...lines].join("\n  - ");
  throw programError({ ...subject, cause });
}
