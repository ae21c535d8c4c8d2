import { once } from "node:events";
import { type AddressInfo, createServer, type Server, Socket } from "node:net";
import { Duplex, PassThrough } from "node:stream";

import { bridge } from "../../../provider/access/bridge";

const silence = { answered: 50, unanswered: 400 };
let server: Server;
let ended: Promise<Error | undefined>;

/** A client that is connected to a stream, and that stream's other end. */
async function begin(open: (end: Duplex) => Promise<Duplex> = (end) => Promise.resolve(end)) {
  const up = new PassThrough();
  const down = new PassThrough();
  const near = new Duplex({
    read: () => void down.resume(),
    write: (chunk, _encoding, done) => void up.write(chunk, done),
    final: (done) => void up.end(done),
  });
  near.on("error", () => undefined);
  down.pause().on("data", (chunk) => !near.push(chunk) && down.pause());
  down.on("end", () => near.push(null));
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    ended = bridge(socket, () => open(near), silence);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = new Socket({ allowHalfOpen: true });
  client.on("error", () => undefined);
  // The client is often connected before this process accepts it.
  const accepted = once(server, "connection");
  client.connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [[socket]] = (await Promise.all([accepted, closedOrConnected(client)])) as [[Socket], unknown];
  return { client, socket, near, up, down };
}
afterEach(() => server.close());

const closedOrConnected = (client: Socket) =>
  new Promise((resolve) => client.once("connect", resolve).once("close", resolve));

/** The end of a client, however it comes. */
const closed = (client: Socket) => new Promise((resolve) => client.once("close", resolve));

async function heard(client: Socket): Promise<string> {
  let text = "";
  client.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  await once(client, "end");
  return text;
}

test("bytes go both ways, and the end of the instance's half ends the connection", async () => {
  const { client, up, down } = await begin();
  client.write("ping");
  expect(String((await once(up, "data"))[0])).toBe("ping");
  down.end("pong");
  expect(await heard(client)).toBe("pong");
  client.end();
  expect(await ended).toBeUndefined();
});

test("a client that ends its half before the answer gets the whole answer", async () => {
  const { client, socket, up, down } = await begin();
  const half = once(socket, "end");
  client.end("question");
  expect(String((await once(up, "data"))[0])).toBe("question");
  await half;
  const answer = heard(client);
  for (const part of ["one ", "two ", "three"]) {
    // Longer than a client that has had an answer is waited for.
    await new Promise((resolve) => setTimeout(resolve, 2 * silence.answered));
    down.write(part);
  }
  down.end();
  expect(await answer).toBe("one two three");
});

test("a client that leaves after its answer leaves nothing behind", async () => {
  const { client, near, down } = await begin();
  client.write("question");
  down.write("answer");
  await once(client, "data");
  client.end();
  expect(await ended).toBeUndefined();
  expect(near.destroyed).toBe(true);
});

test("a client that only waits for nothing is left after a while", async () => {
  const { client, near } = await begin();
  client.end("question");
  expect(await ended).toBeUndefined();
  expect(near.destroyed).toBe(true);
});

test("a connection that the instance refuses is reset, and says why", async () => {
  const { client, near } = await begin();
  const end = closed(client);
  near.destroy(new Error("connection refused"));
  expect((await ended)?.message).toBe("connection refused");
  await end;
});

test("a connection that can't be opened is reset, and says why", async () => {
  await begin(() => Promise.reject(new Error("no such Pod")));
  expect((await ended)?.message).toBe("no such Pod");
});

test("a client that resets its connection ends the stream, and no process", async () => {
  const { client, near } = await begin();
  client.write("question");
  client.resetAndDestroy();
  await once(near, "close");
  expect(await ended).toBeUndefined();
});

test("a client that is gone before the stream is there leaves no stream", async () => {
  let go: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (go = resolve));
  const { client, near } = await begin(async (end) => {
    await opened;
    return end;
  });
  client.resetAndDestroy();
  await closed(client);
  setTimeout(go, 20);
  await once(near, "close");
});

test("a slow client slows the instance down, and loses nothing", async () => {
  const { client, down } = await begin();
  const chunk = Buffer.alloc(1 << 20, "x");
  let sent = 0;
  while (down.write(chunk)) sent += chunk.length;
  sent += chunk.length;
  down.end();
  await new Promise((resolve) => setTimeout(resolve, 3 * silence.answered));
  expect(await heard(client)).toHaveLength(sent);
});

test("a client that pauses near the end of its answer still gets all of it", async () => {
  const { client, down } = await begin();
  const length = 64 << 20;
  down.end(Buffer.alloc(length, "x"));
  // The client has so much unread that the end waits in this process.
  await once(client.resume(), "data");
  client.pause();
  await new Promise((resolve) => setTimeout(resolve, 3 * silence.unanswered));
  let received = 0;
  client.on("data", (chunk: Buffer) => (received += chunk.length)).resume();
  await once(client, "end");
  expect(received).toBeGreaterThan(length - (1 << 20));
});

test("a client that still sends when the instance ends gets the whole answer", async () => {
  const { client, near, down } = await begin();
  client.write("question");
  down.end("answer");
  const answer = heard(client);
  await once(near, "end");
  client.write("more");
  await new Promise((resolve) => setTimeout(resolve, 20));
  client.write("and more");
  expect(await answer).toBe("answer");
  client.end();
  expect(await ended).toBeUndefined();
});

test("a client that has waited for an answer in vain is reset", async () => {
  const { client } = await begin();
  client.end("question");
  const failure = new Promise<NodeJS.ErrnoException>((resolve) => client.once("error", resolve));
  client.resume();
  expect((await failure).code).toBe("ECONNRESET");
});
