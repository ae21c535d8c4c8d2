import * as pulumi from "@pulumi/pulumi";

import { record, tags } from "../common/checks";
import { errorMessage } from "../common/errors";
import type { Fail, InputFailure } from "../common/errors";
import type { Optional } from "../common/inputs";
import { show } from "../common/text";
import { bytesIn, defined, isAbsent, isRecord } from "../common/values";
import { rejectAll } from "./failure";
import { mapped, outputOf } from "./known-now";

/**
 * One value for each run of a program, created at its first use.
 *
 * By monitor, not by process: an automation program runs several stacks in one process, and so do unit tests with mocks.
 */
export function perProgram<T extends object>(create: () => T): () => T {
  const values = new WeakMap<object, T>();
  return () => {
    const monitor = pulumi.runtime.getMonitor();
    const program = monitor ? programOf(monitor) : values;
    const value = values.get(program) ?? create();
    values.set(program, value);
    return value;
  };
}

const programs = new WeakMap<object, object>();
let latest: { address?: string | undefined; program: object } | undefined;

/** What stands for a program. A component package gets a client of the same monitor for each component that it makes. */
function programOf(monitor: object): object {
  const known = programs.get(monitor);
  if (known) return known;
  // Mocks have no channel.
  const address = (monitor as Partial<Client>).getChannel?.().getTarget();
  const program = address !== undefined && address === latest?.address ? latest.program : {};
  latest = { address, program };
  programs.set(monitor, program);
  return program;
}

interface Client {
  getChannel(): { getTarget(): string };
}

/** Types of the components around a resource, as its URN has them. */
export function parentTypes(parent: pulumi.Resource | undefined): string {
  const { __parentResource: above, __pulumiType: type } = (parent ?? {}) as {
    __parentResource?: pulumi.Resource;
    __pulumiType?: string;
  };
  if (type === undefined || type === "pulumi:pulumi:Stack") return "";
  return [parentTypes(above), type].filter(Boolean).join("$");
}

/** The options that choose a provider, of resources, components and look-ups. */
export type ProviderOptions = Pick<pulumi.ComponentResourceOptions, "parent" | "provider" | "providers">;

/** The provider of a package that a program sets for a resource, or for a component around it. */
export function providerOf(
  name: string,
  { parent, provider, providers = {} }: ProviderOptions,
): pulumi.ProviderResource | undefined {
  const own = [...(provider ? [provider] : []), ...Object.values(providers)];
  return own.find((item) => packageOf(item) === name) ?? parent?.getProvider(`${name}:index:Any`);
}

const packageOf = (provider: pulumi.ProviderResource): string =>
  (provider as unknown as { getPackage(): string }).getPackage();

/** An argument that a provider was created with. Its class doesn't declare all of them as outputs. */
export const argumentOf = (
  provider: pulumi.ProviderResource | undefined,
  key: string,
): pulumi.Output<string | undefined> | undefined =>
  (provider as unknown as Record<string, pulumi.Output<string | undefined> | undefined> | undefined)?.[key];

/** The text of a kubeconfig as a secret. Providers of clusters also give it as an object, and files are read as bytes. */
export const kubeconfigOf = (
  kubeconfig: pulumi.Input<string | object | undefined>,
): pulumi.Output<string | undefined> | undefined =>
  isAbsent(kubeconfig)
    ? undefined
    : pulumi.secret(
        // The check rejects any other type.
        (pulumi.output(kubeconfig) as pulumi.Output<unknown>).apply(
          (value) =>
            (bytesIn(value)?.toString() ?? (isRecord(value) ? JSON.stringify(value) : value)) as
              string | undefined,
        ),
      );

/** That text, or an empty secret for none, so that the engine keeps the property secret. */
export const orEmptySecret = (text: pulumi.Output<string | undefined> | undefined): pulumi.Output<string> =>
  text?.apply((own) => own ?? "") ?? pulumi.secret("");

/** Whether a value is a resource of this type, also of another copy of this package. */
export const isOfType = (value: unknown, token: string): value is pulumi.Resource =>
  pulumi.Resource.isInstance(value) && (value as { __pulumiType?: string }).__pulumiType === token;

/**
 * The options of a custom resource without `provider`; see {@link passOn}.
 *
 * The engine sends a resource to the provider it names, and only the dynamic provider knows resources of this package.
 */
export const withoutProvider = <T extends ProviderOptions>(options: T): T => ({
  ...options,
  provider: undefined,
});

/** Lets the children of a resource inherit the provider that {@link withoutProvider} took from its options. */
export function passOn(resource: pulumi.Resource, { provider }: ProviderOptions): void {
  if (!provider) return;
  const inheriting = resource as unknown as { __providers: Record<string, pulumi.ProviderResource> };
  inheriting.__providers = { ...inheriting.__providers, [packageOf(provider)]: provider };
}

/** Where a resource is, as a program says it; every part may be absent. */
export interface NamedCluster {
  kubeconfig?: pulumi.Input<string | object | undefined> | undefined;
  context?: Optional<string>;
  namespace?: Optional<string>;
}

/** The same with the kubeconfig as text. */
export interface ProgramCluster extends NamedCluster {
  kubeconfig?: pulumi.Output<string | undefined> | undefined;
  /** See `ClusterSelection`. */
  ownTarget?: true | undefined;
}

/**
 * Where a resource is: as its arguments say, else as the Kubernetes Provider of its options or of a component around it
 * does. Such a provider doesn't follow the stack's configuration.
 */
export function clusterOf(args: NamedCluster, options: ProviderOptions): ProgramCluster {
  const provider = providerOf("kubernetes", options);
  const own = (key: keyof NamedCluster) => args[key] ?? argumentOf(provider, key);
  // A Provider that names none has the path in the environment, which is another for each user.
  const ofProvider = () =>
    kubeconfigOf(argumentOf(provider, "kubeconfig"))?.apply((text) =>
      text === process.env["KUBECONFIG"] ? undefined : text,
    );
  return defined({
    kubeconfig: args.kubeconfig === undefined ? ofProvider() : kubeconfigOf(args.kubeconfig),
    context: own("context") as Optional<string>,
    namespace: own("namespace") as Optional<string>,
    ownTarget: provider && (true as const),
  });
}

/** Warns of a provider that nothing here can do anything with. */
export function warnOfProvider(
  resource: pulumi.Resource,
  subject: { kind: string; name: string },
  { provider }: ProviderOptions,
): void {
  const name = provider && packageOf(provider);
  if (!name || ["aws", "kubernetes"].includes(name)) return;
  const cause = `its option provider is a Provider of the package ${show(name)}, which has no effect here`;
  const fix = "Use one of aws for its region, or one of kubernetes for its cluster";
  void pulumi.log.warn(errorMessage({ verb: "apply all of", ...subject, cause, fix }), resource);
}

/** The region that a resource or look-up names, else that of its `aws` provider; undefined if neither has one. */
export function regionOf(
  region: Optional<string>,
  options: ProviderOptions = {},
): pulumi.Output<string | undefined> {
  const fallback = argumentOf(providerOf("aws", options), "region");
  if (!fallback) return pulumi.output(region);
  return pulumi.all([region, fallback]).apply(([own, inherited]) => own || inherited);
}

/**
 * The tags that a resource has below its own: those of its `aws` provider, else of the stack's configuration. Undefined if
 * there are none, for certain.
 */
export function defaultTagsOf(
  options: ProviderOptions = {},
): pulumi.Output<Record<string, string> | undefined> | undefined {
  const provider = providerOf("aws", options);
  if (provider) return argumentOf(provider, "defaultTags")?.apply(tagsIn);
  const text = pulumi.runtime.getConfig("aws:defaultTags");
  return text ? pulumi.output(tagsIn(text)) : undefined;
}

/** The tags in a block `defaultTags`, which configurations and `aws.Provider` have as JSON. */
function tagsIn(block: unknown): Record<string, string> | undefined {
  const value = typeof block === "string" ? parsed(block) : (block ?? {});
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => void failures.push({ property, reason });
  record('{ tags: { Team: "web" } }', { tags })(value, (path, reason) => fail(`defaultTags${path}`, reason));
  rejectAll({ verb: "read", kind: "Provider", name: "aws" }, failures);
  const found = (value as { tags?: Record<string, string> }).tags;
  return found && Object.keys(found).length > 0 ? found : undefined;
}

/** The value of a text, or the text if it isn't JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The region of the stack's configuration. */
export const defaultRegion = (): string => pulumi.runtime.getConfig("aws:region") || "us-east-1";

/** The region of a resource or look-up: see {@link regionOf}, else that of the stack's configuration. */
export const regionOrDefault = (
  region: Optional<string>,
  options: ProviderOptions = {},
): pulumi.Output<string> => outputOf(regionNow(region, options));

/** The same, as a value if the program knows it. */
export function regionNow(region: Optional<string>, options: ProviderOptions): pulumi.Input<string> {
  const isInherited = argumentOf(providerOf("aws", options), "region") !== undefined;
  return mapped(isInherited ? regionOf(region, options) : region, (name) => name ?? defaultRegion());
}
