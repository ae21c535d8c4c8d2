/** What a peer of SPDY/3.1 sends, as far as a client of Kubernetes needs it. */
export type Frame =
  /** A part of a data frame; only the last part can end the stream. */
  | { type: "data"; stream: number; data: Buffer; fin: boolean }
  | { type: "reply"; stream: number; fin: boolean }
  | { type: "reset"; stream: number; status: number }
  | { type: "ping"; id: number }
  /** The peer takes no stream after this one. */
  | { type: "goaway"; last: number }
  /** A stream that the peer opens. */
  | { type: "stream"; stream: number };

const version = 3;
const types = { stream: 1, reply: 2, reset: 3, ping: 6, goaway: 7 } as const;
const headLength = 8;
const finFlag = 1;

/** A control frame of Kubernetes has less than a kilobyte. */
const longestControlFrame = 65_536;

/** Cuts what a peer sends into frames, however its bytes arrive. */
export class FrameReader {
  private head = Buffer.alloc(0);
  /** The data frame whose end hasn't arrived yet. */
  private open: { stream: number; left: number; fin: boolean } | undefined;

  /** The frames that end in these bytes, and the data that is in them. Throws if they aren't SPDY/3.1. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let rest = this.head.length > 0 ? Buffer.concat([this.head, chunk]) : chunk;
    for (;;) {
      if (this.open) {
        const { stream, fin } = this.open;
        const data = rest.subarray(0, this.open.left);
        rest = rest.subarray(data.length);
        this.open.left -= data.length;
        const isWhole = this.open.left === 0;
        if (isWhole) this.open = undefined;
        if (data.length > 0 || isWhole) frames.push({ type: "data", stream, data, fin: fin && isWhole });
        if (!isWhole) break;
      }
      if (rest.length < headLength) break;
      const isControl = rest.readUInt8(0) >= 0x80;
      const length = rest.readUIntBE(5, 3);
      if (!isControl) {
        const fin = (rest.readUInt8(4) & finFlag) !== 0;
        this.open = { stream: rest.readUInt32BE(0), left: length, fin };
        rest = rest.subarray(headLength);
        continue;
      }
      if (rest.readUInt16BE(0) !== 0x8000 + version || length > longestControlFrame) {
        throw new Error("the peer doesn't speak SPDY/3.1");
      }
      if (rest.length < headLength + length) break;
      const frame = controlFrame(rest.subarray(0, headLength + length));
      if (frame) frames.push(frame);
      rest = rest.subarray(headLength + length);
    }
    // A copy, so that a few bytes don't keep the whole chunk.
    this.head = Buffer.from(rest);
    return frames;
  }
}

/** A frame that no client needs to know, such as a setting, is undefined. */
function controlFrame(frame: Buffer): Frame | undefined {
  const type = frame.readUInt16BE(2);
  const least = type === types.reset ? 8 : 4;
  if (!Object.values(types).some((each) => each === type)) return undefined;
  if (frame.length < headLength + least)
    throw new Error("the peer sent a frame of SPDY/3.1 that is too short");
  const first = frame.readUInt32BE(headLength);
  if (type === types.ping) return { type: "ping", id: first };
  const stream = first & 0x7fff_ffff;
  if (type === types.goaway) return { type: "goaway", last: stream };
  if (type === types.stream) return { type: "stream", stream };
  if (type === types.reset) return { type: "reset", stream, status: frame.readUInt32BE(headLength + 4) };
  return { type: "reply", stream, fin: (frame.readUInt8(4) & finFlag) !== 0 };
}

/** The head of a data frame, which its data follows. */
export function dataHead(stream: number, length: number, fin = false): Buffer {
  const head = Buffer.alloc(headLength);
  head.writeUInt32BE(stream, 0);
  head.writeUInt8(fin ? finFlag : 0, 4);
  head.writeUIntBE(length, 5, 3);
  return head;
}

function control(type: number, content: Buffer, fin = false): Buffer {
  const head = dataHead(0, content.length, fin);
  head.writeUInt16BE(0x8000 + version, 0);
  head.writeUInt16BE(type, 2);
  return Buffer.concat([head, content]);
}

const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
};

export const pingFrame = (id: number): Buffer => control(types.ping, numbers(id));
export const goawayFrame = (last = 0): Buffer => control(types.goaway, numbers(last, 0));

/** Of all reasons for a reset, the one of a client that no longer wants the stream. */
const canceled = 5;
/** The one for a stream that the peer may not open. */
const refused = 3;
export const cancelFrame = (stream: number): Buffer => control(types.reset, numbers(stream, canceled));
export const refuseFrame = (stream: number): Buffer => control(types.reset, numbers(stream, refused));

/** A zlib stream that starts with the dictionary of SPDY/3, of which it names the checksum. */
const zlibHead = Buffer.from("78bbe3c6a7c2", "hex");

/**
 * Opens a stream. All header blocks of a session are one zlib stream, which the first one starts.
 *
 * Their blocks are stored ones, so that nothing must be kept from one to the next. The empty one makes the peer read what
 * is before it.
 */
export function streamFrame(
  stream: number,
  headers: Readonly<Record<string, string>>,
  { fin, isFirst }: { fin: boolean; isFirst: boolean },
): Buffer {
  const entries = Object.entries(headers)
    .flat()
    .map((text) => Buffer.from(text));
  const block = Buffer.concat([
    numbers(entries.length / 2),
    ...entries.flatMap((text) => [numbers(text.length), text]),
  ]);
  const content = [numbers(stream, 0), Buffer.alloc(2), isFirst ? zlibHead : Buffer.alloc(0)];
  return control(types.stream, Buffer.concat([...content, stored(block), stored(Buffer.alloc(0))]), fin);
}

/** A block of deflate that isn't compressed: no last block, its length, and the complement of that. */
function stored(block: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(block.length, 1);
  head.writeUInt16LE(0xffff - block.length, 3);
  return Buffer.concat([head, block]);
}
