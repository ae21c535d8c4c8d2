import { errorsOf, type InjectedError } from "./faults";
import { randomOf } from "./random";

/** The commands of one run, in this order. */
export const commands = ["create", "refresh", "change", "destroy"] as const;
export type Command = (typeof commands)[number];

/** The calls of the API server that each command makes, with the least number of each. */
export const calls: Record<Command, Record<string, number>> = {
  create: {
    "GET /api/v1/namespaces/kube-system": 1,
    "GET pods": 1,
    "WATCH pods": 1,
    "GET networkpolicies": 1,
    "GET /apis/apps/v1/daemonsets": 1,
    "GET /api/v1/nodes": 1,
    "POST pods": 5,
    "POST secrets": 3,
    "POST persistentvolumeclaims": 1,
    "GET services": 1,
    "POST services": 1,
    "GET pods/log": 1,
    "PATCH persistentvolumeclaims": 1,
    "PATCH pods": 5,
  },
  refresh: {
    "GET /api/v1/namespaces/kube-system": 1,
    "GET pods": 1,
    "WATCH pods": 1,
    "GET pods/log": 1,
    "GET services": 1,
  },
  change: {
    "GET /api/v1/namespaces/kube-system": 1,
    "GET pods": 1,
    "WATCH pods": 1,
    "GET networkpolicies": 1,
    "GET /apis/apps/v1/daemonsets": 1,
    "GET /api/v1/nodes": 1,
    "POST pods": 3,
    "POST secrets": 2,
    "POST persistentvolumeclaims": 1,
    "GET services": 1,
    "PATCH persistentvolumeclaims": 1,
    "PATCH pods": 5,
    "PATCH pods/resize": 1,
    "GET pods/exec": 2,
    "GET pods/log": 3,
    "DELETE pods": 3,
  },
  destroy: {
    "GET /api/v1/namespaces/kube-system": 1,
    // The guards make two more, which list other Pods.
    "GET pods": 1,
    "WATCH pods": 1,
    "DELETE pods": 5,
    "DELETE persistentvolumeclaims": 1,
    "GET /apis/networking.k8s.io/v1/networkpolicies": 2,
  },
};

/** An error that is injected into calls of a command. */
export interface Injection {
  command: Command;
  call: string;
  error: InjectedError;
  /** The first call that gets it, counted from 1. */
  nth: number;
  times: number;
}

/** The number of seeds. Each cell belongs to one of them. */
export const seeds = 200;

/** Each error of each call of each command. */
export const cells = commands.flatMap((command) =>
  Object.keys(calls[command]).flatMap((call) =>
    errorsOf(call, command === "create").map((error) => ({ command, call, error })),
  ),
);

/** So many that a command gives up. */
const forGood = 8;

/** The injections of a run: the cells of its seed, and a few random ones. */
export function plan(seed: number): Injection[] {
  const random = randomOf(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const ofSeed = cells.filter((_, index) => index % seeds === seed % seeds);
  const drawn = Array.from({ length: upTo(4) }, () => cells[upTo(cells.length)]!);
  return [...ofSeed, ...drawn].map((cell) => ({
    ...cell,
    nth: 1 + upTo(calls[cell.command][cell.call]!),
    times: upTo(5) === 0 ? forGood : 1,
  }));
}
