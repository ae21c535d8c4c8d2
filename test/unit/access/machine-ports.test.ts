import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";

import { MachinePorts } from "../../../provider/access/machine-ports";
import type { Api } from "../../../provider/cluster/api";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import { Peer } from "../cluster/spdy-peer";

/** Milliseconds in which what can't be read has been tried again twice. */
const retries = 20_000;
const pod = { metadata: { name: "ec2-web", namespace: "apps", uid: "1", resourceVersion: "1" } };

/** What the API server answers to a list: objects, or the status of a refusal. */
let answer: object[] | number;
/** Ends the watches that are open. */
let refuse: () => void;
let server: Server;
let peers: Peer[];
let ports: MachinePorts;

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  peers = [];
  server = createServer((socket) => peers.push(new Peer(socket)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const refusals: ((error: Error) => void)[] = [];
  refuse = () => refusals.splice(0).forEach((reject) => reject(new ClusterError("denied", "", 403)));
  const api = {
    get: () =>
      typeof answer === "number"
        ? Promise.reject(new ClusterError("denied", "", answer))
        : Promise.resolve({ items: answer, metadata: { resourceVersion: "1" } }),
    // eslint-disable-next-line require-yield
    async *watch() {
      await new Promise<void>((_resolve, reject) => refusals.push(reject));
    },
    upgrade: async () => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      await once(socket, "connect");
      return socket;
    },
  } as unknown as Api;
  ports = new MachinePorts(api, { id: "i-1", namespace: "apps" });
});
afterEach(() => {
  jest.useRealTimers();
  for (const { socket } of peers) socket.destroy();
  server.close();
});

test("a Pod that can't be read at the start is an error", async () => {
  answer = 403;
  await expect(ports.start()).rejects.toThrow("denied");
});

test("access that is lost costs no connection, is named, and counts again once it is back", async () => {
  answer = [pod];
  await ports.start();
  const open = await ports.connect(80);
  // Its client may have the connection before the server does.
  while (peers.length === 0) await new Promise(setImmediate);
  const [peer] = peers;
  await peer!.until(2, ({ type }) => type === "stream");
  peer!.reply(3);
  await once(open, "reply");
  answer = 403;
  refuse();
  await jest.advanceTimersByTimeAsync(retries);
  await expect(ports.connect(80)).rejects.toThrow("denied");
  expect(open.destroyed).toBe(false);
  answer = [pod];
  await jest.advanceTimersByTimeAsync(retries);
  await expect(ports.connect(80)).resolves.toBeDefined();
  expect(open.destroyed).toBe(false);
});

test("the connections to a Pod that is gone end", async () => {
  answer = [pod];
  await ports.start();
  const open = (await ports.connect(80)).on("error", () => undefined);
  answer = [];
  refuse();
  await jest.advanceTimersByTimeAsync(retries);
  expect(open.destroyed).toBe(true);
  await expect(ports.connect(80)).rejects.toThrow("it has no Pod");
});
