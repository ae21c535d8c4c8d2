import { addressesOf, addressVersion } from "../../common/cidr";
import { errorMessage } from "../../common/errors";
import { show, suggestion } from "../../common/text";
import { unmatched } from "../../preview-report/assertions/ends";
import type { Moment } from "../../preview-report/assertions/ends";
import type { End } from "../../preview-report/assertions/file";
import { parsePorts } from "../../preview-report/assertions/ports";
import type { Ports } from "../../preview-report/traffic/ports";
import { maxPort } from "../../security-group/network-policy";

/** What a command line asks: whether one end reaches ports of another. */
export interface Question {
  from: string;
  to: string;
  /** Absent if any port counts. */
  ports?: Ports | undefined;
}

/** Reads `web db:5432`, `internet web:80/tcp`, `web db:udp/53` or `web [2001:db8::1]:443`. */
export function questionOf(from: string, to: string): Question {
  const [, head = "", tail = ""] = /^(.+):([^:]+)$/.exec(to) ?? [];
  if (isRange(to) || (/^(instance|group|tag)$/.test(head) && !/\d/.test(tail))) return { from, to };
  const ports = portsIn(tail);
  return ports ? { from, to: head, ports } : { from, to };
}

function portsIn(text: string): Ports | undefined {
  const [, range, protocol = "tcp"] = /^(\d+(?:-\d+)?)(?:\/([a-z]+))?$/.exec(text) ?? [];
  return parsePorts([range === undefined ? text : `${protocol}/${range}`], () => undefined);
}

/** An address without a prefix length is a range of one. */
function isRange(text: string): boolean {
  return addressVersion(text) !== undefined || addressesOf(text) !== undefined;
}

/**
 * The end that a word names: `internet`, a range, or an instance, a Name tag, a group, or what else is in groups, such as
 * a load balancer, in this order.
 *
 * `group:web` and `instance:web` choose between the two, and `tag:tier=db` is every instance with the tag.
 */
export function endNamed(word: string, moment: Moment, side: "from" | "to"): End {
  const end = candidatesFor(word).find((each) => unmatched(each, moment) === undefined);
  if (end) return end;
  const names = [...moment.instances.map(({ name }) => name), ...moment.groups.values()];
  const meant = suggestion(word.replace(/^(group|instance):/, ""), names);
  const [, port] = /^[^:]+:(\d[\d-]*(?:\/\w*)?|(?:tcp|udp|sctp|icmp|icmpv6|protocol)\/\S*)$/.exec(word) ?? [];
  const portFix = {
    from: "Only the second end takes a port",
    to: `If ${show(port)} is a port, use one from 1 to ${maxPort}, such as 5432, 53/udp or 8000-8100`,
  }[side];
  const nameFix = meant ? `Did you mean "${meant}"?` : "Use a Pulumi name, a range of addresses, or internet";
  throw new Error(
    errorMessage({
      ...{ verb: "find", kind: "Ec2Instance or SecurityGroup", name: word },
      cause: "nothing in the stack has this name",
      fix: port === undefined ? nameFix : portFix,
    }),
  );
}

function candidatesFor(text: string): End[] {
  const word = text.replace(/^\[(.+)\]$/, "$1");
  if (word === "internet") return [{ kind: "internet" }];
  if (isRange(word)) {
    const version = addressVersion(word);
    return [{ kind: "cidr", cidrs: [version ? `${word}/${version === 4 ? 32 : 128}` : word], except: [] }];
  }
  const [, kind, name = ""] = /^(instance|group|tag):(.+)$/.exec(word) ?? [];
  const [, key = "", value = ""] = /^([^=]+)=(.*)$/.exec(name) ?? [];
  if (kind === "tag") return [{ kind, tags: { [key]: value } }];
  if (kind === "instance" || kind === "group") return [{ kind, names: [name] }];
  return [
    { kind: "instance", names: [word] },
    { kind: "tag", tags: { Name: word } },
    { kind: "group", names: [word] },
    // Members that aren't instances have their kind after their name.
    { kind: "instance", names: [`${word} (*)`] },
  ];
}
