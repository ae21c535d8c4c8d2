import { Duplex } from "node:stream";

import {
  cancelFrame,
  dataHead,
  FrameReader,
  goawayFrame,
  pingFrame,
  refuseFrame,
  streamFrame,
} from "./spdy-frames";
import type { Frame } from "./spdy-frames";

/** Milliseconds without a byte after which a ping asks whether the peer is there, and again until it counts as gone. */
const pingMilliseconds = 15_000;
/** Milliseconds after which a session without streams ends. */
const idleMilliseconds = 60_000;
/** Bytes that a stream holds for a slow reader before its whole session waits. */
const bufferBytes = 1 << 20;

const over = "the connection to the API server ended";
const nothing = () => undefined;

interface Timing {
  ping?: number;
  idle?: number;
}

/**
 * One connection to the API server that carries many streams, as `kubectl port-forward` has it.
 *
 * The SPDY of Kubernetes has no flow control for a stream: it neither sends nor reads the updates of a window. A stream
 * whose reader is slow therefore stops its session, which {@link isBusy} shows.
 */
export class SpdySession {
  private readonly reader = new FrameReader();
  private readonly streams = new Map<number, SpdyStream>();
  private readonly stalled = new Set<SpdyStream>();
  private readonly waiting: (() => void)[] = [];
  private readonly heartbeat: NodeJS.Timeout;
  private readonly idle: NodeJS.Timeout;
  private nextStream = 1;
  private nextPing = 1;
  private isSilent = false;
  private isAsked = false;
  private isGoingAway = false;
  private isEnded = false;

  constructor(
    private readonly socket: Duplex,
    /** Called once, when the connection is over. */
    private readonly ended: () => void = nothing,
    { ping = pingMilliseconds, idle = idleMilliseconds }: Timing = {},
  ) {
    socket.on("data", (chunk: Buffer) => this.receive(chunk));
    socket.on("drain", () => this.waiting.splice(0).forEach((go) => go()));
    socket.on("error", (error) => this.end(error));
    socket.on("end", () => this.end());
    socket.on("close", () => this.end());
    this.heartbeat = setInterval(() => this.beat(), ping).unref();
    this.idle = setTimeout(() => this.streams.size === 0 && this.end(), idle).unref();
  }

  /** Whether it takes no more streams. */
  get isOver(): boolean {
    return this.isGoingAway || this.socket.destroyed;
  }

  /** Whether a new stream would have to wait for the reader or the writer of another one. */
  get isBusy(): boolean {
    return this.stalled.size > 0 || this.socket.writableNeedDrain;
  }

  get load(): number {
    return this.streams.size;
  }

  /** Opens a stream with these headers; one that is half closed has nothing to write. */
  open(headers: Readonly<Record<string, string>>, { halfClosed = false } = {}): SpdyStream {
    const id = this.nextStream;
    this.nextStream += 2;
    const link: Link = {
      write: (chunk, done) => this.send(done, dataHead(id, chunk.length), chunk),
      finish: (done) => this.send(done, dataHead(id, 0, true)),
      cancel: () => this.send(nothing, cancelFrame(id)),
      stall: (isStalled) => this.stall(stream, isStalled),
      closed: () => this.forget(id, stream),
    };
    const stream = new SpdyStream(link, halfClosed);
    this.streams.set(id, stream);
    if (this.isOver) stream.lose(new Error(over));
    else this.send(nothing, streamFrame(id, headers, { fin: halfClosed, isFirst: id === 1 }));
    return stream;
  }

  /** Ends the connection, and with it all streams: at once if there is an error, else in order. */
  end(error?: Error): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.isGoingAway = true;
    clearInterval(this.heartbeat);
    clearTimeout(this.idle);
    for (const stream of [...this.streams.values()]) stream.lose(error ?? new Error(over));
    this.waiting.splice(0).forEach((go) => go());
    if (error || this.socket.destroyed) this.socket.destroy();
    else this.socket.end(goawayFrame(), () => this.socket.destroy());
    this.ended();
  }

  private send(done: () => void, ...parts: Buffer[]): void {
    if (this.isEnded || this.socket.destroyed || this.socket.writableEnded) return done();
    this.socket.cork();
    parts.forEach((part) => this.socket.write(part));
    process.nextTick(() => this.socket.uncork());
    if (this.socket.writableNeedDrain) this.waiting.push(done);
    else done();
  }

  private receive(chunk: Buffer): void {
    this.isSilent = false;
    this.isAsked = false;
    try {
      for (const frame of this.reader.push(chunk)) this.take(frame);
    } catch (error) {
      this.end(error as Error);
    }
  }

  private take(frame: Frame): void {
    switch (frame.type) {
      case "goaway":
        this.isGoingAway = true;
        if (this.streams.size === 0) this.end();
        return;
      case "ping":
        // The client's own pings have odd ids.
        if (frame.id % 2 === 0) this.send(nothing, pingFrame(frame.id));
        return;
      case "stream":
        return this.send(nothing, refuseFrame(frame.stream));
    }
    const stream = this.streams.get(frame.stream);
    if (!stream) return;
    if (frame.type === "reset") return stream.lose(new Error("the Pod's node reset the connection"));
    if (frame.type === "reply") stream.replied();
    else stream.received(frame.data);
    if (frame.fin) stream.received(null);
  }

  /** A peer that is silent is asked once; one that doesn't answer is gone. One that isn't listened to can't answer. */
  private beat(): void {
    if (this.stalled.size > 0) return;
    if (this.isSilent && this.isAsked) return this.end(new Error("the API server no longer answers"));
    if (this.isSilent) {
      this.isAsked = true;
      this.send(nothing, pingFrame(this.nextPing));
      this.nextPing += 2;
    }
    this.isSilent = true;
  }

  private stall(stream: SpdyStream, isStalled: boolean): void {
    if (isStalled) this.stalled.add(stream);
    else this.stalled.delete(stream);
    if (this.stalled.size > 0) this.socket.pause();
    else if (this.socket.isPaused()) this.socket.resume();
  }

  private forget(id: number, stream: SpdyStream): void {
    this.streams.delete(id);
    this.stall(stream, false);
    if (this.streams.size > 0) return;
    if (this.isGoingAway) this.end();
    else this.idle.refresh();
  }
}

/** What a stream needs of its session. */
interface Link {
  write(chunk: Buffer, done: () => void): void;
  finish(done: () => void): void;
  cancel(): void;
  stall(isStalled: boolean): void;
  closed(): void;
}

/** One stream of a session. The peer drops what arrives before its reply, so writing waits for that. */
export class SpdyStream extends Duplex {
  private hasReply = false;
  private isLost = false;
  private readonly held: (() => void)[] = [];

  constructor(
    private readonly link: Link,
    private readonly halfClosed: boolean,
  ) {
    super({ readableHighWaterMark: bufferBytes });
    // Whoever has the stream hears of its end; without anybody it is no failure of this process.
    this.on("error", nothing);
    if (halfClosed) this.end();
  }

  /** The peer has the stream. */
  replied(): void {
    this.hasReply = true;
    this.held.splice(0).forEach((go) => go());
    this.emit("reply");
  }

  /** Data of the peer, or null at its end. */
  received(data: Buffer | null): void {
    if (this.destroyed) return;
    if (!this.push(data) && data) this.link.stall(true);
  }

  /** The peer has no such stream any more. */
  lose(error: Error): void {
    this.isLost = true;
    this.destroy(error);
  }

  override _read(): void {
    this.link.stall(false);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.afterReply(() => this.link.write(chunk, done));
  }

  override _final(done: () => void): void {
    if (this.halfClosed) done();
    else this.afterReply(() => this.link.finish(done));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const isWhole = this.readableEnded && this.writableFinished;
    if (!this.isLost && !isWhole) this.link.cancel();
    this.link.closed();
    this.held.splice(0).forEach((go) => go());
    done(error);
  }

  private afterReply(go: () => void): void {
    if (this.hasReply || this.destroyed) go();
    else this.held.push(go);
  }
}
