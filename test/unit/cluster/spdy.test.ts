import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";

import { SpdySession } from "../../../provider/cluster/spdy";
import {
  cancelFrame,
  type Frame,
  goawayFrame,
  pingFrame,
  streamFrame,
} from "../../../provider/cluster/spdy-frames";
import { Peer } from "./spdy-peer";

let server: Server;
let socket: Socket;
let peer: Peer;
let session: SpdySession;
let ends = 0;

async function begin(timing = {}): Promise<void> {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const accepted = once(server, "connection") as Promise<[Socket]>;
  socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  peer = new Peer((await accepted)[0]);
  ends = 0;
  session = new SpdySession(socket, () => ends++, timing);
}
afterEach(() => {
  session.end();
  peer.socket.destroy();
  server.close();
});

async function ended(): Promise<void> {
  while (ends === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** What a stream says until its end. An iterator would also end what it may still be told. */
async function text(stream: Duplex): Promise<string> {
  let said = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  await once(stream, "end");
  return said;
}

const isData = (frame: Frame) => frame.type === "data";
const bytesOf = (frames: Frame[]) =>
  Buffer.concat(frames.flatMap((frame) => (frame.type === "data" ? frame.data : []))).toString();

test("a stream sends nothing before the peer has it, because the peer would drop it", async () => {
  await begin();
  const stream = session.open({ streamtype: "data" });
  stream.end("hello");
  await peer.until(1, ({ type }) => type === "stream");
  peer.send(pingFrame(2));
  await peer.until(1, ({ type }) => type === "ping");
  expect(peer.frames.filter(isData)).toEqual([]);
  peer.reply(1);
  const frames = await peer.until(2, isData);
  expect(bytesOf(frames)).toBe("hello");
  expect(frames.at(-1)).toMatchObject({ fin: true });
});

test("streams don't mix, and each half ends for itself", async () => {
  await begin();
  const [one, two] = [session.open({}), session.open({})];
  await peer.until(2, ({ type }) => type === "stream");
  peer.reply(1);
  peer.reply(3);
  peer.data(1, "a");
  peer.data(3, "b");
  peer.data(1, "c", true);
  peer.data(3, "d", true);
  expect(await Promise.all([text(one), text(two)])).toEqual(["ac", "bd"]);
  one.end("late");
  const frames = await peer.until(1, (frame) => frame.type === "data" && frame.fin);
  expect(frames[0]).toMatchObject({ stream: 1 });
  expect(bytesOf(peer.frames.filter(isData))).toBe("late");
});

test("a stream that its user gives up is canceled, and one that the peer resets fails", async () => {
  await begin();
  const [one, two] = [session.open({}), session.open({})];
  one.destroy();
  expect(await peer.until(1, ({ type }) => type === "reset")).toEqual([
    { type: "reset", stream: 1, status: 5 },
  ]);
  const failed = once(two, "error");
  peer.send(cancelFrame(3));
  expect(String(await failed)).toMatch("reset");
  expect(session.load).toBe(0);
});

test("the end of the connection ends each stream, once and without an unhandled error", async () => {
  await begin();
  const streams = [session.open({}), session.open({})];
  const closed = Promise.all(
    streams.map((stream) => new Promise((resolve) => stream.once("close", resolve))),
  );
  peer.socket.resetAndDestroy();
  await closed;
  expect(ends).toBe(1);
  expect(session.isOver).toBe(true);
  expect(session.open({}).destroyed).toBe(true);
});

test("a peer that answers no ping is gone, which ends the streams and not the process", async () => {
  await begin({ ping: 20 });
  const stream = session.open({});
  const [error] = (await once(stream, "error")) as [Error];
  expect(error.message).toMatch("no longer answers");
  expect(ends).toBe(1);
});

test("a peer that answers pings stays", async () => {
  await begin({ ping: 20 });
  session.open({});
  let answered = 0;
  while (answered < 5) {
    const pings = await peer.until(answered + 1, ({ type }) => type === "ping");
    for (const ping of pings.slice(answered)) if (ping.type === "ping") peer.send(pingFrame(ping.id));
    answered = pings.length;
  }
  expect(ends).toBe(0);
});

test("a ping of the peer is answered, and a stream of the peer is refused", async () => {
  await begin();
  peer.send(pingFrame(4), streamFrame(2, {}, { fin: false, isFirst: true }));
  await peer.until(2, () => true);
  expect(peer.frames).toEqual([
    { type: "ping", id: 4 },
    { type: "reset", stream: 2, status: 3 },
  ]);
});

test("after a goaway no stream is opened, and those that exist go on", async () => {
  await begin();
  const stream = session.open({});
  peer.reply(1);
  peer.send(goawayFrame());
  peer.data(1, "still here", true);
  expect(await text(stream)).toBe("still here");
  expect(session.isOver).toBe(true);
  stream.end();
  await once(stream, "close");
  expect(ends).toBe(1);
});

test("a session without streams ends by itself", async () => {
  await begin({ idle: 20 });
  await peer.until(1, ({ type }) => type === "goaway");
  expect(ends).toBe(1);
});

test("bytes that aren't SPDY end the session", async () => {
  await begin();
  const stream = session.open({});
  const failed = once(stream, "error");
  peer.send(Buffer.from([0x80, 1, 0, 1, 0, 0, 0, 0]));
  expect(String(await failed)).toMatch("SPDY/3.1");
});

test("a slow reader stops its session, which then says that it is busy, and loses nothing", async () => {
  await begin();
  const stream = session.open({});
  peer.reply(1);
  const chunk = Buffer.alloc(1 << 20, "x");
  let sent = 0;
  // Until neither end nor anything between takes more.
  while (peer.socket.writableLength < 4 * chunk.length) {
    peer.data(1, chunk);
    sent += chunk.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  // On a busy machine, the session has yet to read what the peer has sent.
  while (!session.isBusy) await new Promise((resolve) => setImmediate(resolve));
  expect(stream.readableLength).toBeLessThan(4 * chunk.length);
  peer.data(1, "", true);
  let received = 0;
  for await (const part of stream) received += (part as Buffer).length;
  expect(received).toBe(sent);
  expect(session.isBusy).toBe(false);
});

test("a peer that takes nothing makes the writer wait", async () => {
  await begin();
  const stream = session.open({});
  peer.reply(1);
  await once(stream, "reply");
  peer.socket.pause();
  const chunk = Buffer.alloc(1 << 20, "x");
  let sent = 0;
  while (stream.write(chunk) || !session.isBusy) {
    sent += chunk.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  sent += chunk.length;
  peer.socket.resume();
  stream.end();
  await peer.until(1, (frame) => frame.type === "data" && frame.fin);
  expect(bytesOf(peer.frames.filter(isData))).toHaveLength(sent);
});

test("a complete answer is read to its end, though the connection ends before that", async () => {
  await begin();
  const stream = session.open({});
  peer.reply(1);
  peer.data(1, "all of it", true);
  await once(stream, "readable");
  peer.socket.resetAndDestroy();
  await ended();
  expect(await text(stream)).toBe("all of it");
});

test("what came before a reset is read first, and then the stream fails", async () => {
  await begin();
  const stream = session.open({});
  peer.reply(1);
  peer.data(1, "a part");
  await once(stream, "readable");
  peer.send(cancelFrame(1), pingFrame(2));
  await peer.until(1, ({ type }) => type === "ping");
  const failed = once(stream, "error");
  expect(String(stream.read())).toBe("a part");
  expect(String(await failed)).toMatch("reset");
});

test("what a stream held when it was given up is never sent, and the peer hears that it is", async () => {
  await begin();
  const stream = session.open({});
  session.open({});
  stream.write("too late");
  stream.destroy();
  await peer.until(1, ({ type }) => type === "reset");
  peer.reply(1);
  peer.send(pingFrame(2));
  await peer.until(1, ({ type }) => type === "ping");
  expect(peer.frames.filter(isData)).toEqual([]);
});

test("a session with a stream that was given up takes no other one", async () => {
  await begin();
  const [one, two] = [session.open({}), session.open({})];
  one.destroy();
  expect(session.isOver).toBe(true);
  two.destroy();
  await ended();
});

test("a session ends if one of its streams is given up that waits for the peer", async () => {
  await begin();
  const [one, two] = [session.open({}), session.open({})];
  peer.reply(1);
  await once(one, "reply");
  peer.socket.pause();
  while (!session.isBusy) {
    one.write(Buffer.alloc(1 << 20));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const failed = once(two, "error");
  one.destroy();
  expect(String(await failed)).toMatch("another connection");
  expect(ends).toBe(1);
});

test("a peer that may wait for an application isn't asked whether it is there", async () => {
  await begin({ ping: 10 });
  const stream = session.open({});
  peer.reply(1);
  await once(stream, "reply");
  stream.write(Buffer.alloc(100_000));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(ends).toBe(0);
  expect(peer.frames.some(({ type }) => type === "ping")).toBe(false);
});

test("one ping may be lost", async () => {
  await begin({ ping: 1000 });
  session.open({});
  for (const count of [2, 4]) {
    const ping = (await peer.until(count, ({ type }) => type === "ping")).at(-1);
    if (ping?.type === "ping") peer.send(pingFrame(ping.id));
  }
  expect(ends).toBe(0);
});

test("a stream that the peer didn't take before its goaway ends at once", async () => {
  await begin();
  const streams = [session.open({}), session.open({})] as const;
  const failed = once(streams[1], "error");
  await peer.until(2, ({ type }) => type === "stream");
  peer.send(goawayFrame(1));
  expect(String(await failed)).toMatch("ended");
  expect(streams[0].destroyed).toBe(false);
});

test("a session ends for good, even if the peer reads nothing", async () => {
  await begin();
  const stream = session.open({});
  peer.reply(1);
  await once(stream, "reply");
  peer.socket.pause();
  while (!session.isBusy) {
    stream.write(Buffer.alloc(1 << 20));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const closed = new Promise((resolve) => socket.once("close", resolve));
  session.end();
  await closed;
});
