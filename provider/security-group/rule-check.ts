import type { Fail } from "../common/errors";
import { accountId, groupIdIn, securityGroupIdPattern } from "../common/names";
import { suggestion } from "../common/text";
import { isUnknown } from "../common/values";
import { addressVersion, parseCidr } from "./cidr";
import { maxPort, protocolName } from "./network-policy";

export type Raw = Record<string, unknown>;

/** A value as a message shows it; JSON has no NaN and would call it null. */
export const show = (value: unknown): string =>
  typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
export const absent = (value: unknown): boolean => value === undefined || value === null;
export const given = (value: unknown): boolean => !absent(value) && !isUnknown(value);

/** What is wrong with the protocol and the ports of a rule; `ipProtocol` is that of a rule that stands alone. */
export function checkPorts(prefix: string, key: "protocol" | "ipProtocol", rule: Raw, fail: Fail): void {
  const kind = checkProtocol(`${prefix}${key}`, rule[key], fail);
  const ports = { fromPort: rule["fromPort"], toPort: rule["toPort"] };
  const standsAlone = key === "ipProtocol";
  if (standsAlone && kind === "-1") {
    for (const [name, value] of Object.entries(ports).filter(([, port]) => given(port))) {
      fail(
        `${prefix}${name}`,
        `is ${show(value)}, and ipProtocol ${show(rule[key])} has no ports. Leave it out, or name a protocol`,
      );
    }
    return;
  }
  const icmp = kind === "icmp" || kind === "icmpv6";
  const portless = kind !== undefined && !["-1", "tcp", "udp", "sctp"].includes(kind);
  const lowest = icmp || isUnknown(rule[key]) || (standsAlone && portless) ? -1 : 0;
  const highest = icmp ? 255 : maxPort;
  const meaning = icmp ? [", the ICMP type; -1 is any", ", the ICMP code; -1 is any"] : ["", ""];
  const good = Object.entries(ports).map(([name, value], index) => {
    if (isUnknown(value) || (absent(value) && standsAlone && (portless || !kind))) return false;
    const fits = Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
    const state = absent(value) ? "is missing" : `is ${show(value)}`;
    const range = `Use a whole number from ${lowest} to ${highest}${meaning[index]}`;
    const fix = value === -1 && !portless ? "Every port is fromPort: 0 and toPort: 65535" : range;
    if (!fits) fail(`${prefix}${name}`, `${state}. ${fix}`);
    return fits;
  });
  if (!kind || good.includes(false)) return;
  const [from, to] = [Number(ports.fromPort), Number(ports.toPort)];
  if (kind === "-1") {
    if (from === 0 && to === 0) return;
    fail(
      `${prefix}toPort`,
      `is ${to} and fromPort ${from}; with the protocol ${show(rule[key])} both must be 0. Set both to 0, or name a protocol`,
    );
  } else if (icmp) {
    if (from === -1 && to !== -1)
      fail(`${prefix}toPort`, `is ${to}; with fromPort: -1, any type, it must be -1, too. Set -1`);
  } else if (from > to) {
    fail(`${prefix}toPort`, `is ${to}, which is below fromPort, ${from}. Swap them`);
  }
}

/** The name of a protocol that EC2 knows. */
function checkProtocol(path: string, protocol: unknown, fail: Fail): string | undefined {
  const use = 'Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
  if (isUnknown(protocol)) return undefined;
  if (typeof protocol === "string") {
    const name = protocolName(protocol);
    const known = ["-1", "tcp", "udp", "icmp", "icmpv6", "sctp"];
    if (known.includes(name) || (/^(0|[1-9]\d{0,2})$/.test(name) && Number(name) <= 255)) return name;
    fail(path, `is "${protocol}", which is no protocol that EC2 knows. ${use}`);
  } else {
    const number = Number.isInteger(protocol) && Number(protocol) >= -1 && Number(protocol) <= 255;
    const fix = number ? `Write it as a text, "${String(protocol)}"` : use;
    fail(path, absent(protocol) ? `is missing. ${use}` : `is ${show(protocol)}. ${fix}`);
  }
  return undefined;
}

/** What is wrong with one source of a rule, if anything. */
export type SourceFailure = (text: string) => string | undefined;

export const prefixListFailure: SourceFailure = (text) =>
  /^pl-([0-9a-f]{8}|[0-9a-f]{17})$/.test(text)
    ? undefined
    : `is "${text}", which is not a prefix list's id. Use the form "pl-0123456789abcdef0"`;

export const groupIdFailure: SourceFailure = (text) => {
  const [account, id = ""] = text.split("/");
  if (/^\d{12}$/.test(account ?? "") && account !== accountId && /^sg-/.test(id)) {
    return `is "${text}", a group of another account, and a cluster has no accounts. Use the group's "id" output`;
  }
  return securityGroupIdPattern.test(groupIdIn(text))
    ? undefined
    : `is "${text}", which is not the id of a SecurityGroup of this package. Use the group's "id" output`;
};

/** `other` is the argument for ranges of the other IP version, `groups` that for groups. */
export const cidrFailure =
  (version: 4 | 6, other: string, groups: string): SourceFailure =>
  (text) => {
    const bits = version === 4 ? 32 : 128;
    const address = addressVersion(text.split("/")[0] ?? "");
    if (address && address !== version) return `is "${text}", an IPv${address} range. Put it into ${other}`;
    // Nobody means the one address of all zeros.
    const meant = parseCidr(`${text}/${/^[0:.]+$/.test(text) ? 0 : bits}`);
    if (meant) return `is "${text}", which has no prefix length. Did you mean ${meant.canonical}?`;
    const cidr = parseCidr(text);
    if (!cidr) {
      const trimmed = parseCidr(text.trim());
      if (trimmed) return `is "${text}", which has spaces around it. Did you mean ${trimmed.canonical}?`;
      if (/^(\d{12}\/)?sg-/.test(text)) return `is "${text}", a group. Put it into ${groups}`;
      const example = version === 4 ? "10.0.0.0/16" : "2001:db8::/32";
      const tail = text.slice(text.indexOf("/") + 1);
      const bad = tail === "" || (/^\d+$/.test(tail) && Number(tail) > bits);
      const length = address && bad ? `; its prefix length must be 0 to ${bits}` : "";
      return `is "${text}", which is not an IPv${version} range${length}. Use the form "${example}"`;
    }
    return cidr.isNetwork
      ? undefined
      : `is "${text}", which is not the first address of its range. Did you mean ${cidr.canonical}?`;
  };

/** EC2's characters for names and descriptions; those of rules lack the ampersand. */
const textCharacters = {
  group: { odd: /[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]/u, shown: "._-:/()#,@[]+=&;{}!$*" },
  rule: { odd: /[^A-Za-z0-9 ._\-:/()#,@[\]+=;{}!$*]/u, shown: "._-:/()#,@[]+=;{}!$*" },
};

/** EC2's limits on a name or a description. */
export function checkText(path: string, text: unknown, of: keyof typeof textCharacters, fail: Fail): void {
  if (!given(text)) return;
  if (typeof text !== "string") return fail(path, `is ${show(text)}. Use a string`);
  if (text.length > 255) fail(path, `has ${text.length} characters; EC2 takes 255. Shorten it`);
  const { odd, shown } = textCharacters[of];
  const character = odd.exec(text)?.[0];
  if (character) {
    fail(path, `contains ${show(character)}; EC2 takes letters, digits, spaces and ${shown}. Remove it`);
  }
}

export function checkBoolean(path: string, value: unknown, fail: Fail): void {
  if (given(value) && typeof value !== "boolean") fail(path, `is ${show(value)}. Use true or false`);
}

export function checkNamespace(value: unknown, fail: Fail): void {
  if (!given(value) || (typeof value === "string" && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value)))
    return;
  fail(
    "namespace",
    `is ${show(value)}, which is not a namespace name. Use at most 63 lower-case letters, digits and inner dashes`,
  );
}

export function checkRegion(value: unknown, fail: Fail): void {
  if (!given(value) || (typeof value === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(value))) return;
  fail("region", `is ${show(value)}, which is not a region. Use the form "us-east-1"`);
}

/** What `strict` makes of a reason why a rule stays closed. */
export const strictly = (reason: string): string => `${reason}. Remove it, or set strict to false`;

/** Reports arguments that there are not; `elsewhere` names what other resources call the same thing. */
export function checkKeys(
  prefix: string,
  args: Raw,
  known: readonly string[],
  elsewhere: Readonly<Record<string, string>>,
  fail: Fail,
): void {
  for (const key of Object.keys(args)) {
    if (known.includes(key) || args[key] === undefined) continue;
    const near = suggestion(key, known);
    const hint = near ? `Did you mean ${near}?` : `Remove it; supported are ${known.join(", ")}`;
    const fix = Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
    fail(`${prefix}${key}`, `is not supported. ${fix ?? hint}`);
  }
}
