import * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { declare } from "./declared";
import { isOfType, ownOptions, regionOf } from "./program";
import { shapeOf } from "./shape";

// The engine stores this text with every record and runs it in the provider process: see ec2-instance.ts.
const provider = (token: string) => `exports.handler=()=>require("pulumi-ec2-pods/records").of("${token}")`;

/** Type of a record in Pulumi's state: that of @pulumi/aws, in the package of dynamic resources. */
export function typeOf(token: string): string {
  const [module = "", name = ""] = token.split(":");
  return `pulumi-nodejs:${module}/${name.slice(0, 1).toLowerCase()}${name.slice(1)}:${name}`;
}

/** A resource that only Pulumi keeps. */
export abstract class AwsRecord extends pulumi.CustomResource {
  /** The arguments, as the program gave them. */
  declare readonly __args: Readonly<Record<string, unknown>>;

  protected constructor(
    token: string,
    name: string,
    args: object | undefined,
    options: pulumi.CustomResourceOptions = {},
  ) {
    const { arguments: argumentTypes, outputs } = shapeOf(token);
    const type = typeOf(token);
    // The SDK resolves an output only for a key that the resource was constructed with.
    const keys = [...outputs, ...Object.keys(argumentTypes), "recordId"];
    const properties = {
      ...Object.fromEntries(keys.map((key) => [key, undefined])),
      ...Object.fromEntries(Object.entries(args ?? {}).map(([key, value]) => [key, idOfResource(value)])),
      ...(Object.hasOwn(argumentTypes, "region") && {
        region: regionOf((args as { region?: Optional<string> } | undefined)?.region, options),
      }),
      __urn: pulumi.createUrn(name, type, options.parent),
      __provider: provider(token),
    };
    super(type, name, properties, ownOptions(options));
    // Whoever goes through the outputs of a resource doesn't look for arguments.
    Object.defineProperty(this, "__args", { value: { ...args } });
    // The engine knows an id only after the creation; this one is known in previews.
    const { recordId } = this as unknown as { recordId: pulumi.Output<string> };
    (this as { id: pulumi.Output<pulumi.ID> }).id = recordId;
    declare(token, this);
  }
}

/** @pulumi/aws takes a role where it takes the name of one, for example. */
const idOfResource = (value: unknown): unknown =>
  pulumi.CustomResource.isInstance(value) ? value.id : value;

/** True for a record of this kind. */
export const isRecordOf = (token: string, value: unknown): boolean => isOfType(value, typeOf(token));

/** The outputs of a record, each as an input. */
export type StateOf<Resource> = {
  [Key in Exclude<keyof Resource, keyof AwsRecord>]?: Resource[Key] extends pulumi.Output<infer Value>
    ? pulumi.Input<Value>
    : never;
};
