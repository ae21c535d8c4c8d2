import { networking, Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { problem, type InputFailure } from "./errors";
import { labelSafe, ownerLabels, securityGroupId, type Identity } from "./names";
import { toAnnotations, toNetworkPolicySpec, type Direction, type Rule } from "./network-policy";
import { checkGroup } from "./security-group-check";
import { configuredChoice } from "./target";

/** One rule of a {@link SecurityGroup}, named as in `aws.types.input.ec2.SecurityGroupIngress`; it needs a source. */
export interface SecurityGroupRuleArgs {
  /**
   * `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, `-1` or `all` for every protocol, or an IP protocol number as a text. What a
   * NetworkPolicy can't allow (ICMP and other numbers) stays closed, with a warning.
   */
  protocol: pulumi.Input<string>;
  /** First port, 0 to 65535; the ICMP type, or -1 for any; 0 with the protocol `-1`. */
  fromPort: pulumi.Input<number>;
  /** Last port, 0 to 65535; the ICMP code, or -1 for any; 0 with the protocol `-1`. */
  toPort: pulumi.Input<number>;
  /** IPv4 ranges, each by its first address; `0.0.0.0/0` is every IPv4 address and every Pod. */
  cidrBlocks?: pulumi.Input<pulumi.Input<string>[]>;
  /** IPv6 ranges, each by its first address. */
  ipv6CidrBlocks?: pulumi.Input<pulumi.Input<string>[]>;
  /** Prefix lists of AWS; no cluster has them, so they stay closed, with a warning. */
  prefixListIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of groups whose members, in the namespace of this group, are meant. */
  securityGroups?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Means the members of this group, too.
   *
   * @default false - members reach each other only as other rules say.
   */
  self?: pulumi.Input<boolean>;
  /**
   * Up to 255 characters out of EC2's set.
   *
   * @default - none. Nothing is made of it.
   */
  description?: pulumi.Input<string>;
}

/** Arguments of a {@link SecurityGroup}, named as in `aws.ec2.SecurityGroupArgs`. */
export interface SecurityGroupArgs {
  /**
   * The group's name in EC2, up to 255 characters that don't start with `sg-`.
   *
   * @default - the logical name. A change is live, and the id stays.
   */
  name?: pulumi.Input<string>;
  /**
   * Up to 255 characters out of EC2's set, not empty.
   *
   * @default "Managed by Pulumi" - a change is live.
   */
  description?: pulumi.Input<string>;
  /**
   * What may reach the members.
   *
   * @default - nothing. A change is live.
   */
  ingress?: pulumi.Input<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * What the members may reach, besides DNS, the clock at 169.254.169.123 and the metadata service, which EC2 never
   * filters.
   *
   * @default - nothing else, as with `aws.ec2.SecurityGroup`. A change is live.
   */
  egress?: pulumi.Input<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation.
   *
   * @default - none. A change is live.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Namespace of the NetworkPolicy; it covers only the members in that namespace. A change replaces the policy.
   *
   * @default - that of the Kubernetes provider, else `kubernetes:namespace` or `ec2-pods:namespace` of the stack's
   * configuration, else that of the context.
   */
  namespace?: pulumi.Input<string>;
}

const token = "ec2-pods:index:SecurityGroup";
const policyToken = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/**
 * An EC2 security group whose rules are a NetworkPolicy over the Pods of its members.
 *
 * Rules only ever allow, replies are always allowed, and several groups of one instance add up, as in EC2. Arguments
 * are checked as EC2 does, all at once, those that are known already before anything is registered.
 */
export class SecurityGroup extends pulumi.ComponentResource {
  /** `sg-…`; it follows from project, stack and logical name, so previews know it. */
  readonly id: pulumi.Output<string>;
  /** ARN of the group, in an account and region that stand for none. */
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly description: pulumi.Output<string>;
  /** Namespace of the NetworkPolicy. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: SecurityGroupArgs = {}, options: pulumi.ComponentResourceOptions = {}) {
    const { names } = run();
    const failures = checkGroup(name, knownPart(args) as Record<string, unknown>);
    if (names.has(name)) {
      const reason = `is "${name}", which another SecurityGroup of this stack has, and the id follows from it. Choose another`;
      failures.push({ property: "name", reason });
    }
    refuse(name, failures);
    names.add(name);
    super(token, name, {}, options);
    const checked = <T extends object>(part: T) =>
      pulumi.output(part).apply((known) => {
        refuse(name, checkGroup(name, knownPart(known) as Record<string, unknown>));
        return known;
      });
    const details = checked({ name: args.name, description: args.description, tags: args.tags });
    this.name = details.apply((known) => (known.name ?? name).trimEnd());
    this.description = details.apply((known) => known.description ?? "Managed by Pulumi");
    const policy = declarePolicy(this, {
      name,
      policyName: idOf(name),
      rules: checked({ ingress: args.ingress, egress: args.egress }) as pulumi.Output<Rules>,
      annotations: pulumi.all([this.name, this.description, details.tags]).apply(toAnnotations),
      ...(args.namespace === undefined
        ? {}
        : { namespace: checked({ namespace: args.namespace }).namespace as pulumi.Output<string> }),
      dependsOn: options.dependsOn,
    });
    this.id = idBehind(policy, name);
    this.arn = this.id.apply((id) => `arn:aws:ec2:us-east-1:000000000000:security-group/${id}`);
    this.namespace = policy.metadata.namespace;
    const { id, arn, description, namespace } = this;
    this.registerOutputs({ id, arn, name: this.name, description, namespace });
  }
}

/**
 * The id of the stack's `default` group in a namespace, made with its first use: its members reach each other and
 * everyone else.
 *
 * A namespace that only an output tells has to be the same one in all calls; the group of another one would have no
 * name that previews know.
 */
export function defaultSecurityGroup(
  namespace?: pulumi.Input<string>,
  options: { provider?: pulumi.ProviderResource } = {},
): pulumi.Output<string> {
  const { provider } = options;
  const configured = provider ? undefined : configuredChoice(pulumi.runtime.getConfig).namespace;
  const place =
    namespace === configured ? undefined : typeof namespace === "object" ? "_computed" : namespace;
  const name = ["default", provider && pulumi.resourceName(provider), place].filter(Boolean).join("/");
  const { defaults } = run();
  const known = defaults.get(name);
  const group = known ?? new DefaultSecurityGroup(name, namespace, provider);
  defaults.set(name, group);
  if (known && place === "_computed") {
    pulumi.all([known.askedNamespace, namespace]).apply(([first, other]) => {
      if (first === other) return;
      const reason = `is "${String(first)}" and "${String(other)}" by way of outputs. Give it as a text, or name the group in vpcSecurityGroupIds`;
      refuse("default", [{ property: "namespace", reason }]);
    });
  }
  return group.id;
}

class DefaultSecurityGroup extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly askedNamespace: pulumi.Output<string | undefined>;

  constructor(
    logicalName: string,
    namespace: pulumi.Input<string> | undefined,
    provider: pulumi.ProviderResource | undefined,
  ) {
    super(token, logicalName, {}, provider ? { provider } : {});
    this.askedNamespace = pulumi.output(namespace);
    const everyone = { protocol: "-1", fromPort: 0, toPort: 0 };
    const policy = declarePolicy(this, {
      name: "default",
      // The same group once more, if it turns out that two spellings name one namespace.
      policyName: [idOf("default"), ...(logicalName === "default" ? [] : [labelSafe(logicalName)])].join("-"),
      rules: pulumi.output({
        ingress: [{ ...everyone, self: true }],
        egress: [{ ...everyone, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
      }),
      annotations: toAnnotations(["default", "default VPC security group", undefined]),
      ...(namespace === undefined ? {} : { namespace }),
    });
    this.id = idBehind(policy, "default");
    this.registerOutputs({ id: this.id, namespace: policy.metadata.namespace });
  }
}

type Rules = Partial<Record<Direction, Rule[]>>;

interface PolicyDeclaration {
  /** Logical name of the group; its id follows from it. */
  name: string;
  policyName: string;
  rules: pulumi.Output<Rules>;
  annotations: pulumi.Input<Record<string, string>>;
  namespace?: pulumi.Input<string>;
  dependsOn?: pulumi.ResourceOptions["dependsOn"];
}

/** The one child of a group. */
function declarePolicy(
  group: pulumi.ComponentResource,
  { name, policyName, rules, annotations, namespace, dependsOn }: PolicyDeclaration,
): networking.v1.NetworkPolicy {
  const inherited = group.getProvider(policyToken);
  const provider = inherited ?? configuredProvider();
  const spec = rules.apply(({ ingress, egress }) => {
    const { spec, untranslatable } = toNetworkPolicySpec(idOf(name), {
      ingress: ingress ?? [],
      egress: egress ?? [],
    });
    for (const { path, reason } of untranslatable) {
      const cause = `${path} ${reason}`;
      const fix = "It stays closed; remove it where that is right";
      void pulumi.log.warn(problem({ verb: "translate", kind: "SecurityGroup", name, cause, fix }), group);
    }
    return spec;
  });
  return new networking.v1.NetworkPolicy(
    pulumi.resourceName(group),
    {
      metadata: {
        name: policyName,
        // An explicit provider has a namespace of its own; only the default one follows the configuration.
        namespace:
          namespace ?? (inherited ? undefined : configuredChoice(pulumi.runtime.getConfig).namespace),
        labels: ownerLabels(identity(name)),
        annotations,
      },
      spec,
    },
    { parent: group, ...(provider ? { provider } : {}), ...(dependsOn ? { dependsOn } : {}) },
  );
}

const identity = (name: string): Identity => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  name,
});

const idOf = (name: string): string => securityGroupId(identity(name));

/** The id, by way of the policy's URN, which previews know, too: whoever uses it waits for the policy. */
const idBehind = (policy: pulumi.Resource, name: string): pulumi.Output<string> =>
  policy.urn.apply(() => idOf(name));

/** A provider for the cluster that `ec2-pods:*` names, where `kubernetes:*` doesn't; instances go there, too. */
function configuredProvider(): Provider | undefined {
  const settings = ["kubeconfig", "context"];
  const configured = (key: string) => pulumi.runtime.getConfig(key) || undefined;
  if (!settings.some((key) => configured(`ec2-pods:${key}`) && !configured(`kubernetes:${key}`)))
    return undefined;
  const { kubeconfig, context } = configuredChoice(configured);
  return (run().provider ??= new Provider("ec2-pods", {
    ...(kubeconfig ? { kubeconfig: pulumi.secret(kubeconfig) } : {}),
    ...(context ? { context } : {}),
  }));
}

/** What one run of one program has made so far. */
interface Run {
  names: Set<string>;
  defaults: Map<string, DefaultSecurityGroup>;
  provider?: Provider;
}

const runs = new WeakMap<object, Run>();

/** By monitor, not by process: an automation program runs several stacks in one, and so do unit tests with mocks. */
function run(): Run {
  const key = pulumi.runtime.getMonitor() ?? runs;
  const current = runs.get(key) ?? { names: new Set(), defaults: new Map() };
  runs.set(key, current);
  return current;
}

/** The value with the unknown sentinel for what only the engine knows, so that the rest can be checked at once. */
function knownPart(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return pulumi.runtime.unknownValue;
  if (pulumi.Resource.isInstance(value)) return `the resource ${pulumi.resourceName(value)}`;
  if (Array.isArray(value)) return value.map(knownPart);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, knownPart(item)]));
}

/** Throws one error for all failures, if there are any. */
function refuse(name: string, failures: InputFailure[]): void {
  if (failures.length === 0) return;
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  const cause =
    lines.length === 1
      ? String(lines[0])
      : [`${lines.length} arguments are not valid:`, ...lines].join("\n  - ");
  // The one kind of error that Pulumi shows to a program's author without a stack.
  throw new pulumi.RunError(problem({ verb: "create", kind: "SecurityGroup", name, cause }));
}
