import * as pulumi from "@pulumi/pulumi";

import { explain } from "../common/errors";
import { awaited, knownArguments } from "./invoke";
import { type ProviderOptions, regionOrDefault } from "./program";

/** Answers a look-up from its arguments and its region. */
type Answer<Args, Result> = (args: Args, region: string) => Result;

/** A look-up that nothing is asked for: AWS's function by name, and how it is answered. */
export interface LookUp<Args, Result> {
  /** What is looked up, as errors name it. */
  kind: string;
  answer: Answer<Args, Result>;
}

/** Most look-ups take a region. */
interface HasRegion {
  region?: pulumi.Input<string>;
}

function answerOf<Args, Result>({ kind, answer }: LookUp<Args, Result>, args: Args, region: string): Result {
  try {
    return answer(args, region);
  } catch (error) {
    throw explain(error, { verb: "look up", kind, name: region });
  }
}

/** The look-up as a promise. */
export async function lookUp<Args extends object, Result>(
  which: LookUp<Args, Result>,
  args: Args,
  options: pulumi.InvokeOptions = {},
): Promise<Result> {
  const [known, region] = await knownArguments(which.kind, args, options);
  return answerOf(which, known, region);
}

/** The look-up as an output. */
export function lookUpOutput<Args extends object, Result>(
  which: LookUp<Args, Result>,
  args: { [K in keyof Args]: pulumi.Input<Args[K]> },
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<Result> {
  const region = regionOrDefault((args as HasRegion).region, options as ProviderOptions);
  return pulumi
    .all([args, region, awaited(options.dependsOn)])
    .apply(([known, name]) => answerOf(which, known as Args, name));
}
