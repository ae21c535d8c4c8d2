import { oneOf, string, wholeNumber } from "../common/checks";
import { isGiven } from "../common/values";
import { text } from "../record/kind";
import type { RecordKinds, Values } from "../record/kind";
import { arnOf, elbName, namePrefix } from "./blocks";
import { completeBlocks } from "./health-check";
import { checkListener, checkListenerRule, defaultProtocol, nextPriority } from "./listener-check";
import { checkLoadBalancer, subnetIdsOf, vpcOf } from "./load-balancer-check";
import {
  arnSuffix,
  attachmentId,
  loadBalancerArn,
  loadBalancerIn,
  partArn,
  targetGroupArn,
  zoneId,
} from "./names";
import { isHttp } from "./protocols";
import { checkTargetAttachment, checkTargetGroup, groupProtocol, targetType } from "./target-group-check";

const port = wholeNumber(1, 65_535, "a port");

const ownArn = ({ id }: Values): unknown => id;

const applicationDefaults = {
  clientKeepAlive: 3600,
  desyncMitigationMode: "defensive",
  dropInvalidHeaderFields: false,
  enableHttp2: true,
  enableTlsVersionAndCipherSuiteHeaders: false,
  enableWafFailOpen: false,
  enableXffClientPort: false,
  idleTimeout: 60,
  preserveHostHeader: false,
  xffHeaderProcessingMode: "append",
};

/** Load balancers and what belongs to them: kept like records, and served by a proxy. */
export const loadBalancerKinds: RecordKinds = {
  "lb:LoadBalancer": {
    note: "A Pod with a proxy, in the security groups of the load balancer.",
    id: ({ name, loadBalancerType }, facts) => loadBalancerArn(name, loadBalancerType, facts),
    name: "name",
    arn: ownArn,
    replaces: ["customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix"],
    fromId: (id) => {
      const { type, name } = loadBalancerIn(id) ?? {};
      return type === undefined ? {} : { name, loadBalancerType: type };
    },
    defaults: ({ loadBalancerType = "application" }, { isLookup }) => ({
      loadBalancerType: "application",
      ...(isLookup
        ? {}
        : {
            enableCrossZoneLoadBalancing: false,
            enableDeletionProtection: false,
            enableZonalShift: false,
            internal: false,
            ipAddressType: "ipv4",
            ...(loadBalancerType === "application" && applicationDefaults),
            ...(loadBalancerType === "network" && { dnsRecordClientRoutingPolicy: "any_availability_zone" }),
          }),
    }),
    checks: {
      loadBalancerType: (value, fail) => {
        if (value === "gateway") {
          fail(
            "",
            'is "gateway", which needs appliances that see whole packets. Use "application" or "network"',
          );
        } else oneOf("application", "network")(value, fail);
      },
      ipAddressType: oneOf("ipv4", "dualstack", "dualstack-without-public-ipv4"),
      name: elbName,
      namePrefix,
      clientKeepAlive: wholeNumber(60, 604_800, "whole seconds"),
      desyncMitigationMode: oneOf("monitor", "defensive", "strictest"),
      xffHeaderProcessingMode: oneOf("append", "preserve", "remove"),
    },
    check: checkLoadBalancer,
    outputs: (values, facts) => {
      const ids = subnetIdsOf(values);
      return {
        arnSuffix: arnSuffix(values.id),
        vpcId: vpcOf(values, facts),
        zoneId: zoneId(values["loadBalancerType"], facts.region),
        ...(values["subnets"] === undefined && ids.length > 0 && { subnets: ids }),
        ...(Array.isArray(values["subnets"]) && { subnetMappings: ids.map((subnetId) => ({ subnetId })) }),
      };
    },
  },
  "lb:TargetGroup": {
    note: "Where a load balancer forwards to. Its health checks run in the load balancer's Pod.",
    id: ({ name }, facts) => targetGroupArn(name, facts),
    name: "name",
    arn: ownArn,
    replaces: [
      "ipAddressType",
      "name",
      "namePrefix",
      "port",
      "protocol",
      "protocolVersion",
      "targetControlPort",
      "targetType",
      "vpcId",
    ],
    concealed: ["healthCheck"],
    fromId: (id) => {
      const [, name] = /:targetgroup\/([^/]+)\//.exec(id) ?? [];
      return name === undefined ? {} : { name };
    },
    defaults: ({ protocol }, { isLookup }) =>
      isLookup
        ? {}
        : {
            deregistrationDelay: 300,
            ipAddressType: "ipv4",
            lambdaMultiValueHeadersEnabled: false,
            loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
            proxyProtocolV2: false,
            slowStart: 0,
            targetType: "instance",
            ...(isHttp(protocol) && {
              loadBalancingAlgorithmType: "round_robin",
              loadBalancingAnomalyMitigation: "off",
              protocolVersion: "HTTP1",
            }),
            ...(isGiven(protocol) && !isHttp(protocol) && { connectionTermination: false }),
          },
    complete: completeBlocks,
    checks: {
      name: elbName,
      namePrefix,
      port,
      protocol: groupProtocol,
      targetType,
      deregistrationDelay: wholeNumber(0, 3600, "whole seconds"),
      ipAddressType: oneOf("ipv4", "ipv6"),
      loadBalancingAlgorithmType: oneOf("round_robin", "least_outstanding_requests", "weighted_random"),
      protocolVersion: oneOf("HTTP1", "HTTP2", "GRPC"),
    },
    check: (values, fail, { isLookup }) => {
      if (!isLookup) checkTargetGroup(values, fail);
    },
    outputs: ({ id }) => ({ arnSuffix: arnSuffix(id) }),
  },
  "lb:TargetGroupAttachment": {
    note: "Makes an instance, an address or an application load balancer a target of a group.",
    id: ({ targetGroupArn: group }, facts) => attachmentId(group, facts),
    replaces: ["availabilityZone", "port", "quicServerId", "targetGroupArn", "targetId"],
    checks: { port, targetGroupArn: arnOf("targetgroup"), targetId: string() },
    check: checkTargetAttachment,
  },
  "lb:Listener": {
    note: "A port of a load balancer, and what it does with what comes in there. HTTPS, TLS and UDP aren't served.",
    id: ({ loadBalancerArn: owner }, facts) => partArn(owner, "listener", facts),
    arn: ownArn,
    replaces: ["loadBalancerArn"],
    concealed: ["defaultActions"],
    defaults: ({ loadBalancerArn: owner, protocol }) => {
      const own = protocol ?? defaultProtocol(owner);
      return {
        protocol: own,
        ...((own === "HTTPS" || own === "TLS") && { sslPolicy: "ELBSecurityPolicy-2016-08" }),
        ...(own === "TCP" && { tcpIdleTimeoutSeconds: 350 }),
      };
    },
    checks: {
      loadBalancerArn: arnOf("loadbalancer"),
      port,
      tcpIdleTimeoutSeconds: wholeNumber(60, 6000, "whole seconds"),
    },
    check: (values, fail, { isLookup }) => {
      if (!isLookup) checkListener(values, fail);
    },
  },
  "lb:ListenerRule": {
    note: "What a listener does with the requests that fit its conditions.",
    id: ({ listenerArn }, facts) => partArn(listenerArn, "listener-rule", facts),
    arn: ownArn,
    replaces: ["listenerArn"],
    concealed: ["actions", "conditions"],
    checks: { listenerArn: arnOf("listener"), priority: wholeNumber(1, 50_000, "a priority") },
    check: (values, fail, { isLookup }) => {
      if (!isLookup) checkListenerRule(values, fail);
    },
    outputs: (values, { olds }) => ({
      ...(values["priority"] === undefined && { priority: nextPriority(values, olds["priority"]) }),
    }),
  },
  "lb:ListenerCertificate": {
    note: "One more certificate of a listener. Nothing here serves it.",
    id: ({ certificateArn, listenerArn }) => text`${listenerArn}_${certificateArn}`,
    replaces: ["certificateArn", "listenerArn"],
    checks: { listenerArn: arnOf("listener"), certificateArn: string() },
  },
};
