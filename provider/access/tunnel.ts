import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import type { Api } from "../cluster/api";
import type { NetworkPolicy, Pod } from "../cluster/objects";
import { ObjectWatches } from "../cluster/object-watches";
import type { WatchScope } from "../cluster/object-watches";
import { PodPorts } from "../cluster/pod-ports";
import type { PodReference } from "../cluster/streams";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { instanceIdOf } from "../instance/pod-status";
import { bridge, reset } from "./bridge";
import { KeptFacts } from "./kept-facts";
import type { FactsSource } from "./kept-facts";
import { Listeners } from "./listeners";
import type { Served } from "./listeners";
import { publicMachines } from "./machine";
import type { Access, Machine, PortHandler, PublicMachine, StackFacts } from "./machine";
import { makePlan, nameAndId } from "./plan";
import type { Plan, Service } from "./plan";
import { Prober } from "./prober";

/** Milliseconds that the start waits for what the instances listen on. */
const firstLookMilliseconds = 3_000;
/** Milliseconds in which changes are gathered: at least, as a multiple of what the last ones took, and at most. */
const gathering = { least: 50, share: 20, most: 1_000 };
/** Milliseconds for which a message isn't repeated. */
const quietMilliseconds = 10_000;

/** What to serve, and who is told. */
export interface TunnelOptions {
  api: Api;
  /** With the context that the API is of. */
  selection: PodReference["selection"];
  scope: WatchScope;
  /** Selects the Pods of one stack; absent for all. */
  owner?: string | undefined;
  /** What the stack's state says; absent without one. */
  facts?: FactsSource | undefined;
  /** The same at once, from a process that has made the instances itself. */
  factsNow?: () => StackFacts;
  /** Range of the clients; from anywhere if absent. */
  client?: string | undefined;
  /** What takes the connections to a port, in place of the port. */
  handlers?: ReadonlyMap<number, PortHandler>;
  /** Whether only the ports of handlers are served: then nothing runs in the instances to see where they listen. */
  handledOnly?: boolean;
  /** Whether a port may be served elsewhere if its own place is taken; true by default. */
  mayMove?: boolean;
  served?(served: Served): void;
  ended?(served: Served): void;
  /** One line about what isn't served, and why. */
  note?(text: string): void;
}

/** One machine that runs, with all that leads to it. */
interface Open {
  machine: Machine;
  ports: PodPorts;
  /** Absent if only handlers are served. */
  prober?: Prober | undefined;
  sockets: Set<Socket>;
}

/** Serves the public addresses of instances on this machine, as the cluster changes. */
export class Tunnel {
  private readonly pods: ObjectWatches<Pod>;
  private readonly policies: ObjectWatches<NetworkPolicy>;
  private readonly listeners: Listeners;
  /** By the uid of the Pod. */
  private readonly open = new Map<string, Open>();
  private readonly said = new Map<string, number>();
  private plan: Plan = { services: [], holders: new Map(), notes: new Map() };
  private readonly kept: KeptFacts | undefined;
  private factsOf: string | undefined;
  private gathering: Promise<void> | undefined;
  private nextApply = 0;
  private isStopped = false;

  private constructor(private readonly options: TunnelOptions) {
    const { api, scope, owner, mayMove, facts } = options;
    const changed = () => void this.renew();
    const failed = (error: Error) =>
      this.say(`The stack's state can't be read, which has the Elastic IPs: ${inWords(error)}`);
    this.kept = facts && new KeptFacts(facts, { changed, failed });
    const pods = [labelKeys.instanceId, ...(owner === undefined ? [] : [`${labelKeys.owner}=${owner}`])];
    this.pods = new ObjectWatches(api, { kind: "pods", labelSelector: pods.join() }, scope, changed);
    const policies = { kind: "networkpolicies", labelSelector: `${labelKeys.service}=ec2` } as const;
    this.policies = new ObjectWatches(api, policies, scope, changed);
    this.listeners = new Listeners(
      {
        served: (served) => options.served?.(served),
        ended: (served) => options.ended?.(served),
        failed: ({ address, port, machine }, why) =>
          this.say(`Port ${port} of ${nameAndId(machine)} isn't served at ${address}: ${why}`),
        connected: (socket, service) =>
          void this.connected(socket, service).catch((error: unknown) => {
            socket.destroy();
            this.failed(service, error as Error);
          }),
      },
      mayMove,
    );
  }

  /** Reads the cluster for the first time, and serves from then on. */
  static async start(options: TunnelOptions): Promise<Tunnel> {
    const tunnel = new Tunnel(options);
    await Promise.all([tunnel.pods.start(), tunnel.policies.start()]);
    tunnel.factsOf = tunnel.podsInWords();
    // Instances that were saved since then.
    const isKnown = (pod: Pod) => tunnel.facts?.instances.has(instanceIdOf(pod) ?? "");
    if (!tunnel.pods.all.every(isKnown)) tunnel.kept?.expire();
    tunnel.apply();
    const looks = [...tunnel.open.values()].map(({ prober }) => prober?.looked);
    await Promise.race([Promise.all(looks), pause(firstLookMilliseconds, undefined, { ref: false })]);
    tunnel.apply();
    await tunnel.listeners.settled;
    return tunnel;
  }

  /** The ports that are served now. */
  get served(): Served[] {
    return this.listeners.served;
  }

  /**
   * Resolves once the ports that these groups open of the instance are served, or were tried; at the latest after the limit
   * in milliseconds. The cluster's own news of the instance may come later than the answer to what changed it.
   */
  async serving(instanceId: string, groups: readonly string[], limit: number): Promise<void> {
    const wanted = [...groups].sort().join();
    const isServed = () =>
      [...this.open.values()].some(
        ({ machine }) => machine.instanceId === instanceId && machine.groups.join() === wanted,
      );
    let isLate = false;
    setTimeout(() => (isLate = true), limit).unref();
    do await this.renew();
    while (!isServed() && !isLate && !this.isStopped);
    await this.listeners.settled;
  }

  /** Ends all listeners and connections. */
  stop(): void {
    this.isStopped = true;
    this.kept?.stop();
    this.pods.stop();
    this.policies.stop();
    this.listeners.apply([]);
    for (const uid of [...this.open.keys()]) this.close(uid);
  }

  /** Serves what is known then, because that has changed. Resolves once that is done. */
  renew(): Promise<void> {
    return (this.gathering ??= this.applyLater());
  }

  private async applyLater(): Promise<void> {
    const wait = Math.max(0, this.nextApply - Date.now());
    await new Promise<void>((resolve) => void setTimeout(resolve, wait).unref());
    this.gathering = undefined;
    if (this.isStopped) return;
    this.apply();
    this.checkFacts();
  }

  private get facts(): StackFacts | undefined {
    return this.options.factsNow?.() ?? this.kept?.value;
  }

  private apply(): void {
    if (this.isStopped) return;
    const begin = Date.now();
    const machines = publicMachines(this.pods.all, this.facts);
    this.meet(machines);
    const seen = {
      machines,
      policies: (namespace: string) => this.policies.in(namespace),
      listening: (uid: string) => this.open.get(uid)?.prober?.ports,
    };
    const { client, handlers, handledOnly } = this.options;
    const handled = new Set(handlers?.keys());
    const plan = makePlan(seen, { client, handled, handledOnly }, this.plan.holders);
    for (const [key, text] of this.unreadable()) plan.notes.set(key, text);
    const before = this.plan.notes;
    this.plan = plan;
    this.listeners.apply(plan.services);
    for (const [key, text] of plan.notes) if (!before.has(key)) this.options.note?.(text);
    const end = Date.now();
    const share = gathering.share * (end - begin);
    this.nextApply = end + Math.min(gathering.most, Math.max(gathering.least, share));
  }

  /** Opens the way to each machine that runs, and ends that to all others. */
  private meet(machines: readonly PublicMachine[]): void {
    const running = machines.filter(
      ({ down, addresses, isSecond }) => down === undefined && addresses.length > 0 && !isSecond,
    );
    const uids = new Set(running.map(({ machine }) => machine.uid));
    for (const uid of [...this.open.keys()]) if (!uids.has(uid)) this.close(uid);
    for (const { machine } of running) {
      const known = this.open.get(machine.uid);
      if (known) {
        if (known.machine.groups.join() !== machine.groups.join()) known.prober?.hurry();
        known.machine = machine;
        continue;
      }
      this.open.set(machine.uid, {
        machine,
        ports: new PodPorts(this.options.api, machine),
        prober: this.options.handledOnly ? undefined : this.proberOf(machine),
        sockets: new Set(),
      });
    }
  }

  private proberOf = (machine: Machine): Prober =>
    new Prober(this.reference(machine), machine.container, () => void this.renew());

  private close(uid: string): void {
    const open = this.open.get(uid);
    this.open.delete(uid);
    open?.prober?.stop();
    open?.ports.close();
    open?.sockets.forEach(reset);
  }

  private reference = ({ namespace, pod }: Machine): PodReference => ({
    selection: this.options.selection,
    namespace,
    pod,
  });

  private async connected(socket: Socket, { port, machine }: Service): Promise<void> {
    socket.on("error", () => undefined);
    const open = this.open.get(machine.uid);
    if (!open) return reset(socket);
    open.sockets.add(socket);
    socket.once("close", () => open.sockets.delete(socket));
    const handler = this.options.handlers?.get(port);
    if (handler) {
      // Who logs in may be known only since the port is served.
      const now = this.find((each) => each.uid === machine.uid);
      return now ? handler(socket, now, this.accessTo(now)) : reset(socket);
    }
    if (!(await open.prober?.listensOn(port))) {
      this.say(`Nothing in ${nameAndId(machine)} listens on port ${port}`);
      return reset(socket);
    }
    // The rule may have been removed while the connection waited.
    if (!this.plan.services.some((each) => each.port === port && each.machine.uid === machine.uid)) {
      return reset(socket);
    }
    const error = await bridge(socket, () => open.ports.connect(port));
    if (error && this.open.has(machine.uid)) this.failed({ port, machine }, error);
  }

  private failed({ port, machine }: Pick<Service, "port" | "machine">, error: Error): void {
    this.say(`A connection to port ${port} of ${nameAndId(machine)} failed: ${inWords(error)}`);
  }

  private accessTo = (machine: Machine): Access => ({
    reference: this.reference(machine),
    // Also one without a public address: a bastion leads there.
    neighbor: (host) => {
      const other = this.find(({ login }) => login?.addresses.includes(host) ?? false);
      return other && { machine: other, access: this.accessTo(other) };
    },
  });

  /** A machine that runs, by what is known at this moment. */
  private find(isMeant: (machine: Machine) => boolean): Machine | undefined {
    const machines = publicMachines(this.pods.all, this.facts);
    return machines.find(({ machine, down, isSecond }) => !down && !isSecond && isMeant(machine))?.machine;
  }

  /** What can't be read, and what follows. */
  private unreadable(): [string, string][] {
    const { pods, policies } = this;
    const notes = Object.entries({ pods, policies }).flatMap(([kind, { errors }]) =>
      errors.map(([namespace, error]): [string, string] => {
        const which = namespace ? `Instances of namespace ${namespace}` : "Instances";
        return [`${kind} ${namespace} ${error.reason}`, `${which} aren't served: ${inWords(error)}`];
      }),
    );
    const narrowed = pods.narrowed ?? policies.narrowed;
    if (!narrowed) return notes;
    const others = `Instances of namespaces other than ${pods.likely.join(", ")} aren't served`;
    return [["narrowed", `${others}: ${inWords(narrowed)}`], ...notes];
  }

  /** Says what may happen often, but not often. */
  private say(text: string): void {
    const now = Date.now();
    for (const [each, at] of this.said) if (now - at > quietMilliseconds) this.said.delete(each);
    if (this.said.has(text)) return;
    this.said.set(text, now);
    this.options.note?.(text);
  }

  /** The state may say something else if the Pods of the stack are others. */
  private checkFacts(): void {
    if (!this.kept) return;
    const factsOf = this.podsInWords();
    if (factsOf !== this.factsOf) this.kept.expire();
    this.factsOf = factsOf;
  }

  /** What the state has to do with the Pods. */
  private podsInWords(): string {
    const pods = this.pods.all.map(({ metadata }) =>
      [metadata?.uid, ...Object.keys(metadata?.annotations ?? {})].join(),
    );
    return pods.sort().join("\n");
  }
}

/** An error in one line, with its fix. */
function inWords(error: Error): string {
  const { message } = error;
  if (!(error instanceof ExplainedError) || !error.fix) return message;
  return `${message}. ${error.fix}`;
}
