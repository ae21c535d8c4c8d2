import { Duplex } from "node:stream";

/** Bytes that a stream holds for a slow reader before its whole session waits. */
const bufferBytes = 1 << 20;

const nothing = () => undefined;

/** What a stream needs of its session. */
export interface Link {
  write(chunk: Buffer, done: () => void): void;
  finish(done: () => void): void;
  /** `isWaiting` if the peer hasn't taken all that was written. */
  cancel(isWaiting: boolean): void;
  stall(isStalled: boolean): void;
  closed(): void;
}

/** One stream of a session. The peer drops what arrives before its reply, so writing waits for that. */
export class SpdyStream extends Duplex {
  /** Whether the peer has the stream. */
  isOpen = false;
  /** Why the stream ends, if the peer says so elsewhere. */
  reason: Error | undefined;
  /** Whether its end waits for {@link release}. */
  holdsEnd = false;
  private isWhole = false;
  private isLost = false;
  private loss: Error | undefined;
  private readonly held: { go: () => void; drop: () => void }[] = [];

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
    this.isOpen = true;
    this.held.splice(0).forEach(({ go }) => go());
    this.emit("reply");
  }

  /** Data of the peer, or null at its end. */
  received(data: Buffer | null): void {
    if (this.destroyed || this.isLost) return;
    if (data === null && this.reason) return this.lose(this.reason);
    if (data === null) this.isWhole = true;
    if (data === null && this.holdsEnd) return;
    if (!this.push(data) && data) this.link.stall(true);
  }

  /** The peer has said all that it says elsewhere: the end counts, or why it is none. */
  release(): void {
    this.holdsEnd = false;
    if (this.reason) this.lose(this.reason);
    else if (this.isWhole) this.push(null);
  }

  /** The peer has no such stream any more. What it sent is read first, and is no failure if it is all. */
  lose(error: Error): void {
    if (this.isLost) return;
    this.isLost = true;
    this.dropHeld();
    if (this.isWhole && !this.reason) {
      if (this.holdsEnd) this.push(null);
      return;
    }
    this.loss = this.reason ?? error;
    if (this.readableLength === 0) this.destroy(this.loss);
  }

  override read(size?: number): unknown {
    const chunk: unknown = super.read(size);
    if (this.loss && this.readableLength === 0) this.destroy(this.loss);
    return chunk;
  }

  override _read(): void {
    this.link.stall(false);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.afterReply(() => this.link.write(chunk, done), done);
  }

  override _final(done: () => void): void {
    if (this.halfClosed) done();
    else this.afterReply(() => this.link.finish(done), done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const isOver = this.readableEnded && this.writableFinished;
    if (!this.isLost && !isOver) this.link.cancel(this.isOpen && this.writableLength > 0);
    this.isLost = true;
    this.link.closed();
    this.dropHeld();
    done(error);
  }

  private afterReply(go: () => void, drop: () => void): void {
    if (this.isLost) drop();
    else if (this.isOpen) go();
    else this.held.push({ go, drop });
  }

  private dropHeld(): void {
    this.held.splice(0).forEach(({ drop }) => drop());
  }
}
