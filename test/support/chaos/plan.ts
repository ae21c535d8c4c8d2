import { type Fault, faultsOf } from "./faults";
import { randomOf } from "./random";

/** What one run does to a stack, in this order. */
export const commands = ["create", "refresh", "change", "destroy"] as const;
export type Command = (typeof commands)[number];

/** The calls that each command makes of the API server, and how many at least. */
export const calls: Record<Command, Record<string, number>> = {
  create: {
    "GET pods": 1,
    "WATCH pods": 1,
    "GET networkpolicies": 1,
    "GET /apis/apps/v1/daemonsets": 1,
    "GET /api/v1/nodes": 1,
    "POST pods": 4,
    "POST secrets": 2,
    "POST persistentvolumeclaims": 1,
    "GET pods/log": 1,
    "PATCH persistentvolumeclaims": 1,
    "PATCH pods": 4,
  },
  refresh: { "GET pods": 1, "WATCH pods": 1, "GET pods/log": 1 },
  change: {
    "GET pods": 1,
    "WATCH pods": 1,
    "GET networkpolicies": 1,
    "GET /apis/apps/v1/daemonsets": 1,
    "GET /api/v1/nodes": 1,
    "POST pods": 3,
    "POST secrets": 2,
    "POST persistentvolumeclaims": 1,
    "PATCH persistentvolumeclaims": 1,
    "PATCH pods": 4,
    "DELETE pods": 3,
  },
  destroy: {
    // Two more are of the guards, which list other Pods.
    "GET pods": 1,
    "WATCH pods": 1,
    "DELETE pods": 4,
    "DELETE persistentvolumeclaims": 1,
    "GET /apis/networking.k8s.io/v1/networkpolicies": 2,
  },
};

/** A fault that a call of a command meets. */
export interface Strike {
  command: Command;
  call: string;
  fault: Fault;
  /** It is the call of this number, from 1, that it begins with. */
  nth: number;
  times: number;
}

/** As many as dealt out the cells strike each fault on each call of each command. */
export const seeds = 200;

export const cells = commands.flatMap((command) =>
  Object.keys(calls[command]).flatMap((call) =>
    faultsOf(call, command === "create").map((fault) => ({ command, call, fault })),
  ),
);

/** Times that make a command give up. */
const forGood = 8;

/** The faults of a run: the cells that fall to its seed, and a few at random. */
export function plan(seed: number): Strike[] {
  const random = randomOf(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const dealt = cells.filter((_, index) => index % seeds === seed % seeds);
  const drawn = Array.from({ length: upTo(4) }, () => cells[upTo(cells.length)]!);
  return [...dealt, ...drawn].map((cell) => ({
    ...cell,
    nth: 1 + upTo(calls[cell.command][cell.call]!),
    times: upTo(5) === 0 ? forGood : 1,
  }));
}
