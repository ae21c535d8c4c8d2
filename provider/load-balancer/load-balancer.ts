import * as pulumi from "@pulumi/pulumi";

import { isAbsent } from "../common/values";
import { clusterOf } from "../record/program";
import { LoadBalancer as LoadBalancerRecord } from "../resources/lb/loadBalancer";
import type { LoadBalancerArgs, LoadBalancerState } from "../resources/lb/loadBalancer";
import { defaultSecurityGroup, vpcOfSubnet } from "../security-group/default-security-group";
import { coverage } from "../security-group/group-policies";

/**
 * A load balancer: a Pod with HAProxy that is in the security groups, behind a Service whose name is `dnsName`.
 *
 * Its arguments and outputs are those of `aws.lb.LoadBalancer`. It serves once it has a `Listener`.
 *
 * @example A web server behind a load balancer. Only the load balancer reaches it.
 * ```ts
 * import { ec2, lb } from "pulumi-ec2-pods";
 *
 * const vpc = new ec2.DefaultVpc("default");
 * const subnets = ["us-east-1a", "us-east-1b"].map(
 *   (availabilityZone) => new ec2.DefaultSubnet(availabilityZone, { availabilityZone }),
 * );
 * const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
 * const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
 * const front = new ec2.SecurityGroup("front", {
 *   vpcId: vpc.id,
 *   ingress: [{ ...http, cidrBlocks: ["0.0.0.0/0"] }],
 *   egress,
 * });
 * const back = new ec2.SecurityGroup("back", {
 *   vpcId: vpc.id,
 *   ingress: [{ ...http, securityGroups: [front.id] }],
 *   egress,
 * });
 * const web = new ec2.Instance("web", {
 *   ami: "busybox:1.35",
 *   instanceType: "t3.micro",
 *   vpcSecurityGroupIds: [back.id],
 *   userData: "#!/bin/sh\nmkdir -p /srv\necho hello >/srv/index.html\nhttpd -h /srv\n",
 * });
 * const balancer = new lb.LoadBalancer("web", {
 *   securityGroups: [front.id],
 *   subnets: subnets.map(({ id }) => id),
 * });
 * const group = new lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });
 * new lb.TargetGroupAttachment("web", { targetGroupArn: group.arn, targetId: web.id });
 * new lb.Listener("web", {
 *   loadBalancerArn: balancer.arn,
 *   port: 80,
 *   defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
 * });
 * export const url = balancer.dnsName;
 * ```
 */
export class LoadBalancer extends LoadBalancerRecord {
  /**
   * Looks up a load balancer that another program made, by what that program knows of it.
   *
   * @param name - Logical name in this program.
   * @param id - ARN of the load balancer.
   * @param state - The outputs that the load balancer has.
   * @param options - Options of the resource.
   */
  static override get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: LoadBalancerState,
    options?: pulumi.CustomResourceOptions,
  ): LoadBalancer {
    return new LoadBalancer(name, state as LoadBalancerArgs, { ...options, id });
  }

  /**
   * Declares a load balancer.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.LoadBalancer`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: LoadBalancerArgs = {}, options: pulumi.CustomResourceOptions = {}) {
    const securityGroups = options.id === undefined ? groupsOf(args) : args.securityGroups;
    super(
      name,
      // The check of a replacement asks whether the engine deletes the old one.
      { ...args, securityGroups, ...(options.retainOnDelete && { __retained: true }) },
      pulumi.mergeOptions(options, { dependsOn: coverage(securityGroups, clusterOf({}, options)) }),
    );
  }
}

/** The groups of a load balancer. An application load balancer without any is in the default group of its VPC. */
function groupsOf({
  loadBalancerType,
  securityGroups,
  subnetMappings,
  subnets,
}: LoadBalancerArgs): LoadBalancerArgs["securityGroups"] {
  const isNamed =
    securityGroups !== undefined && !(Array.isArray(securityGroups) && securityGroups.length === 0);
  // A network load balancer has no groups by default. Resources aren't made once an unknown type is known.
  if (isNamed || ![undefined, "application"].includes(loadBalancerType as string | undefined)) {
    return securityGroups;
  }
  // An output lifts the properties of its value, so that both lists may be outputs, and what is in them too.
  const mapped = itemsOf(subnetMappings).map((mapping) => (mapping as { subnetId?: unknown }).subnetId);
  const vpcs = [...itemsOf(subnets), ...mapped].flatMap((subnetId) => vpcOfSubnet(subnetId) ?? []);
  return [defaultSecurityGroup(vpcs[0])];
}

/** What is in a list; a list that is an output counts as a whole. */
const itemsOf = (list: unknown): unknown[] =>
  (Array.isArray(list) ? (list as unknown[]) : [list]).filter((item) => !isAbsent(item));
