// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as outputs from "../../types/output";

/**
 * Looks up ELBv2 Load Balancer that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.lb.getLoadBalancer`.
 * @param options - The provider or the parent whose region it is.
 */
export function getLoadBalancer(
  args?: GetLoadBalancerArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetLoadBalancerResult> {
  return findOne("lb:getLoadBalancer", args, options);
}

/**
 * Looks up ELBv2 Load Balancer that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.lb.getLoadBalancer`.
 * @param options - The provider or the parent whose region it is.
 */
export function getLoadBalancerOutput(
  args?: GetLoadBalancerOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetLoadBalancerResult> {
  return findOutput("lb:getLoadBalancer", args, options);
}

/** Arguments of `aws.lb.getLoadBalancer`. */
export interface GetLoadBalancerArgs {
  /** As in `aws.lb.getLoadBalancer`. */
  arn?: string;
  /** As in `aws.lb.getLoadBalancer`. */
  name?: string;
  /** As in `aws.lb.getLoadBalancer`. */
  region?: string;
  /** As in `aws.lb.getLoadBalancer`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.lb.getLoadBalancerOutput`. */
export interface GetLoadBalancerOutputArgs {
  /** As in `aws.lb.getLoadBalancer`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getLoadBalancer`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getLoadBalancer`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getLoadBalancer`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.lb.getLoadBalancer`. */
export interface GetLoadBalancerResult {
  /** As in `aws.lb.getLoadBalancer`. */
  readonly accessLogs: outputs.lb.GetLoadBalancerAccessLogs;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly arn: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly arnSuffix: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly clientKeepAlive: number;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly connectionLogs: outputs.lb.GetLoadBalancerConnectionLog[];
  /** As in `aws.lb.getLoadBalancer`. */
  readonly customerOwnedIpv4Pool: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly desyncMitigationMode: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly dnsName: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly dnsRecordClientRoutingPolicy: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly dropInvalidHeaderFields: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableCrossZoneLoadBalancing: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableDeletionProtection: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableHttp2: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enablePrefixForIpv6SourceNat: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableTlsVersionAndCipherSuiteHeaders: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableWafFailOpen: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableXffClientPort: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enableZonalShift: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly healthCheckLogs: outputs.lb.GetLoadBalancerHealthCheckLog[];
  /** As in `aws.lb.getLoadBalancer`. */
  readonly id: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly idleTimeout: number;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly internal: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly ipAddressType: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly ipamPools: outputs.lb.GetLoadBalancerIpamPool[];
  /** As in `aws.lb.getLoadBalancer`. */
  readonly loadBalancerType: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly name: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly preserveHostHeader: boolean;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly region: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly secondaryIpsAutoAssignedPerSubnet: number;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly securityGroups: string[];
  /** As in `aws.lb.getLoadBalancer`. */
  readonly subnetMappings: outputs.lb.GetLoadBalancerSubnetMapping[];
  /** As in `aws.lb.getLoadBalancer`. */
  readonly subnets: string[];
  /** As in `aws.lb.getLoadBalancer`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.lb.getLoadBalancer`. */
  readonly vpcId: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly xffHeaderProcessingMode: string;
  /** As in `aws.lb.getLoadBalancer`. */
  readonly zoneId: string;
}
