import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

import { ClusterError } from "../../../provider/cluster/cluster-error";
import { PodPorts } from "../../../provider/cluster/pod-ports";
import { SpdySession } from "../../../provider/cluster/spdy";
import { cancelFrame } from "../../../provider/cluster/spdy-frames";
import { Peer } from "./spdy-peer";

let server: Server;
let peers: Peer[];
let upgrades = 0;
let ports: PodPorts;
const pod = { namespace: "default", pod: "web" };

beforeEach(async () => {
  peers = [];
  upgrades = 0;
  server = createServer((socket) => peers.push(new Peer(socket))).listen(0, "127.0.0.1");
  await once(server, "listening");
  ports = new PodPorts({ upgrade }, pod);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  ports.close();
  for (const { socket } of peers) socket.destroy();
  server.close();
});

async function upgrade(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  upgrades += 1;
  await once(socket, "connect");
  return socket;
}

async function firstPeer(): Promise<Peer> {
  if (peers.length === 0) await once(server, "connection");
  return peers[0]!;
}

const connections = (count: number) => Promise.all(Array.from({ length: count }, () => ports.connect(80)));

test("each connection has a session to itself, so that none waits for the reader of another one", async () => {
  await connections(20);
  expect(upgrades).toBe(20);
});

test("of very many connections at once, some share a session, but none that is held up", async () => {
  await connections(100);
  expect(upgrades).toBe(64);
  jest.spyOn(SpdySession.prototype, "isBusy", "get").mockReturnValue(true);
  await ports.connect(80);
  expect(upgrades).toBe(65);
});

test("a session whose connection is over serves the next one, but not if that was given up", async () => {
  const first = await ports.connect(80);
  const peer = await firstPeer();
  await peer.until(2, ({ type }) => type === "stream");
  peer.reply(3);
  peer.data(1, "", true);
  peer.data(3, "", true);
  first.resume().end();
  await once(first, "close");
  const second = await ports.connect(80);
  expect(upgrades).toBe(1);
  second.destroy();
  await ports.connect(80);
  expect(upgrades).toBe(2);
});

test("a connection ends with the words of the node, which then resets it, after what came before", async () => {
  const stream = await ports.connect(80);
  const peer = await firstPeer();
  await peer.until(2, ({ type }) => type === "stream");
  peer.reply(3);
  peer.data(3, "half");
  await once(stream, "readable");
  peer.data(1, "connect: connection refused");
  peer.send(cancelFrame(3), cancelFrame(1));
  const failed = once(stream, "error");
  let said = "";
  stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  expect((await failed)[0]).toEqual(new ClusterError("connect: connection refused"));
  expect(said).toBe("half");
});

test("a connection that its node ends before it says why ends with that", async () => {
  const stream = await ports.connect(81);
  const peer = await firstPeer();
  await peer.until(2, ({ type }) => type === "stream");
  const failed = once(stream.resume(), "end").then(
    () => "ended",
    (error: Error) => error.message,
  );
  peer.reply(3);
  peer.data(3, "", true);
  // The node says why in a packet of its own.
  await new Promise(setImmediate);
  peer.data(1, "connect: connection refused");
  peer.data(1, "", true);
  expect(await failed).toBe("connect: connection refused");
});

test("a request that its node doesn't take in time fails, and never runs", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  const stream = await ports.connect(80);
  stream.write("POST / HTTP/1.1");
  const failed = once(stream, "error");
  const peer = await firstPeer();
  await peer.until(2, ({ type }) => type === "stream");
  jest.advanceTimersByTime(30_000);
  expect(String(await failed)).toMatch("doesn't answer");
  await peer.until(1, (frame) => frame.type === "reset" && frame.stream === 3);
  peer.reply(3);
  await once(peer.socket, "close");
  expect(peer.frames.filter(({ type }) => type === "data")).toEqual([]);
});

test("the ports of a Pod that is gone open no session", async () => {
  ports.close();
  await expect(ports.connect(80)).rejects.toThrow(new ClusterError("the Pod is gone"));
  expect(upgrades).toBe(0);
});
