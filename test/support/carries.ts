import {
  intersect,
  isEmpty,
  portRange,
  type Ports,
  rulePorts,
} from "../../provider/preview-report/traffic/ports";
import { protocolName } from "../../provider/security-group/network-policy";
import type { Traffic } from "./ec2-evaluator";

/** Whether a set of ports has one of the evaluators' connections. */
export function carries(ports: Ports, { protocol, port }: Traffic): boolean {
  const name = protocolName(protocol);
  const hasPort = ["tcp", "udp", "sctp"].includes(name);
  return !isEmpty(intersect(ports, hasPort ? portRange(name, port) : rulePorts(name, port % 256, 0)));
}
