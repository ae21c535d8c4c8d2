import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

import { Listeners, type Served } from "../../../provider/access/listeners";
import type { Service } from "../../../provider/access/plan";
import { publicAddress } from "../../../provider/common/public-address";
import { freePorts } from "../../../tools/local-cluster/free-ports";
import { group, machineOf } from "./world";

const address = publicAddress(`test ${process.pid}`);
let said: string[] = [];
let failed: string[] = [];
let connected: { socket: Socket; service: Service }[] = [];
let listeners: Listeners;
const others: Server[] = [];

beforeEach(() => begin());
afterEach(() => {
  listeners.apply([]);
  connected.forEach(({ socket }) => socket.destroy());
  others.splice(0).forEach((server) => server.close());
});

function begin(mayMove = true): void {
  [said, failed, connected] = [[], [], []];
  const line = (sign: string, { port, at }: Served) =>
    said.push(`${sign}${port} at ${at.address}:${at.port}`);
  listeners = new Listeners(
    {
      served: (served) => line("+", served),
      ended: (served) => line("-", served),
      failed: (_service, why) => failed.push(why),
      connected: (socket, service) => connected.push({ socket, service }),
    },
    mayMove,
  );
}

const service = (port: number, changes: Partial<Service> = {}): Service => ({
  ...{ address, port, machine: machineOf(), group },
  ...changes,
});

async function apply(...services: Service[]): Promise<void> {
  listeners.apply(services);
  await listeners.settled;
}

/** Another program that listens at an address; the port is free. */
async function other(host: string, port = 0): Promise<number> {
  const server = createServer().listen(port, host);
  others.push(server);
  await once(server, "listening");
  return (server.address() as { port: number }).port;
}

const reach = (port: number, host = address): Promise<unknown> => {
  const socket = connect(port, host);
  return once(socket, "connect").then(
    () => socket.destroy(),
    ({ code }: NodeJS.ErrnoException) => code,
  );
};

/** Connects to a service; its client may have the connection before the listener does. */
async function connectTo(port: number): Promise<Service | undefined> {
  const before = connected.length;
  await reach(port);
  while (connected.length === before) await new Promise(setImmediate);
  return connected.at(-1)?.service;
}

test("a port is reached at its own address and at no other one", async () => {
  const port = await other("127.0.0.1");
  await apply(service(port));
  await reach(port);
  expect(said).toEqual([`+${port} at ${address}:${port}`]);
  expect(await reach(port, "127.0.0.2")).toBe("ECONNREFUSED");
});

test("a service that ends has no listener, and one that stays keeps it for the next machine", async () => {
  const ports = [await other("127.0.0.1"), await other("127.0.0.1")] as const;
  await apply(service(ports[0]), service(ports[1]));
  const next = machineOf({ uid: "u2" });
  await apply(service(ports[1], { machine: next }));
  expect(await reach(ports[0])).toBe("ECONNREFUSED");
  expect((await connectTo(ports[1]))?.machine).toBe(next);
  expect(said.filter((line) => line.startsWith("-"))).toEqual([`-${ports[0]} at ${address}:${ports[0]}`]);
});

test("a port that another program has on all addresses is served at another port, with the reason", async () => {
  const port = await other("0.0.0.0");
  await apply(service(port));
  const [served] = listeners.served;
  expect(served).toMatchObject({ port, at: { address } });
  expect(served?.at.port).not.toBe(port);
  expect(served?.why).toBe(
    `another program on this machine, or another tunnel, has port ${port}. End it, or let it listen on 127.0.0.1 instead of all addresses`,
  );
  expect((await connectTo(served!.at.port))?.port).toBe(port);
});

test("another port is never one that is a service itself", async () => {
  const [free] = await freePorts(1);
  const port = await other("0.0.0.0", free);
  await apply(service(port), service(port + 8_000));
  expect(listeners.served.map(({ at }) => at.port)).toContain(port + 8_000);
  expect(new Set(listeners.served.map(({ at }) => at.port)).size).toBe(2);
  expect(listeners.served.find((each) => each.port === port + 8_000)?.at.port).toBe(port + 8_000);
});

test("a port that was moved gives way to the one whose place it has", async () => {
  const [free] = await freePorts(1);
  const port = await other("0.0.0.0", free);
  await apply(service(port));
  expect(listeners.served.map(({ at }) => at.port)).toEqual([port + 8_000]);
  await apply(service(port), service(port + 8_000));
  const places = new Map(listeners.served.map((each) => [each.port, each.at.port]));
  expect(places.get(port + 8_000)).toBe(port + 8_000);
  expect(places.get(port)).not.toBe(port + 8_000);
  expect(places.size).toBe(2);
});

test("where no port may move, a taken one is said once and left to the other program", async () => {
  begin(false);
  const port = await other("0.0.0.0");
  await apply(service(port));
  expect(listeners.served).toEqual([]);
  expect(failed).toHaveLength(1);
});

test.each(["0.0.0.0", "::", "127.0.0.1", "127.0.0.53", "192.168.0.1", "localhost", ""])(
  "nothing ever listens on %j, whoever asks for it",
  async (host) => {
    await apply(service(23_418, { address: host }));
    expect(listeners.served).toEqual([]);
    expect(failed).toEqual([`${host} isn't a public address of an instance`]);
  },
);
