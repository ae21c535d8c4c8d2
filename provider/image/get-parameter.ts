import * as pulumi from "@pulumi/pulumi";

import { boolean, checkNames, region as regionCheck, string } from "../common/checks";
import { ExplainedError } from "../common/errors";
import type { Fail, InputFailure } from "../common/errors";
import type { Optional } from "../common/inputs";
import { hash } from "../common/names";
import { defined, isAbsent, isUnknown } from "../common/values";
import { declaredOf } from "../record/declared";
import { programError, rejectAll } from "../record/failure";
import { knownValue, valueOf } from "../record/known-now";
import { lookUp, lookUpOutput } from "../record/look-up";
import { defaultRegion } from "../record/program";
import { publicParameter } from "./parameters";

/** Which parameter `getParameter` reads. */
export interface GetParameterArgs {
  /** Name of the parameter, such as `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64`. */
  name: string;
  /**
   * Region of the AMI whose id is the value.
   *
   * @default - that of the option `provider`, else `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: string | undefined;
  /**
   * Whether the value of a SecureString that the program declares is its text. Public parameters aren't encrypted.
   *
   * @default true
   */
  withDecryption?: boolean | undefined;
}

/** {@link GetParameterArgs} whose values may be outputs. */
export interface GetParameterOutputArgs {
  /** See {@link GetParameterArgs.name}. */
  name: pulumi.Input<string>;
  /** See {@link GetParameterArgs.region}. */
  region?: Optional<string>;
  /** See {@link GetParameterArgs.withDecryption}. */
  withDecryption?: Optional<boolean>;
}

/** The parameter that `getParameter` read. */
export interface GetParameterResult {
  /** ARN of the parameter. */
  readonly arn: string;
  /** The same as `name`. */
  readonly id: string;
  /** The same as `value`; empty for a SecureString. */
  readonly insecureValue: string;
  /** Name of the parameter. */
  readonly name: string;
  /** Region of the parameter. */
  readonly region: string;
  /** `String` for public parameters. */
  readonly type: string;
  /**
   * Value of the parameter. Unlike in `@pulumi/aws`, the id of a public AMI isn't a secret. With `withDecryption: false`,
   * that of a SecureString is a placeholder for what is encrypted.
   */
  readonly value: string;
  /** Version of the parameter; always 1 for public ones. */
  readonly version: number;
  /** As asked for. */
  readonly withDecryption?: boolean | undefined;
}

/** What a parameter that the program declares tells its look-up. */
type OwnParameter = {
  readonly [Key in "arn" | "type" | "value" | "version"]: pulumi.Output<GetParameterResult[Key]>;
};

/**
 * Reads a public parameter of AWS that leads to an AMI, or a parameter that the program declares.
 *
 * The value of a declared parameter is a plain string in the promise, as in `@pulumi/aws`. Use {@link getParameterOutput} to
 * keep it a secret.
 *
 * @param args - Which parameter to read.
 * @param options - `provider` or `parent` whose region to look in.
 */
export const getParameter = async (
  args: GetParameterArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetParameterResult> => lookUp({ kind: "Parameter", answer: readKnown }, args, options);

/**
 * {@link getParameter} for arguments that may be outputs. The value of a parameter that the program declares is a secret.
 *
 * @param args - Which parameter to read.
 * @param options - `provider` or `parent` whose region to look in, and what to wait for.
 */
export const getParameterOutput = (
  args: GetParameterOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetParameterResult> =>
  pulumi.output(
    lookUpOutput({ kind: "Parameter", answer: readOutput }, args as object as GetParameterArgs, options),
  ) as pulumi.Output<GetParameterResult>;

async function readKnown(args: GetParameterArgs, region: string): Promise<GetParameterResult> {
  check(args, region);
  const own = isPublic(args.name) ? undefined : await findOwn(args.name, region);
  if (!own) return read(args, region);
  const parameter = own === "unsure" ? undefined : await valueOf(own);
  if (parameter) return result(args, region, parameter);
  const what = own === "unsure" ? "whether the program declares it" : "its value";
  throw failure(args.name, `a preview doesn't know ${what}`, "Use getParameterOutput");
}

function readOutput(args: GetParameterArgs, region: string): pulumi.Input<GetParameterResult> {
  check(args, region);
  if (isPublic(args.name)) return read(args, region);
  return pulumi.output(findOwn(args.name, region)).apply((own) => {
    if (own === "unsure") return pulumi.unknown as GetParameterResult;
    return own ? result(args, region, own) : read(args, region);
  });
}

type Known = Pick<GetParameterResult, keyof OwnParameter>;

/** Names below it belong to AWS, so that no program can declare them. */
const isPublic = (name: string): boolean => /^\/?aws/i.test(name);

/** The parameter that the program declares; "unsure" if a preview doesn't know the name or the region of one. */
async function findOwn(name: string, region: string): Promise<pulumi.Output<Known> | "unsure" | undefined> {
  const own = await Promise.all(
    declaredOf("ssm:Parameter").map(async (declared) => {
      const parameter = declared.resource as OwnParameter & { name: pulumi.Output<string> };
      // By the name that the program gives: an output of a parameter may wait for the look-up of another one.
      const given = await knownValue(pulumi.output(declared.args["name"] ?? parameter.name));
      const place = (await knownValue(pulumi.output(declared.region))) ?? defaultRegion();
      const answers = [
        [given, name],
        [place, region],
      ].map(([is, wanted]) => (isUnknown(is) ? undefined : is === wanted));
      return { parameter, answers };
    }),
  );
  const found = own.find(({ answers }) => answers.every(Boolean))?.parameter;
  if (!found) return own.some(({ answers }) => !answers.includes(false)) ? "unsure" : undefined;
  // A resource itself isn't unwrapped.
  const { arn, type, value, version } = found;
  return pulumi.output({ arn, type, value, version }) as pulumi.Output<Known>;
}

function check(args: GetParameterArgs, region: string): void {
  const failures: InputFailure[] = [];
  const failAt =
    (property: string): Fail =>
    (_, reason) =>
      void failures.push({ property, reason });
  checkNames("getParameter", { ...args }, ["name", "region", "withDecryption"], (property, reason) =>
    failures.push({ property, reason }),
  );
  string()(args.name, failAt("name"));
  if (!isAbsent(args.withDecryption)) boolean(args.withDecryption, failAt("withDecryption"));
  regionCheck(region, failAt("region"));
  rejectAll({ verb: "look up", kind: "Parameter", name: String(args.name) }, failures);
}

/** The result for a public parameter; another one can't be read. */
function read(args: GetParameterArgs, region: string): GetParameterResult {
  try {
    const value = publicParameter(args.name, region);
    const arn = `arn:aws:ssm:${region}::parameter${args.name}`;
    return result(args, region, { arn, type: "String", value, version: 1 });
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    throw failure(args.name, error.reason, error.fix);
  }
}

function result(args: GetParameterArgs, region: string, parameter: Known): GetParameterResult {
  const isSecure = parameter.type === "SecureString";
  const { arn, version } = parameter;
  const value = isSecure && args.withDecryption === false ? hash(`${arn}/${version}`, 64) : parameter.value;
  return {
    ...defined(args),
    ...parameter,
    value,
    id: args.name,
    name: args.name,
    insecureValue: isSecure ? "" : value,
    region,
  };
}

const failure = (name: string, cause: string, fix?: string): Error =>
  programError({ verb: "look up", kind: "Parameter", name, cause, fix });
