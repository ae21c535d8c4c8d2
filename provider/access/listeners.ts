import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { isPublicAddress } from "../common/public-address";
import { track } from "../common/track";
import { listenFailure } from "./listen";
import type { Service } from "./plan";

/** Where a port of a public address is served. */
export interface Endpoint {
  address: string;
  port: number;
}

/** A service, and where it really is if its own place can't be had. */
export interface Served extends Service {
  at: Endpoint;
  /** Why it isn't at its own place, and the fix. */
  why?: string | undefined;
}

export interface ListenerEvents {
  served(served: Served): void;
  ended(served: Served): void;
  /** A port that can't be served at all; it is tried again. */
  failed(service: Service, why: string): void;
  connected(socket: Socket, service: Service): void;
}

/** Milliseconds until a port is tried again whose place something else had. */
const retryMilliseconds = 5_000;
/** A client that ends its half of a connection waits for the answer. */
const serverOptions = { allowHalfOpen: true, pauseOnConnect: true, noDelay: true, highWaterMark: 1 << 18 };
/** Added to a port whose own place can't be had. */
const otherPort = 8_000;

interface Entry {
  service: Service;
  server?: Server | undefined;
  served?: Served | undefined;
  ended: AbortController;
}

/** The ports that this process listens on: those of the services, on loopback addresses and nowhere else. */
export class Listeners {
  private readonly entries = new Map<string, Entry>();
  private readonly trying = new Set<Promise<unknown>>();

  constructor(
    private readonly events: ListenerEvents,
    /** Whether a port may have another place if its own is taken. */
    private readonly mayMove = true,
  ) {}

  /** Serves these and no other ones. A port that stays the same machine's keeps its listener. */
  apply(services: readonly Service[]): void {
    const wanted = new Map(services.map((service) => [keyOf(service), service]));
    for (const [key, entry] of this.entries) {
      const next = wanted.get(key);
      const place = entry.served && keyOf(entry.served.at);
      // One that was moved gives way to the port whose own place it has.
      const isInTheWay = place !== undefined && place !== key && wanted.has(place);
      if (next && !isInTheWay) this.renew(entry, next);
      else this.drop(key, entry);
    }
    for (const [key, service] of wanted) {
      if (this.entries.has(key)) continue;
      if (!isPublicAddress(service.address)) {
        this.events.failed(service, `${service.address} isn't a public address of an instance`);
        continue;
      }
      const entry: Entry = { service, ended: new AbortController() };
      this.entries.set(key, entry);
      track(this.trying, new Promise<void>((tried) => void this.open(entry, tried)));
    }
  }

  /** Resolves once every port was tried. */
  get settled(): Promise<unknown> {
    return Promise.all(this.trying);
  }

  get served(): Served[] {
    return [...this.entries.values()].flatMap(({ served }) => served ?? []);
  }

  private renew(entry: Entry, service: Service): void {
    entry.service = service;
    if (entry.served) entry.served = { ...entry.served, ...service };
  }

  private drop(key: string, entry: Entry): void {
    this.entries.delete(key);
    entry.ended.abort();
    entry.server?.close();
    if (entry.served) this.events.ended(entry.served);
  }

  /** Listens, and goes on trying to have the port's own place. */
  private async open(entry: Entry, tried: () => void): Promise<void> {
    const { signal } = entry.ended;
    let said = "";
    while (!signal.aborted) {
      const error = await this.listenAt(entry, entry.service);
      if (!error || signal.aborted) break;
      const why = reason(error, entry.service);
      const isServed = entry.served !== undefined || (this.mayMove && (await this.move(entry, why)));
      if (!isServed && said !== why) this.events.failed(entry.service, why);
      said = why;
      tried();
      await pause(retryMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    }
    tried();
  }

  /** Another place for a port: the same address if that is there, else one that every machine has. */
  private async move(entry: Entry, why: string): Promise<boolean> {
    const { address, port } = entry.service;
    const near = { address, port: port + otherPort < 65_536 ? port + otherPort : 0 };
    const places = [near, { address, port: 0 }, { address: "127.0.0.1", port: 0 }];
    for (const place of places.filter((each) => !this.entries.has(keyOf(each)))) {
      if (!(await this.listenAt(entry, place, why))) return true;
    }
    return false;
  }

  /** Answers the error if the place can't be had. */
  private async listenAt(
    entry: Entry,
    { address, port }: Endpoint,
    why?: string,
  ): Promise<NodeJS.ErrnoException | undefined> {
    const server = createServer(serverOptions, (socket) => this.events.connected(socket, entry.service));
    const error = await listenFailure(server, { host: address, port, exclusive: true });
    if (error) return error;
    // A connection that can't be accepted, for want of descriptors, is the client's loss alone.
    server.on("error", () => undefined);
    if (entry.ended.signal.aborted) {
      server.close();
      return undefined;
    }
    const before = entry.served;
    entry.server?.close();
    entry.server = server;
    entry.served = { ...entry.service, at: { address, port: (server.address() as AddressInfo).port }, why };
    if (before) this.events.ended(before);
    this.events.served(entry.served);
    return undefined;
  }
}

const keyOf = ({ address, port }: Endpoint): string => `${address}:${port}`;

/** Why a port can't be had at its own place, and what to do. */
function reason({ code, message }: NodeJS.ErrnoException, { address, port }: Endpoint): string {
  switch (code) {
    case "EACCES":
      return `you may not listen on ports below 1024 here. On Linux, run "sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}"`;
    case "EADDRNOTAVAIL":
      return `this machine doesn't have the address ${address}. On macOS, run "sudo ifconfig lo0 alias ${address} up"`;
    case "EADDRINUSE":
      return `another program on this machine, or another tunnel, has port ${port}. End it, or let it listen on 127.0.0.1 instead of all addresses`;
    default:
      return message;
  }
}
