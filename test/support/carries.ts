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
export const carries = (ports: Ports, traffic: Traffic): boolean =>
  !isEmpty(intersect(ports, placesOf(traffic)));

const places = new Map<string, Ports>();

/** A connection as a set of ports. Sets are cached, because properties ask for the same ones a million times. */
export function placesOf({ protocol, port }: Traffic): Ports {
  const key = `${protocol} ${port}`;
  const cached = places.get(key);
  if (cached) return cached;
  const name = protocolName(protocol);
  const hasPort = ["tcp", "udp", "sctp"].includes(name);
  const found = hasPort ? portRange(name, port) : rulePorts(name, port % 256, 0);
  places.set(key, found);
  return found;
}
