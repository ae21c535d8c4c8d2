import { kernelFields, processesIn } from "../tools/processes";
import type { Processor } from "./results";

/** The kernel counts in these, on every architecture that Node runs on. */
const ticksEachSecond = 100;

/** The processes of an update by what their command lines contain; the first that fits counts. */
const roles: [string, RegExp][] = [
  ["provider", /dynamic-provider/],
  ["plugin", /pulumi-resource-kubernetes/],
  ["program", /pulumi-language-nodejs|cmd\/run/],
  ["engine", /^\S*\/pulumi\0/],
];

/** The processes of a cluster of the benchmark. */
const servers: [string, RegExp][] = [
  ["API server", /\/kube-apiserver\0/],
  ["etcd", /\/etcd\0/],
];

/** Seconds of processor time that a process has used; undefined if it has ended. */
export function processorSeconds(pid: number): number | undefined {
  try {
    const [user, system] = kernelFields(pid).slice(11);
    return (Number(user) + Number(system)) / ticksEachSecond;
  } catch {
    return undefined;
  }
}

/** What the processes of an update use. Each sample is a lower limit: the last moments of a process are missed. */
export class ProcessorMeter {
  private readonly used = new Map<number, { role: string; seconds: number }>();
  private readonly before = serverSeconds();

  constructor(private readonly folder: string) {}

  sample(): void {
    for (const { pid, command } of processesIn(this.folder)) {
      const role = roles.find(([, pattern]) => pattern.test(command))?.[0];
      const seconds = processorSeconds(pid);
      if (role && seconds !== undefined) this.used.set(pid, { role, seconds });
    }
  }

  /** Seconds by role, with those of the cluster's servers since this meter exists. */
  total(): Processor {
    const total: Processor = {};
    for (const { role, seconds } of this.used.values()) total[role] = (total[role] ?? 0) + seconds;
    for (const [role, seconds] of Object.entries(serverSeconds())) {
      total[role] = seconds - (this.before[role] ?? 0);
    }
    return total;
  }
}

/** Of the cluster that the benchmark has just started; no other one runs beside it. */
function serverSeconds(): Processor {
  const total: Processor = {};
  for (const { pid, command } of processesIn()) {
    const role = servers.find(([, pattern]) => pattern.test(command))?.[0];
    if (role) total[role] = (total[role] ?? 0) + (processorSeconds(pid) ?? 0);
  }
  return total;
}
