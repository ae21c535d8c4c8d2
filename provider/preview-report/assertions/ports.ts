import type { Fail } from "../../common/errors";
import { show } from "../../common/text";
import { maxPort } from "../../security-group/network-policy";
import { allTraffic, portRange, rulePorts, unionOf } from "../traffic/ports";
import type { Ports } from "../traffic/ports";

export const portForm = "tcp/443, udp/8000-8100, tcp for all of its ports, icmp, icmp/8, protocol/50, or all";

/** The ports of texts such as `tcp/443`, `tcp/8000-8100`, `udp`, `icmp/8/0` and `all`; undefined if one isn't valid. */
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

const byte = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
/** All of ICMP, one of its types, or one code of a type. */
const icmpForm = new RegExp(`^(icmp|icmpv6)(?:/${byte}(?:/${byte})?)?$`);
const protocolForm = new RegExp(`^protocol/${byte}$`);

const numberIn = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

function portsIn(text: string): Ports | undefined {
  if (text === "all") return allTraffic;
  const [, icmp, type, code] = icmpForm.exec(text) ?? [];
  if (icmp !== undefined) return rulePorts(icmp, numberIn(type), numberIn(code));
  const [, number] = protocolForm.exec(text) ?? [];
  if (number !== undefined) return portRange(number);
  const [, protocol, first, last = first] =
    /^(tcp|udp|sctp)(?:\/([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?)?$/.exec(text) ?? [];
  if (protocol === undefined) return undefined;
  if (first === undefined) return portRange(protocol.toUpperCase());
  const [from, to] = [Number(first), Number(last)];
  return from <= to && to <= maxPort ? portRange(protocol.toUpperCase(), from, to) : undefined;
}
