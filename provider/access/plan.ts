import type { NetworkPolicy } from "../cluster/objects";
import { metadataPort } from "../instance/metadata-server";
import type { ListeningPort } from "./listening";
import type { Machine, PublicMachine } from "./machine";
import { anywhere, openRanges } from "./open-ports";
import type { OpenRange } from "./open-ports";

/** One port of one public address. */
export interface Service {
  address: string;
  port: number;
  machine: Machine;
  /** The group that opens the port. */
  group: string;
}

/** What the cluster shows. */
export interface Seen {
  machines: readonly PublicMachine[];
  /** The policies of a namespace; undefined if they can't be read. What isn't known to be open isn't served. */
  policies(namespace: string): readonly NetworkPolicy[] | undefined;
  /** The listening ports of a machine by its uid; undefined if they aren't known. */
  listening(uid: string): readonly ListeningPort[] | undefined;
}

export interface PlanOptions {
  /** Range of the clients; from anywhere if absent. */
  client?: string | undefined;
  /** Ports that a handler takes. */
  handled: ReadonlySet<number>;
  /** No other ports are served. */
  handledOnly?: boolean | undefined;
}

export interface Plan {
  services: Service[];
  /** Uid of the machine that has an address. */
  holders: Map<string, string>;
  /** What users should know, by what it is about. */
  notes: Map<string, string>;
}

/** Wider ranges are served only where the instance listens. */
const widestRange = 32;
/** Ports of one instance that are served: each takes a descriptor of this process at each address. */
const mostPorts = 256;

export const nameAndId = ({ name, instanceId }: Pick<Machine, "name" | "instanceId">): string =>
  `${name} (${instanceId})`;

/** What to serve. A machine that the state doesn't deny keeps its address as long as it exists, whoever else claims it. */
export function makePlan(
  seen: Seen,
  { client, handled, handledOnly }: PlanOptions,
  before: ReadonlyMap<string, string> = new Map(),
): Plan {
  const plan: Plan = { services: [], holders: new Map(), notes: new Map() };
  const owners = new Map<string, Machine>();
  const isHolder = ({ machine, addresses }: PublicMachine) =>
    addresses.some((address) => before.get(address) === machine.uid);
  const order = [...seen.machines].sort(
    (a, b) =>
      Number(a.isSecond) - Number(b.isSecond) ||
      Number(isHolder(b)) - Number(isHolder(a)) ||
      compare(a.createdAt, b.createdAt) ||
      compare(a.machine.uid, b.machine.uid),
  );
  for (const { machine, addresses, down, isSecond } of order) {
    const own = addresses.filter((address) => {
      const owner = owners.get(address);
      if (owner) plan.notes.set(`same ${machine.uid} ${address}`, collision(address, owner, machine));
      else if (!isSecond) owners.set(address, machine);
      return !owner && !isSecond;
    });
    own.forEach((address) => plan.holders.set(address, machine.uid));
    if (own.length === 0) continue;
    if (down === "stopped") {
      plan.notes.set(
        `down ${machine.uid}`,
        `${nameAndId(machine)} is stopped. Nothing answers at ${own.join(", ")}`,
      );
    }
    const policies = down ? undefined : seen.policies(machine.namespace);
    if (!policies) continue;
    const ranges = openRanges(policies, machine.groups, client);
    const listening = seen.listening(machine.uid);
    for (const [key, text] of portNotes(machine, ranges, listening, client)) plan.notes.set(key, text);
    const { ports, left } = servedPorts(ranges, listening, { handled, handledOnly });
    if (left > 0) {
      plan.notes.set(
        `many ${machine.uid}`,
        `${nameAndId(machine)} listens on more than ${mostPorts} ports that its groups open. The others aren't served. Open fewer`,
      );
    }
    for (const [port, group] of ports) {
      for (const address of own) plan.services.push({ address, port, machine, group });
    }
  }
  return plan;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const collision = (address: string, owner: Machine, other: Machine): string =>
  owner.instanceId === other.instanceId
    ? `Pod ${other.pod} says that it is ${nameAndId(owner)}, too. Only Pod ${owner.pod} is served`
    : `${nameAndId(other)} isn't served: ${address} is the address of ${nameAndId(owner)}. Replace one of the two`;

const isIn = (ranges: readonly OpenRange[], port: number): OpenRange | undefined =>
  ranges.find(({ first, last }) => first <= port && port <= last);

/**
 * The served ports with the group that opens each, and how many others are left out: those of the widest rules, which name
 * them least. Instance metadata answers whoever comes from within, so it is never one.
 */
function servedPorts(
  ranges: readonly OpenRange[],
  listening: readonly ListeningPort[] | undefined,
  { handled, handledOnly = false }: PlanOptions,
): { ports: [port: number, group: string][]; left: number } {
  const ports = new Map<number, string>();
  const own = new Set(listening?.flatMap(({ port, isLocal }) => (isLocal ? port : [])));
  const known = [...handled, ...(handledOnly ? [] : (listening ?? [])).map(({ port }) => port)];
  const narrowFirst = [...ranges].sort((a, b) => a.last - a.first - (b.last - b.first));
  for (const { first, last, group } of narrowFirst) {
    const every = Array.from(
      { length: !handledOnly && last - first < widestRange ? last - first + 1 : 0 },
      (_, at) => first + at,
    );
    for (const port of every.length > 0 ? every : known.filter((each) => first <= each && each <= last)) {
      if (port === metadataPort || ports.has(port) || (own.has(port) && !handled.has(port))) continue;
      ports.set(port, group);
    }
  }
  const served = [...ports].slice(0, mostPorts).sort(([a], [b]) => a - b);
  return { ports: served, left: ports.size - served.length };
}

function portNotes(
  machine: Machine,
  ranges: readonly OpenRange[],
  listening: readonly ListeningPort[] | undefined,
  client: string | undefined,
): [string, string][] {
  const from = client ?? anywhere[0];
  const who = nameAndId(machine);
  const groups = machine.groups.join(", ") || "none";
  const known = (listening ?? []).filter(({ port }) => port !== metadataPort);
  const closed = known.filter(({ port, isLocal }) => !isLocal && !isIn(ranges, port)).map(({ port }) => port);
  const local = known.filter(({ port, isLocal }) => isLocal && isIn(ranges, port)).map(({ port }) => port);
  const notes: [string, string][] = [];
  if (closed.length > 0) {
    const [port] = closed;
    notes.push([
      `closed ${machine.uid} ${closed.join()}`,
      `${who} listens on ${portWords(closed)}, which no rule of its groups (${groups}) opens to ${from}. To open it, add an ingress rule with protocol "tcp", fromPort ${port}, toPort ${port}, ${from.includes(":") ? "ipv6CidrBlocks" : "cidrBlocks"} ["${from}"]`,
    ]);
  } else if (ranges.length === 0) {
    notes.push([
      `nothing ${machine.uid}`,
      `${who} isn't served: no rule of its groups (${groups}) opens a TCP port to ${from}`,
    ]);
  }
  if (local.length > 0) {
    notes.push([
      `local ${machine.uid} ${local.join()}`,
      `${who} listens on ${portWords(local)} only for itself, at 127.0.0.1. Let it listen on 0.0.0.0`,
    ]);
  }
  return notes;
}

/** The first ones of many. */
const portWords = (ports: readonly number[]): string =>
  `tcp ${ports.length === 1 ? "port" : "ports"} ${ports.slice(0, 20).join(", ")}${ports.length > 20 ? " and others" : ""}`;
