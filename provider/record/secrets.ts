import * as pulumi from "@pulumi/pulumi";

import { hide } from "../common/secrets";
import { mayBeSecret } from "../common/text";
import { isUnknown } from "../common/values";
import { isKnownNow, knownValue } from "./known-now";

/** Whether an output is secret. */
export async function isSecret(output: pulumi.Output<unknown>): Promise<boolean> {
  try {
    return await pulumi.isSecret(output);
  } catch {
    // The resource failed, and has no value.
    return false;
  }
}

/** The values in arguments that the program marks as secret, apart from what no message shows anyway. */
async function secretsIn(value: unknown): Promise<unknown[]> {
  if (isKnownNow(value)) return [];
  if (pulumi.Output.isInstance(value)) {
    const found = (await isSecret(value)) ? await knownValue(value) : undefined;
    return found === undefined || isUnknown(found) ? [] : [found];
  }
  if (value instanceof Promise) return value.then(secretsIn, () => []);
  const shown = Object.entries(value as object).filter(([key]) => !mayBeSecret(key) && !key.startsWith("__"));
  return (await Promise.all(shown.map(([, item]) => secretsIn(item)))).flat();
}

/** Keeps what the program marks as secret in these arguments out of the messages of its own process, and returns it. */
export async function hideSecrets(args: unknown): Promise<unknown[]> {
  const found = await secretsIn(args);
  hide(found);
  return found;
}

/** The same also for the provider process, to which values come without a mark. The check gets this input, and forgets it. */
export const secretsInput = (args: object | undefined): pulumi.Input<unknown> =>
  isKnownNow(args)
    ? undefined
    : hideSecrets(args).then((found) => (found.length > 0 ? pulumi.secret(found) : undefined));

/** The value, which is secret if the source is: what the check returns under a key stays as secret as its input. */
export const secretAs = (source: unknown, value: pulumi.Input<unknown>): pulumi.Input<unknown> =>
  isKnownNow(source)
    ? value
    : isSecret(pulumi.output(source)).then((found) => (found ? pulumi.secret(value ?? {}) : value));
