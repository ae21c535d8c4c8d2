import * as pulumi from "@pulumi/pulumi";

import { inTypes } from "../common/convert";
import { errorMessage } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { onceKnown } from "../record/known-now";
import { perProgram } from "../record/program";
import { userDataWarning } from "../user-data/user-data";
import { unsupportedArguments } from "./argument-support";
import { argumentTypes } from "./argument-types";
import { instanceArguments } from "./arguments";
import type { Ec2InstanceArgs } from "./ec2-instance-args";

/** What the program has been warned of: each argument counts for all instances. */
const warned = perProgram(() => new Set<string>());

/** Warns of arguments without effect, one by one: one that a preview doesn't know silences no other. */
export function warnOfArguments(instance: pulumi.Resource, name: string, args: Ec2InstanceArgs): void {
  const seen = warned();
  for (const [argument, input] of Object.entries(args)) {
    onceKnown(input, (value) => {
      for (const { property, reason } of warningsOf(argument, value)) {
        const cause = `${property} ${reason}`;
        if (seen.has(cause)) continue;
        seen.add(cause);
        const message = errorMessage({ verb: "apply all of", kind: "Ec2Instance", name, cause });
        void pulumi.log.warn(message, instance);
      }
    });
  }
}

function warningsOf(argument: string, value: unknown): InputFailure[] {
  const { failures, warnings } = unsupportedArguments(inTypes({ [argument]: value }, argumentTypes));
  // AWS drops what isn't an argument. All else that fails is for the check.
  if (!Object.hasOwn(instanceArguments, argument)) return failures;
  const isUserData = argument === "userData" || argument === "userDataBase64";
  const reason = isUserData && typeof value === "string" ? userDataWarning(argument, value) : undefined;
  return reason ? [...warnings, { property: argument, reason }] : warnings;
}
