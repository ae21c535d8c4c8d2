import type { Duplex } from "node:stream";

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
import { SpdyStream } from "./spdy-stream";
import type { Link } from "./spdy-stream";

/** Milliseconds without a byte after which a ping asks whether the peer is there, and again until it counts as gone. */
const pingMilliseconds = 15_000;
/** Milliseconds after which a session without streams ends. */
const idleMilliseconds = 60_000;
/** Milliseconds in which the last frames of a session may leave. */
const endMilliseconds = 1_000;
/** Pings without an answer after which the peer counts as gone. One of them may wait behind a stream that nobody reads. */
const mostPings = 2;
/** Bytes that may wait for an application which doesn't read, so that the peer can't come to its answer. */
const unheardBytes = 65_536;

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
  private asked = 0;
  private unheard = 0;
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
      cancel: (isWaiting) => this.cancel(id, { isWaiting, halfClosed }),
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
    const leave = () => this.socket.destroy();
    if (error || this.socket.destroyed) leave();
    else this.socket.end(goawayFrame(), leave);
    // A peer that doesn't read never takes the last frame.
    setTimeout(leave, endMilliseconds).unref();
    this.ended();
  }

  /**
   * Gives a stream up. What its application hasn't read stops a worker of the node, which other streams share and which
   * takes this frame: the session is never used again, and ends at once if it can't even send.
   */
  private cancel(id: number, { isWaiting, halfClosed }: { isWaiting: boolean; halfClosed: boolean }): void {
    if (isWaiting) return this.end(new Error("another connection stopped this one and was given up"));
    this.send(nothing, cancelFrame(id));
    if (!halfClosed) this.isGoingAway = true;
  }

  private send(done: () => void, ...parts: Buffer[]): void {
    if (this.isEnded || this.socket.destroyed || this.socket.writableEnded) return done();
    this.socket.cork();
    for (const part of parts) {
      this.socket.write(part);
      this.unheard += part.length;
    }
    process.nextTick(() => this.socket.uncork());
    if (this.socket.writableNeedDrain) this.waiting.push(done);
    else done();
  }

  private receive(chunk: Buffer): void {
    this.isSilent = false;
    this.asked = 0;
    this.unheard = 0;
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
        for (const [id, stream] of this.streams) {
          if (id > frame.last && !stream.isOpen) stream.lose(new Error(over));
        }
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

  /**
   * A peer that is silent is asked; one that doesn't answer is gone. One that isn't listened to, or that can't pass on what
   * it got, can't answer.
   */
  private beat(): void {
    if (this.stalled.size > 0 || this.waiting.length > 0 || this.unheard > unheardBytes) return;
    if (this.isSilent && this.asked === mostPings)
      return this.end(new Error("the API server no longer answers"));
    if (this.isSilent) {
      this.asked += 1;
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
