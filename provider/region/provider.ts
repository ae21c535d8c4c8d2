import * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";
import { defaultRegion, isOfType } from "../record/program";

// A component, as the engine would start the AWS plugin for a provider of the package "aws". It refuses resources of
// @pulumi/aws with this provider, because its type isn't that of a provider.
const Base = pulumi.ComponentResource as unknown as typeof pulumi.ProviderResource;

const token = "ec2-pods:index:Provider";

/** What a component has and the declared base hasn't. */
interface Registering {
  registerOutputs(outputs: pulumi.Inputs): void;
}

type Text = pulumi.Output<string | undefined>;

/**
 * A region and default tags for the resources and look-ups that get it as `provider`, and for the children of components
 * that do.
 *
 * It takes all arguments of `aws.Provider` and contacts nothing: the cluster is that of the stack's configuration.
 *
 * @example
 * ```ts
 * import { Ec2Instance, Provider } from "pulumi-ec2-pods";
 *
 * const west = new Provider("west", { region: "us-west-2" });
 * new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" }, { provider: west });
 * ```
 */
export class Provider extends Base {
  /** The argument `region`, else the region of the stack's configuration. */
  readonly region: pulumi.Output<string>;
  /** The argument `accessKey`, as a secret. */
  readonly accessKey: Text;
  /** @internal The tags of what gets this provider, below its own ones. */
  readonly defaultTags: pulumi.Output<ProviderDefaultTags | undefined>;
  /** The argument `profile`. */
  readonly profile: Text;
  /** The argument `secretKey`, as a secret. */
  readonly secretKey: Text;
  /** The argument `token`, as a secret. */
  readonly token: Text;

  /** Whether a value is a provider of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is Provider {
    return isOfType(value, token);
  }

  /**
   * Declares a provider.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.Provider`; only `region` and `defaultTags` have an effect.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    super(token, name, {}, options);
    const text = (key: "accessKey" | "profile" | "secretKey" | "token") => pulumi.output(args[key]);
    // The SDK asks for an id to name a provider to the engine.
    Object.assign(this, { id: this.urn });
    this.region = pulumi.output(args.region).apply((region) => region ?? defaultRegion());
    this.defaultTags = pulumi.output(args.defaultTags) as typeof this.defaultTags;
    this.profile = text("profile");
    this.accessKey = pulumi.secret(text("accessKey"));
    this.secretKey = pulumi.secret(text("secretKey"));
    this.token = pulumi.secret(text("token"));
    (this as unknown as Registering).registerOutputs({ region: this.region });
  }

  /** @internal The package that the SDK files this provider under, in `providers` and for children. */
  getPackage(): string {
    return "aws";
  }
}

/** The argument `defaultTags` of a {@link Provider}. */
export interface ProviderDefaultTags {
  /** The tags, by key; at most 50. */
  tags?: Tags;
}

/** Arguments of `aws.Provider` that are texts and have no effect here. */
type IgnoredTexts =
  | "accessKey"
  | "customCaBundle"
  | "ec2MetadataServiceEndpoint"
  | "ec2MetadataServiceEndpointMode"
  | "httpProxy"
  | "httpsProxy"
  | "noProxy"
  | "profile"
  | "retryMode"
  | "s3UsEast1RegionalEndpoint"
  | "secretKey"
  | "stsRegion"
  | "tagPolicyCompliance"
  | "token";
type IgnoredFlags =
  | "insecure"
  | "s3UsePathStyle"
  | "skipCredentialsValidation"
  | "skipMetadataApiCheck"
  | "skipRegionValidation"
  | "skipRequestingAccountId"
  | "useDualstackEndpoint"
  | "useFipsEndpoint";
type IgnoredLists =
  "allowedAccountIds" | "forbiddenAccountIds" | "sharedConfigFiles" | "sharedCredentialsFiles" | "userAgents";
type IgnoredBlocks = "assumeRoleWithWebIdentity" | "ignoreTags";

/** Arguments of a {@link Provider}, as of `aws.Provider`. Only `region` and `defaultTags` have an effect. */
export type ProviderArgs = Partial<
  Record<IgnoredTexts, Optional<string>> &
    Record<IgnoredFlags, Optional<boolean>> &
    Record<IgnoredLists, Optional<pulumi.Input<string>[]>> &
    Record<IgnoredBlocks, Optional<object>> &
    Record<"assumeRoles" | "endpoints", Optional<pulumi.Input<object>[]>> &
    Record<"maxRetries" | "tokenBucketRateLimiterCapacity", Optional<number>>
> & {
  /** Tags of all that gets this provider; a resource's own tags win. A change is live. */
  defaultTags?: Optional<ProviderDefaultTags>;
  /**
   * Region of what gets this provider.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: Optional<string>;
};
