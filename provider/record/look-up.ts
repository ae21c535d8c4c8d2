import * as pulumi from "@pulumi/pulumi";

import { checkNames } from "../common/checks";
import { explain } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { formatUrn } from "../common/urn";
import { programError, rejectAll } from "./failure";
import { valueOf } from "./known-now";
import { defaultRegion, regionOrDefault } from "./program";
import type { ProviderOptions } from "./program";
import { hideSecrets } from "./secrets";

/** Answers a look-up from its arguments and its region. */
type Answer<Args, Result> = (args: Args, region: string) => Result;

/** A look-up that nothing is asked for: AWS's function by name, and how it is answered. */
export interface LookUp<Args, Result> {
  /** What is looked up, as errors name it. */
  kind: string;
  answer: Answer<Args, Result>;
  /** The function and its arguments, if it refuses others. */
  takes?: { name: string; arguments: readonly (keyof Args & string)[] };
}

/** Most look-ups take a region. */
interface HasRegion {
  region?: pulumi.Input<string>;
}

function answerOf<Args extends object, Result>(
  { kind, answer, takes }: LookUp<Args, Result>,
  args: Args,
  region: string,
): Result {
  const failures: InputFailure[] = [];
  if (takes) {
    checkNames(takes.name, args as Readonly<Record<string, unknown>>, takes.arguments, (property, reason) =>
      failures.push({ property, reason }),
    );
  }
  rejectAll({ verb: "look up", kind, name: region }, failures);
  try {
    return answer(args, region);
  } catch (error) {
    throw explain(error, { verb: "look up", kind, name: region });
  }
}

/**
 * The look-up as a promise. JavaScript may give it outputs.
 *
 * It must not fail inside an output: Pulumi ends a program for the other promises of that output, even if the program
 * catches this one.
 */
export async function lookUp<Args extends object, Result>(
  which: LookUp<Args, Result>,
  args: Args,
  options: pulumi.InvokeOptions = {},
): Promise<Result> {
  await hideSecrets(args);
  const known = (await valueOf(pulumi.output(args) as pulumi.Output<unknown>)) as Args | undefined;
  if (!known) {
    const cause = "its arguments have a value that a preview doesn't know";
    const fix = "Use the function whose name ends with Output";
    throw programError({ verb: "look up", kind: which.kind, name: "*", cause, fix });
  }
  const region = regionOrDefault((known as HasRegion).region, options as ProviderOptions);
  // A preview may not know the region of a provider, and a promise can't be unknown.
  return answerOf(which, known, (await valueOf(region)) ?? defaultRegion());
}

/** The URN that a resource will have. Most have no parent, and the SDK's function makes five outputs. */
export const urnOf = async (
  name: string,
  type: string,
  parent: pulumi.Resource | undefined,
): Promise<string | undefined> =>
  parent
    ? valueOf(pulumi.createUrn(name, type, parent))
    : formatUrn({ stack: pulumi.getStack(), project: pulumi.getProject(), types: type, name });

/** The look-up as an output, once what it depends on is there. */
export function lookUpOutput<Args extends object, Result>(
  which: LookUp<Args, Result>,
  args: { [K in keyof Args]: pulumi.Input<Args[K]> },
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<Result> {
  const region = regionOrDefault((args as HasRegion).region, options as ProviderOptions);
  return pulumi
    .all([args, region, awaited(options.dependsOn), hideSecrets(args)])
    .apply(([known, name]) => answerOf(which, known as Args, name));
}

const awaited = (dependsOn: pulumi.InvokeOutputOptions["dependsOn"]): pulumi.Output<unknown> =>
  pulumi.output(dependsOn).apply((resources) => {
    const list = (Array.isArray(resources) ? resources : [resources ?? []].flat()) as pulumi.Resource[];
    return pulumi.all(list.map(({ urn }) => urn));
  });
