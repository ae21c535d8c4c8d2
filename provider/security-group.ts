import { networking } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { problem } from "./errors";
import { ownerLabels, podName, securityGroupId, type Identity } from "./names";
import { toPolicySpec, type Rule } from "./network-policy";
import { configuredNamespace, policyProvider, type PolicyPlace } from "./policy-provider";
import { checkGroup } from "./security-group-check";

/** One rule of a {@link SecurityGroup}, named as in `aws.ec2.SecurityGroup`. */
export interface SecurityGroupRuleArgs {
  /** `tcp`, `udp`, `sctp`, their numbers, or `-1` for all; `icmp` and others are left out with a warning. */
  protocol: pulumi.Input<string>;
  /** First port, 0 to 65,535; 0 for the protocol `-1`. */
  fromPort: pulumi.Input<number>;
  /** Last port, 0 to 65,535; 0 for the protocol `-1`. */
  toPort: pulumi.Input<number>;
  /**
   * IPv4 ranges, each by its first address: `10.0.0.0/16`.
   *
   * @default - none.
   */
  cidrBlocks?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * IPv6 ranges, each by its first address: `fd00::/8`.
   *
   * @default - none.
   */
  ipv6CidrBlocks?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Ids of prefix lists, which are left out with a warning.
   *
   * @default - none.
   */
  prefixListIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Ids of groups of the same namespace: their members are let in, or out to.
   *
   * @default - none.
   */
  securityGroups?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Lets the group's own members reach each other.
   *
   * @default false - they don't.
   */
  self?: pulumi.Input<boolean>;
  /**
   * What the rule is for, at most 255 characters.
   *
   * @default - none.
   */
  description?: pulumi.Input<string>;
}

/** Arguments of a {@link SecurityGroup}, named as in `aws.ec2.SecurityGroupArgs`. */
export interface SecurityGroupArgs {
  /**
   * What the group is for, at most 255 characters.
   *
   * @default "Managed by Pulumi" - a change is live.
   */
  description?: pulumi.Input<string>;
  /**
   * Who reaches the members.
   *
   * @default - nobody. A change is live: one update in place of one NetworkPolicy.
   */
  ingress?: pulumi.Input<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * Whom the members reach, besides DNS, time and instance metadata, which EC2 never filters.
   *
   * @default - nobody else, as in `aws.ec2.SecurityGroup`. A change is live, in place.
   */
  egress?: pulumi.Input<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * Tags, kept in an annotation of the NetworkPolicy.
   *
   * @default - none. A change is live.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Namespace of the group, which its members have to be in. A change replaces the NetworkPolicy.
   *
   * @default - as for an Ec2Instance: the stack's configuration, else that of the context.
   */
  namespace?: pulumi.Input<string>;
}

/** An EC2 security group: one NetworkPolicy that selects its members by a label. */
export class SecurityGroup extends pulumi.ComponentResource {
  /** EC2's id of the group, `sg-…`, known in previews; who uses it waits until the rules are in place. */
  readonly id: pulumi.Output<string>;
  /** ARN of the group, in an account and region that stand for none. */
  readonly arn: pulumi.Output<string>;
  readonly description: pulumi.Output<string>;

  constructor(name: string, args: SecurityGroupArgs = {}, options: pulumi.ComponentResourceOptions = {}) {
    super("ec2-pods:index:SecurityGroup", name, {}, withProvider(options));
    if (name === defaultName) throw new pulumi.ResourceError(reservedName, this);
    const identity = identityOf(name);
    const id = securityGroupId(identity);
    const checked = pulumi.output(args).apply((known) => this.check(name, known));
    const policy = makePolicy(name, {
      identity,
      metadataName: id,
      description: checked.apply(({ description }) => description),
      tags: args.tags,
      namespace: args.namespace,
      spec: checked.apply((known) => this.translate(name, id, known)),
      options: { parent: this },
    });
    this.id = idAfter(policy, id);
    this.arn = this.id.apply((known) => `arn:aws:ec2:us-east-1:000000000000:security-group/${known}`);
    this.description = checked.apply(({ description }) => description);
    this.registerOutputs({ id: this.id, arn: this.arn, description: this.description });
  }

  private check(name: string, args: pulumi.Unwrap<SecurityGroupArgs>): CheckedGroup {
    const failures = checkGroup(args);
    if (failures.length > 0) {
      const list = failures.map(({ property, reason }) => `${property}: ${reason}`);
      const cause = `its arguments are wrong:\n  ${list.join("\n  ")}\n`;
      throw new pulumi.ResourceError(
        problem({ verb: "create", kind: "SecurityGroup", name, cause }),
        this,
        true,
      );
    }
    return {
      description: args.description ?? "Managed by Pulumi",
      ingress: (args.ingress ?? []) as Rule[],
      egress: (args.egress ?? []) as Rule[],
    };
  }

  private translate(name: string, id: string, rules: CheckedGroup) {
    const { spec, untranslatable } = toPolicySpec(id, rules);
    for (const { property, reason } of untranslatable) {
      void pulumi.log.warn(`SecurityGroup "${name}": ${property} is left out: ${reason}.`, this);
    }
    return spec;
  }
}

interface CheckedGroup {
  description: string;
  ingress: Rule[];
  egress: Rule[];
}

const defaultName = "default";
const reservedName = problem({
  verb: "create",
  kind: "SecurityGroup",
  name: defaultName,
  cause: "the name is that of the group which instances without one are in",
  fix: "Choose another name",
});

const defaultGroups = new WeakMap<object, Map<string, pulumi.Output<string>>>();

/**
 * Id of the stack's default group: its members reach each other, and everything else.
 *
 * The group is one label; it has a policy wherever an instance without a group is.
 */
export function defaultSecurityGroup(
  instanceName: string,
  place: PolicyPlace & { namespace?: pulumi.Input<string> | undefined } = {},
): pulumi.Output<string> {
  const { namespace, context, kubeconfig } = place;
  const stack = pulumi.runtime.getStackResource() ?? pulumi.runtime;
  const made = defaultGroups.get(stack) ?? new Map<string, pulumi.Output<string>>();
  defaultGroups.set(stack, made);
  const isPlain = [namespace, context, kubeconfig].every(
    (item) => item === undefined || typeof item === "string",
  );
  // A place that is only known later may be that of another policy: each gets a name of its own, and they add up.
  const suffix = isPlain ? [context, namespace] : [instanceName];
  const name = [defaultName, ...suffix].filter(Boolean).join("-");
  const known = made.get(name);
  if (known) return known;

  const identity = identityOf(defaultName);
  const id = securityGroupId(identity);
  const everything = { protocol: "-1", fromPort: 0, toPort: 0 };
  const { spec } = toPolicySpec(id, {
    ingress: [{ ...everything, self: true }],
    egress: [{ ...everything, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
  });
  const provider = policyProvider({ context, kubeconfig });
  const policy = makePolicy(name, {
    identity,
    metadataName: isPlain ? id : podName(instanceName, id, "default"),
    description: "default VPC security group",
    tags: undefined,
    namespace,
    spec,
    options: provider ? { provider } : {},
  });
  const output = idAfter(policy, id);
  made.set(name, output);
  return output;
}

const identityOf = (name: string): Identity => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  name,
});

interface Policy {
  identity: Identity;
  metadataName: string;
  description: pulumi.Input<string>;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  namespace: pulumi.Input<string> | undefined;
  spec: pulumi.Input<ReturnType<typeof toPolicySpec>["spec"]>;
  options: pulumi.CustomResourceOptions;
}

function makePolicy(name: string, policy: Policy): networking.v1.NetworkPolicy {
  const { identity, metadataName, description, tags = {}, spec, options } = policy;
  const namespace = policy.namespace ?? configuredNamespace();
  const metadata = {
    name: metadataName,
    ...(namespace === undefined ? {} : { namespace }),
    labels: ownerLabels(identity),
    annotations: {
      "ec2-pods/name": identity.name,
      "ec2-pods/description": description,
      "ec2-pods/tags": pulumi.jsonStringify(tags),
    },
  };
  return new networking.v1.NetworkPolicy(name, { metadata, spec }, options);
}

/** The id as an output that is known in previews and makes its users wait for the policy. */
const idAfter = (policy: networking.v1.NetworkPolicy, id: string): pulumi.Output<string> =>
  policy.urn.apply(() => id);

function withProvider(options: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
  if (options.provider || options.providers || options.parent) return options;
  const provider = policyProvider();
  return provider ? { ...options, provider } : options;
}
