import * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { defined } from "../common/values";
import { declare } from "./declared";
import { urnOf } from "./look-up";
import {
  clusterOf,
  defaultTagsOf,
  isOfType,
  orEmptySecret,
  passOn,
  regionOf,
  warnOfProvider,
  withoutProvider,
} from "./program";
import { secretAs, secretsInput } from "./secrets";
import { shapeOf } from "./shape";
import { shortenStacks } from "./short-stacks";

// The engine stores this text with every record and runs it in the provider process: see ec2-instance.ts.
const provider = (token: string) => `exports.handler=()=>require("pulumi-ec2-pods/records").of("${token}")`;

/** Type of a record in Pulumi's state: that of @pulumi/aws, in the package of dynamic resources. */
export function typeOf(token: string): string {
  const [module = "", name = ""] = token.split(":");
  return `pulumi-nodejs:${module}/${name.slice(0, 1).toLowerCase()}${name.slice(1)}:${name}`;
}

/** A resource that only Pulumi keeps. */
export abstract class AwsRecord extends pulumi.CustomResource {
  protected constructor(
    token: string,
    name: string,
    args: object | undefined,
    options: pulumi.CustomResourceOptions = {},
    secrets: string[] = [],
  ) {
    const { arguments: argumentTypes, outputs } = shapeOf(token);
    const type = typeOf(token);
    const { tags } = (args ?? {}) as { tags?: unknown };
    // The SDK resolves an output only for a key that the resource was constructed with.
    const keys = [...outputs, ...Object.keys(argumentTypes), "recordId"];
    const region = Object.hasOwn(argumentTypes, "region")
      ? regionOf((args as { region?: Optional<string> } | undefined)?.region, options)
      : undefined;
    const cluster = token.startsWith("lb:") ? ownCluster(options) : {};
    const properties = {
      ...cluster,
      ...Object.fromEntries(keys.map((key) => [key, undefined])),
      ...Object.fromEntries(
        Object.entries(args ?? {}).map(([key, value]) => [
          key,
          value !== undefined && secrets.includes(key) ? pulumi.secret(value) : idOfResource(value),
        ]),
      ),
      ...(region && { region }),
      // Under this key, the engine keeps the output secret if the default tags or those of the resource are.
      ...(outputs.includes("tagsAll") &&
        options.id === undefined && { tagsAll: secretAs(tags, defaultTagsOf(options)) }),
      // Without its dependencies: that on a parent means all children of the parent, some of which wait for this resource.
      __urn: urnOf(name, type, options.parent),
      __provider: provider(token),
      ...(options.id === undefined && defined({ __secrets: secretsInput(args) })),
    };
    const required = {
      additionalSecretOutputs: "kubeconfig" in cluster ? [...secrets, "kubeconfig"] : secrets,
    };
    const restoreStacks = shortenStacks();
    try {
      super(type, name, properties, pulumi.mergeOptions(withoutProvider(options), required));
    } finally {
      restoreStacks();
    }
    passOn(this, options);
    warnOfProvider(this, { kind: token.replace(/.*:/, ""), name }, options);
    giveKnownId(this, "recordId");
    declare(token, this, args, { isLookup: options.id !== undefined, region });
  }
}

/** The cluster of a resource that has no arguments for it: that of its Kubernetes Provider, if there is one. */
function ownCluster(options: pulumi.CustomResourceOptions): object {
  const { kubeconfig, ...place } = clusterOf({}, options);
  return place.ownTarget ? { ...place, kubeconfig: orEmptySecret(kubeconfig) } : {};
}

/** Makes the id one that previews know, by the output that has it: the engine knows an id only after the creation. */
export function giveKnownId(resource: pulumi.CustomResource, output: string): void {
  const { id } = resource;
  const known = (resource as unknown as Record<string, pulumi.Output<string | undefined>>)[output];
  if (!known) return;
  let own: typeof id | undefined;
  // Made when the program reads it, because each output costs the SDK a hundred objects. Mocks of a user's tests give an
  // id and no outputs.
  const get = () => (own ??= known.apply((value) => (value ?? id) as typeof id));
  Object.defineProperty(resource, "id", { get, enumerable: true });
}

/** @pulumi/aws takes a role where it takes the name of one, for example. */
export function idOfResource(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idOfResource);
  return pulumi.CustomResource.isInstance(value) ? value.id : value;
}

/** True for a record of this kind. */
export const isRecordOf = (token: string, value: unknown): boolean => isOfType(value, typeOf(token));
