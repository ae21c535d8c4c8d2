import type { NetworkPolicy } from "../cluster/objects";
import { coversCidr, overlapsCidr } from "../common/cidr";
import { groupIdOfLabel } from "../common/names";
import { maxPort } from "../security-group/network-policy";

/** TCP ports that a group opens to the clients of this machine, both ends included. */
export interface OpenRange {
  first: number;
  last: number;
  group: string;
}

/** Where clients come from, if the stack doesn't say: from anywhere. */
export const anywhere = ["0.0.0.0/0", "::/0"] as const;

type Ingress = NonNullable<NonNullable<NetworkPolicy["spec"]>["ingress"]>[number];
type Peer = NonNullable<Ingress["from"]>[number];

/**
 * The TCP ports that policies open to these groups' members, from a range of clients or from anywhere.
 *
 * Only rules for TCP and ranges count: a group or a subnet as a source means Pods, and no client here is one.
 */
export function openRanges(
  policies: readonly NetworkPolicy[],
  groups: readonly string[],
  client?: string,
): OpenRange[] {
  return policies
    .flatMap(({ spec }) => {
      const group = groupSelected(spec);
      if (group === undefined || !groups.includes(group)) return [];
      return (spec?.ingress ?? [])
        .filter(({ from }) => from === undefined || from.some((peer) => hasClient(peer, client)))
        .flatMap((entry) => tcpRanges(entry).map((range) => ({ ...range, group })));
    })
    .sort((a, b) => a.first - b.first || a.last - b.last || (a.group < b.group ? -1 : 1));
}

/** The group whose members the policy selects; undefined for any other policy. */
function groupSelected(spec: NetworkPolicy["spec"]): string | undefined {
  const { matchLabels = {}, matchExpressions = [] } = spec?.podSelector ?? {};
  const [key = "", ...others] = Object.keys(matchLabels);
  return others.length === 0 && matchExpressions.length === 0 ? groupIdOfLabel(key) : undefined;
}

function hasClient({ ipBlock }: Peer, client: string | undefined): boolean {
  if (!ipBlock) return false;
  const { cidr, except = [] } = ipBlock;
  const clients = client === undefined ? anywhere : [client];
  return clients.some(
    (range) => coversCidr(cidr, range) && !except.some((hole) => overlapsCidr(hole, range)),
  );
}

function tcpRanges({ ports }: Ingress): Pick<OpenRange, "first" | "last">[] {
  if (ports === undefined || ports.length === 0) return [{ first: 1, last: maxPort }];
  return ports.flatMap(({ protocol = "TCP", port, endPort }) => {
    if (protocol !== "TCP") return [];
    if (port === undefined) return [{ first: 1, last: maxPort }];
    // A named port is no port of a group.
    return typeof port === "number" ? [{ first: port, last: endPort ?? port }] : [];
  });
}
