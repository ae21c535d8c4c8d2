import type { Fail } from "../../common/errors";
import { show } from "../../common/text";
import { maxPort } from "../../security-group/network-policy";
import { allTraffic, portRange, rulePorts, unionOf } from "../traffic/ports";
import type { Ports } from "../traffic/ports";

export const portForm = "tcp/443, udp/8000-8100, tcp for all of its ports, icmp, or all";

/** The ports of texts such as `tcp/443`, `tcp/8000-8100`, `udp` and `all`; undefined if one isn't valid. */
export function parsePorts(items: readonly unknown[], fail: Fail): Ports | undefined {
  if (items.length === 0) fail("", `is []. Use ${portForm}`);
  const parsed = items.map((item, index) => {
    const ports = typeof item === "string" ? portsIn(item) : undefined;
    const meant =
      typeof item === "number" && portsIn(`tcp/${item}`) ? `Did you mean tcp/${item}?` : undefined;
    if (!ports) fail(`[${index}]`, `is ${show(item)}. ${meant ?? `Use ${portForm}`}`);
    return ports;
  });
  const valid = parsed.filter((ports) => ports !== undefined);
  return valid.length > 0 && valid.length === items.length ? unionOf(valid) : undefined;
}

function portsIn(text: string): Ports | undefined {
  if (text === "all") return allTraffic;
  if (/^icmp(v6)?$/.test(text)) return rulePorts(text);
  const [, protocol, first, last = first] =
    /^(tcp|udp|sctp)(?:\/([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?)?$/.exec(text) ?? [];
  if (protocol === undefined) return undefined;
  if (first === undefined) return portRange(protocol.toUpperCase());
  const [from, to] = [Number(first), Number(last)];
  return from <= to && to <= maxPort ? portRange(protocol.toUpperCase(), from, to) : undefined;
}
