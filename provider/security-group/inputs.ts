import * as pulumi from "@pulumi/pulumi";

import { inTypes } from "../common/convert";
import type { Types } from "../common/convert";
import { errorMessage } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { ec2Arn } from "../common/names";
import { containsUnknown, unknownValue } from "../common/values";
import { rejectAll } from "../record/failure";
import { isKnownNow, mapped, outputOf } from "../record/known-now";
import { defaultTagsOf, perProgram } from "../record/program";
import { hideSecrets } from "../record/secrets";

/** Options of groups and rules: those of components, and those that programs give the same resource of AWS. */
export type ResourceOptions = pulumi.ComponentResourceOptions & pulumi.CustomResourceOptions;

/** Options that a component can't follow and that mustn't be lost silently. */
export const checkOptions = (options: ResourceOptions): InputFailure[] =>
  options.import === undefined
    ? []
    : [
        {
          property: "import",
          reason: "isn't supported. Remove the option; the first update adopts no resource",
        },
      ];

const types: Types = {
  fromPort: "number",
  name: "optional",
  namePrefix: "optional",
  region: "optional",
  revokeRulesOnDelete: "boolean",
  self: "boolean",
  strict: "boolean",
  tags: "texts",
  toPort: "number",
};

/** The arguments of a group or a rule in their types. Outputs are converted once they are known. */
export const argumentsInTypes = <Args extends object>(args: Args): Args =>
  // In JavaScript they can be missing, which the checks report.
  inTypes((args as Args | undefined) ?? ({} as Args), types);

/** Some arguments in their types, also those that are outputs. */
export const typedInputs = <Args extends object, Key extends keyof Args & string>(
  args: Args,
  keys: readonly Key[],
): Pick<Args, Key> =>
  Object.fromEntries(
    keys.map((key) => [
      key,
      mapped<unknown, unknown>(args[key], (value) => argumentsInTypes({ [key]: value })[key]),
    ]),
  ) as Pick<Args, Key>;

/** Each value as an output. */
export const toOutputs = (values: object): Record<string, pulumi.Output<unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, outputOf(value as pulumi.Input<unknown>)]),
  );

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
  return output.apply(async (given) => {
    await hideSecrets(inputs);
    const values = argumentsInTypes(given as object);
    rejectInputs(kind, name, check({ ...knownInputs(args), ...values }));
    return values;
  }) as typeof output;
}

/** The same, as values if the program knows them. */
export const checkedNow = <Args extends object, Key extends keyof Args>(
  resource: { kind: string; name: string; args: Args },
  check: (args: Record<string, unknown>) => InputFailure[],
  keys: Key[],
): pulumi.Input<pulumi.Unwrap<Pick<Args, Key>>> => {
  const inputs = pick(resource.args, keys);
  return isKnownNow(inputs)
    ? (inputs as unknown as pulumi.Unwrap<Pick<Args, Key>>)
    : checkedInputs(resource, check, keys);
};

/** The object with only these keys. */
export const pick = <T extends object, Key extends keyof T>(value: T, keys: readonly Key[]): Pick<T, Key> =>
  Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, Key>;

/** Throws one error for all failures, if there are any. */
export const rejectInputs = (kind: string, name: string, failures: InputFailure[], verb = "create"): void =>
  rejectAll({ verb, kind, name }, failures);

/** Throws one error for all failures, with what isn't an argument. That alone is left out, as AWS leaves it out. */
export function rejectArguments(
  kind: string,
  name: string,
  failures: InputFailure[],
  unknown: InputFailure[],
): void {
  if (failures.length > 0) rejectInputs(kind, name, [...unknown, ...failures]);
}

const warned = perProgram(() => new Set<string>());

/** Warns of what isn't an argument: each counts for all resources of the program. */
export function warnOfUnknown(resource: pulumi.Resource, kind: string, unknown: InputFailure[]): void {
  for (const { property, reason } of unknown) {
    const cause = `${property} ${reason}`;
    if (!warned().has(cause)) warn(resource, { kind, verb: "apply all of", cause });
    warned().add(cause);
  }
}

/** The tags of a group or a rule, and the default tags of its provider. */
export function withDefaultTags(
  tags: pulumi.Input<Record<string, string> | undefined>,
  options: ResourceOptions,
): pulumi.Output<Record<string, string>> {
  return outputOf(withDefaultTagsNow(tags, options));
}

/** The same, as a value if the program knows it. */
export const withDefaultTagsNow = (
  tags: pulumi.Input<Record<string, string> | undefined>,
  options: ResourceOptions,
): pulumi.Input<Record<string, string>> =>
  mapped([defaultTagsOf(options), tags], ([below, own]) => ({ ...below, ...own }));

/** ARN of a group or a rule. */
export const arnOf = (
  type: "security-group" | "security-group-rule",
  region: pulumi.Input<string>,
  id: pulumi.Input<string>,
): pulumi.Output<string> =>
  isKnownNow(region)
    ? outputOf(mapped(id, (own) => ec2Arn(region as string, type, own)))
    : pulumi.all([region, id]).apply(([name, own]) => ec2Arn(name, type, own));

/** Warns that a part of a resource has no effect. */
export function warn(
  resource: pulumi.Resource,
  { kind, verb, cause, fix }: { kind: string; verb: string; cause: string; fix?: string },
): void {
  const name = pulumi.resourceName(resource);
  void pulumi.log.warn(errorMessage({ verb, kind, name, cause, fix }), resource);
}
