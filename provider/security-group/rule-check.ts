import { matching, string } from "../common/checks";
import type { Check } from "../common/checks";
import type { Fail } from "../common/errors";
import { accountId, groupIdIn, securityGroupIdPattern } from "../common/names";
import { show } from "../common/text";
import { isAbsent, isGiven, isUnknown } from "../common/values";
import { addressVersion, parseCidr } from "../common/cidr";
import { maxPort, protocolName } from "./network-policy";

/** Arguments that are not checked yet. */
export type Raw = Readonly<Record<string, unknown>>;

/** Checks the protocol and the ports of a rule; `ipProtocol` is the protocol of a standalone rule. */
export function checkPorts(prefix: string, key: "protocol" | "ipProtocol", rule: Raw, fail: Fail): void {
  const protocol = checkProtocol(`${prefix}${key}`, rule[key], fail);
  const ports = { fromPort: rule["fromPort"], toPort: rule["toPort"] };
  const isStandalone = key === "ipProtocol";
  if (isStandalone && protocol === "-1") {
    for (const [name, value] of Object.entries(ports).filter(([, port]) => isGiven(port))) {
      fail(
        `${prefix}${name}`,
        `is ${show(value)}, but ipProtocol ${show(rule[key])} has no ports. Leave it out, or name a protocol`,
      );
    }
    return;
  }
  const isIcmp = protocol === "icmp" || protocol === "icmpv6";
  const hasNoPorts = protocol !== undefined && !["-1", "tcp", "udp", "sctp"].includes(protocol);
  const lowest = isIcmp || isUnknown(rule[key]) || (isStandalone && hasNoPorts) ? -1 : 0;
  const highest = isIcmp ? 255 : maxPort;
  const meanings = isIcmp ? [", the ICMP type; -1 is any", ", the ICMP code; -1 is any"] : ["", ""];
  const valid = Object.entries(ports).map(([name, value], index) => {
    if (isUnknown(value) || (isAbsent(value) && isStandalone && (hasNoPorts || !protocol))) return false;
    const fits = Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
    const state = isAbsent(value) ? "is missing" : `is ${show(value)}`;
    const range = `Use a whole number from ${lowest} to ${highest}${meanings[index]}`;
    const fix = value === -1 && !hasNoPorts ? "For all ports, use fromPort: 0 and toPort: 65535" : range;
    if (!fits) fail(`${prefix}${name}`, `${state}. ${fix}`);
    return fits;
  });
  if (!protocol || valid.includes(false)) return;
  const [from, to] = [Number(ports.fromPort), Number(ports.toPort)];
  if (protocol === "-1") {
    if (from === 0 && to === 0) return;
    fail(
      `${prefix}toPort`,
      `is ${to} and fromPort is ${from}; with the protocol ${show(rule[key])} both must be 0. Set both to 0, or name a protocol`,
    );
  } else if (isIcmp) {
    if (from === -1 && to !== -1)
      fail(`${prefix}toPort`, `is ${to}; with fromPort: -1 (any type) it must also be -1. Set it to -1`);
  } else if (from > to) {
    fail(`${prefix}toPort`, `is ${to}, which is below fromPort (${from}). Swap them`);
  }
}

/** The name of the protocol; undefined if EC2 doesn't have it. */
function checkProtocol(path: string, protocol: unknown, fail: Fail): string | undefined {
  const use = 'Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
  if (isUnknown(protocol)) return undefined;
  if (typeof protocol === "string") {
    const name = protocolName(protocol);
    const names = ["-1", "tcp", "udp", "icmp", "icmpv6", "sctp"];
    if (names.includes(name) || (/^(0|[1-9]\d{0,2})$/.test(name) && Number(name) <= 255)) return name;
    fail(path, `is "${protocol}", which isn't a protocol of EC2. ${use}`);
  } else {
    fail(path, isAbsent(protocol) ? `is missing. ${use}` : `is ${show(protocol)}. ${use}`);
  }
  return undefined;
}

/** A list whose known items pass this check. */
export const listOf =
  (item: Check): Check =>
  (list, fail) => {
    if (!Array.isArray(list)) return fail("", `is ${show(list)}. Use a list of strings`);
    list.forEach((value: unknown, index) => {
      if (!isUnknown(value)) item(value, (path, reason) => fail(`[${index}]${path}`, reason));
    });
  };

export const prefixListId: Check = matching(
  /^pl-([0-9a-f]{8}|[0-9a-f]{17})$/,
  'a prefix list id. Use the form "pl-0123456789abcdef0"',
);

export const groupId: Check = string((text) => {
  const [account, id = ""] = text.split("/");
  if (/^\d{12}$/.test(account ?? "") && account !== accountId && /^sg-/.test(id)) {
    return `is "${text}", a group of another account; a cluster has no accounts. Use the group's "id" output`;
  }
  return securityGroupIdPattern.test(groupIdIn(text))
    ? undefined
    : `is "${text}", which isn't the id of a SecurityGroup of this package. Use the group's "id" output`;
});

/** An address range. `other` is the argument for ranges of the other IP version, `groups` the one for groups. */
export const cidr = (version: 4 | 6, other: string, groups: string): Check =>
  string((text) => {
    const bits = version === 4 ? 32 : 128;
    const address = addressVersion(text.split("/")[0] ?? "");
    if (address && address !== version) return `is "${text}", an IPv${address} range. Move it to ${other}`;
    // An address of all zeros means every address.
    const meant = parseCidr(`${text}/${/^[0:.]+$/.test(text) ? 0 : bits}`);
    if (meant) return `is "${text}", which has no prefix length. Did you mean ${meant.canonical}?`;
    const range = parseCidr(text);
    if (!range) {
      const trimmed = parseCidr(text.trim());
      if (trimmed) return `is "${text}", which has spaces around it. Did you mean ${trimmed.canonical}?`;
      if (/^(\d{12}\/)?sg-/.test(text)) return `is "${text}", a group. Move it to ${groups}`;
      const example = version === 4 ? "10.0.0.0/16" : "2001:db8::/32";
      const tail = text.slice(text.indexOf("/") + 1);
      const isLengthWrong = tail === "" || (/^\d+$/.test(tail) && Number(tail) > bits);
      const length = address && isLengthWrong ? `; its prefix length must be 0 to ${bits}` : "";
      return `is "${text}", which isn't an IPv${version} range${length}. Use the form "${example}"`;
    }
    return range.isNetwork
      ? undefined
      : `is "${text}", which isn't the first address of its range. Did you mean ${range.canonical}?`;
  });

/** EC2's characters for names and descriptions. Rules can't have the ampersand. */
const textCharacters = {
  group: { odd: /[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]/u, shown: "._-:/()#,@[]+=&;{}!$*" },
  rule: { odd: /[^A-Za-z0-9 ._\-:/()#,@[\]+=;{}!$*]/u, shown: "._-:/()#,@[]+=;{}!$*" },
};

/** A name or a description within EC2's limits. */
export const ec2Text =
  (owner: keyof typeof textCharacters): Check =>
  (text, fail) => {
    if (typeof text !== "string") return fail("", `is ${show(text)}. Use a string`);
    if (text.length > 255) fail("", `has ${text.length} characters; EC2 accepts at most 255. Shorten it`);
    const { odd, shown } = textCharacters[owner];
    const character = odd.exec(text)?.[0];
    if (character) {
      fail("", `contains ${show(character)}; EC2 accepts letters, digits, spaces and ${shown}. Remove it`);
    }
  };

/** The reason why a part of a rule stays blocked, as an error of `strict`. */
export const strictly = (reason: string): string => `${reason}. Remove it, or set strict to false`;
