// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A Pod with a proxy, in the security groups of the load balancer.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.lb.LoadBalancer`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.DefaultVpc("default");
 * const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });
 * const subnets = ["us-east-1a", "us-east-1b"].map(
 *   (availabilityZone) => new aws.ec2.DefaultSubnet(availabilityZone, { availabilityZone }),
 * );
 * const balancer = new aws.lb.LoadBalancer("web", { subnets: subnets.map(({ id }) => id) });
 * export const dnsName = balancer.dnsName;
 * ```
 */
export class LoadBalancer extends AwsRecord {
  /** The argument `accessLogs`, or its default. */
  declare readonly accessLogs: pulumi.Output<outputs.lb.LoadBalancerAccessLogs | undefined>;
  /** As in `aws.lb.LoadBalancer`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.lb.LoadBalancer`, made from the id and the arguments. */
  declare readonly arnSuffix: pulumi.Output<string>;
  /** The argument `clientKeepAlive`, or its default. */
  declare readonly clientKeepAlive: pulumi.Output<number | undefined>;
  /** The argument `connectionLogs`, or its default. */
  declare readonly connectionLogs: pulumi.Output<outputs.lb.LoadBalancerConnectionLogs | undefined>;
  /** The argument `customerOwnedIpv4Pool`, or its default. */
  declare readonly customerOwnedIpv4Pool: pulumi.Output<string | undefined>;
  /** The argument `desyncMitigationMode`, or its default. */
  declare readonly desyncMitigationMode: pulumi.Output<string | undefined>;
  /** As in `aws.lb.LoadBalancer`, made from the id and the arguments. */
  declare readonly dnsName: pulumi.Output<string>;
  /** The argument `dnsRecordClientRoutingPolicy`, or its default. */
  declare readonly dnsRecordClientRoutingPolicy: pulumi.Output<string | undefined>;
  /** The argument `dropInvalidHeaderFields`, or its default. */
  declare readonly dropInvalidHeaderFields: pulumi.Output<boolean | undefined>;
  /** The argument `enableCrossZoneLoadBalancing`, or its default. */
  declare readonly enableCrossZoneLoadBalancing: pulumi.Output<boolean | undefined>;
  /** The argument `enableDeletionProtection`, or its default. */
  declare readonly enableDeletionProtection: pulumi.Output<boolean | undefined>;
  /** The argument `enableHttp2`, or its default. */
  declare readonly enableHttp2: pulumi.Output<boolean | undefined>;
  /** The argument `enablePrefixForIpv6SourceNat`, or its default. */
  declare readonly enablePrefixForIpv6SourceNat: pulumi.Output<string>;
  /** The argument `enableTlsVersionAndCipherSuiteHeaders`, or its default. */
  declare readonly enableTlsVersionAndCipherSuiteHeaders: pulumi.Output<boolean | undefined>;
  /** The argument `enableWafFailOpen`, or its default. */
  declare readonly enableWafFailOpen: pulumi.Output<boolean | undefined>;
  /** The argument `enableXffClientPort`, or its default. */
  declare readonly enableXffClientPort: pulumi.Output<boolean | undefined>;
  /** The argument `enableZonalShift`, or its default. */
  declare readonly enableZonalShift: pulumi.Output<boolean | undefined>;
  /** The argument `enforceSecurityGroupInboundRulesOnPrivateLinkTraffic`, or its default. */
  declare readonly enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: pulumi.Output<string>;
  /** The argument `healthCheckLogs`, or its default. */
  declare readonly healthCheckLogs: pulumi.Output<outputs.lb.LoadBalancerHealthCheckLogs | undefined>;
  /** The argument `idleTimeout`, or its default. */
  declare readonly idleTimeout: pulumi.Output<number | undefined>;
  /** The argument `internal`, or its default. */
  declare readonly internal: pulumi.Output<boolean>;
  /** The argument `ipAddressType`, or its default. */
  declare readonly ipAddressType: pulumi.Output<string>;
  /** The argument `ipamPools`, or its default. */
  declare readonly ipamPools: pulumi.Output<outputs.lb.LoadBalancerIpamPools | undefined>;
  /** The argument `loadBalancerType`, or its default. */
  declare readonly loadBalancerType: pulumi.Output<string | undefined>;
  /** The argument `minimumLoadBalancerCapacity`, or its default. */
  declare readonly minimumLoadBalancerCapacity: pulumi.Output<
    outputs.lb.LoadBalancerMinimumLoadBalancerCapacity | undefined
  >;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `preserveHostHeader`, or its default. */
  declare readonly preserveHostHeader: pulumi.Output<boolean | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `secondaryIpsAutoAssignedPerSubnet`, or its default. */
  declare readonly secondaryIpsAutoAssignedPerSubnet: pulumi.Output<number>;
  /** The argument `securityGroups`, or its default. */
  declare readonly securityGroups: pulumi.Output<string[]>;
  /** The argument `subnetMappings`, or its default. */
  declare readonly subnetMappings: pulumi.Output<outputs.lb.LoadBalancerSubnetMapping[]>;
  /** The argument `subnets`, or its default. */
  declare readonly subnets: pulumi.Output<string[]>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.lb.LoadBalancer`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** As in `aws.lb.LoadBalancer`, made from the id and the arguments. */
  declare readonly vpcId: pulumi.Output<string>;
  /** The argument `xffHeaderProcessingMode`, or its default. */
  declare readonly xffHeaderProcessingMode: pulumi.Output<string | undefined>;
  /** As in `aws.lb.LoadBalancer`, made from the id and the arguments. */
  declare readonly zoneId: pulumi.Output<string>;

  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: LoadBalancerState,
    options?: pulumi.CustomResourceOptions,
  ): LoadBalancer {
    return new LoadBalancer(name, state as unknown as LoadBalancerArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is LoadBalancer {
    return isRecordOf("lb:LoadBalancer", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.LoadBalancer`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: LoadBalancerArgs, options?: pulumi.CustomResourceOptions) {
    super("lb:LoadBalancer", name, args, options);
  }
}

/** Arguments of `aws.lb.LoadBalancer`. */
export interface LoadBalancerArgs {
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  accessLogs?: pulumi.Input<inputs.lb.LoadBalancerAccessLogs | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  clientKeepAlive?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  connectionLogs?: pulumi.Input<inputs.lb.LoadBalancerConnectionLogs | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change replaces the resource. */
  customerOwnedIpv4Pool?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  desyncMitigationMode?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  dnsRecordClientRoutingPolicy?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  dropInvalidHeaderFields?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableCrossZoneLoadBalancing?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableDeletionProtection?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableHttp2?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enablePrefixForIpv6SourceNat?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableTlsVersionAndCipherSuiteHeaders?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableWafFailOpen?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableXffClientPort?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enableZonalShift?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  healthCheckLogs?: pulumi.Input<inputs.lb.LoadBalancerHealthCheckLogs | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  idleTimeout?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change replaces the resource. */
  internal?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  ipAddressType?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  ipamPools?: pulumi.Input<inputs.lb.LoadBalancerIpamPools | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change replaces the resource. */
  loadBalancerType?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  minimumLoadBalancerCapacity?: pulumi.Input<inputs.lb.LoadBalancerMinimumLoadBalancerCapacity | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  preserveHostHeader?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  secondaryIpsAutoAssignedPerSubnet?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  securityGroups?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  subnetMappings?: pulumi.Input<pulumi.Input<inputs.lb.LoadBalancerSubnetMapping>[] | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  subnets?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.lb.LoadBalancer`. A change is live. */
  xffHeaderProcessingMode?: pulumi.Input<string | undefined>;
}

/** What `LoadBalancer.get` may be given. */
export type LoadBalancerState = StateOf<LoadBalancer>;
