import { constants, inflateRawSync } from "node:zlib";

import fc from "fast-check";

import {
  cancelFrame,
  dataHead,
  type Frame,
  FrameReader,
  goawayFrame,
  pingFrame,
  streamFrame,
} from "../../../provider/cluster/spdy-frames";

/** The frames of these bytes, read in pieces that end at the cuts. */
function read(bytes: Buffer, cuts: readonly number[] = []): Frame[] {
  const reader = new FrameReader();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  return ends.flatMap((to) => {
    const frames = reader.push(bytes.subarray(from, to));
    from = to;
    return frames;
  });
}

/** The frames with all data of a stream that comes in a row as one. */
function joined(frames: Frame[]): Frame[] {
  return frames.reduce<Frame[]>((all, frame) => {
    const last = all.at(-1);
    if (frame.type !== "data" || last?.type !== "data" || last.stream !== frame.stream || last.fin) {
      return [...all, frame];
    }
    return [...all.slice(0, -1), { ...frame, data: Buffer.concat([last.data, frame.data]) }];
  }, []);
}

const reply = (stream: number, fin: boolean): Buffer =>
  Buffer.from([0x80, 3, 0, 2, fin ? 1 : 0, 0, 0, 4, 0, 0, 0, stream]);

test("a frame is the same however its bytes arrive", () => {
  const data = (stream: number, text: string, fin: boolean) =>
    Buffer.concat([dataHead(stream, text.length, fin), Buffer.from(text)]);
  const piece = fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.string({ unit: "grapheme-ascii" }), fc.boolean())
      .map((of) => data(...of)),
    fc.integer({ min: 1, max: 99 }).map(pingFrame),
    fc.integer({ min: 1, max: 99 }).map(cancelFrame),
    fc.tuple(fc.integer({ min: 1, max: 99 }), fc.boolean()).map((of) => reply(...of)),
    fc.constant(goawayFrame()),
    // A setting, which nobody needs to know.
    fc.constant(Buffer.from([0x80, 3, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0])),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.array(fc.nat()), (pieces, cuts) => {
      const bytes = Buffer.concat(pieces);
      expect(joined(read(bytes, cuts))).toEqual(joined(read(bytes)));
    }),
  );
});

test("each frame is read as what it is", () => {
  const bytes = Buffer.concat([
    reply(3, true),
    dataHead(3, 2, true),
    Buffer.from("hi"),
    dataHead(5, 0, true),
    cancelFrame(7),
    pingFrame(2),
    goawayFrame(),
    streamFrame(2, {}, { fin: false, isFirst: true }),
  ]);
  expect(read(bytes)).toEqual([
    { type: "reply", stream: 3, fin: true },
    { type: "data", stream: 3, data: Buffer.from("hi"), fin: true },
    { type: "data", stream: 5, data: Buffer.alloc(0), fin: true },
    { type: "reset", stream: 7, status: 5 },
    { type: "ping", id: 2 },
    { type: "goaway", last: 0 },
    { type: "stream", stream: 2 },
  ]);
});

test("whatever bytes arrive, they are frames or an error, and no more is kept than one control frame", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), (chunks) => {
      const reader = new FrameReader();
      try {
        for (const chunk of chunks) reader.push(Buffer.from(chunk));
      } catch (error) {
        expect((error as Error).message).toMatch(/^the peer (doesn't speak|sent a frame of) SPDY\/3\.1/);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["an answer in HTTP", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n".padEnd(80)), undefined],
  [
    "another version",
    Buffer.from([0x80, 2, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1]),
    "the peer doesn't speak SPDY/3.1",
  ],
  [
    "a control frame that is too long",
    Buffer.from([0x80, 3, 0, 8, 0, 1, 0, 1]),
    "the peer doesn't speak SPDY/3.1",
  ],
  [
    "a ping without its id",
    Buffer.from([0x80, 3, 0, 6, 0, 0, 0, 0]),
    "the peer sent a frame of SPDY/3.1 that is too short",
  ],
])("%s is an error or data, never a wait for ever", (_name, bytes, message) => {
  if (message) expect(() => new FrameReader().push(bytes)).toThrow(message);
  else expect(new FrameReader().push(bytes)[0]).toMatchObject({ type: "data" });
});

test("the headers of all streams are one zlib stream with the dictionary of SPDY/3", () => {
  const heads = [
    streamFrame(1, { port: "80", streamtype: "error" }, { fin: true, isFirst: true }),
    streamFrame(3, { port: "80", streamtype: "data" }, { fin: false, isFirst: false }),
  ];
  // After head, stream ids, priority and slot; the first also has the head of zlib.
  const [first, second] = heads.map((frame) => frame.subarray(18));
  const zlib = first!.subarray(0, 6);
  expect(zlib.readUInt16BE(0) % 31).toBe(0);
  // The flag for a dictionary, and the checksum of that of SPDY/3.
  expect(zlib.readUInt8(1) & 0x20).toBe(0x20);
  expect(zlib.readUInt32BE(2)).toBe(0xe3c6a7c2);
  const blocks = Buffer.concat([first!.subarray(6), second!]);
  const text = inflateRawSync(blocks, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
  const field = (word: string) => `\0\0\0${String.fromCharCode(word.length)}${word}`;
  const block = (type: string) => `\0\0\0\x02${["port", "80", "streamtype", type].map(field).join("")}`;
  expect(text).toBe(block("error") + block("data"));
  expect(heads.map((frame) => frame.readUInt8(4))).toEqual([1, 0]);
});
