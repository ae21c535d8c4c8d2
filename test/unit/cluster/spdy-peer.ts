import type { Socket } from "node:net";

import { dataHead, type Frame, FrameReader } from "../../../provider/cluster/spdy-frames";

/** The other end of a session, which does nothing by itself. */
export class Peer {
  readonly frames: Frame[] = [];
  private readonly reader = new FrameReader();
  private heard: () => void = () => undefined;

  constructor(readonly socket: Socket) {
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      this.frames.push(...this.reader.push(chunk));
      this.heard();
    });
  }

  send = (...parts: Buffer[]): void => void this.socket.write(Buffer.concat(parts));
  reply = (stream: number): void => this.send(Buffer.from([0x80, 3, 0, 2, 0, 0, 0, 4, 0, 0, 0, stream]));
  data = (stream: number, content: string | Buffer, fin = false): void =>
    this.send(dataHead(stream, content.length, fin), Buffer.from(content));

  async until(count: number, test: (frame: Frame) => boolean): Promise<Frame[]> {
    for (;;) {
      const found = this.frames.filter(test);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => (this.heard = resolve));
    }
  }
}
