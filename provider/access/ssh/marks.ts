/** A piece of a program's output, or a number that the script around it wrote after the mark. */
export type Piece = Buffer | number;

/** Digits that a number can have. */
const longest = 10;

/** Finds the numbers between the output of a program: `<mark><number>;`. Nobody who doesn't know the mark can write one. */
export class Marks {
  private rest: Buffer = Buffer.alloc(0);
  private readonly mark: Buffer;

  constructor(mark: string) {
    this.mark = Buffer.from(mark);
  }

  /** The pieces that are complete. What may begin a mark waits for the next bytes. */
  push(bytes: Buffer): Piece[] {
    let buffer = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    const pieces: Piece[] = [];
    const put = (data: Buffer) => void (data.length > 0 && pieces.push(data));
    for (;;) {
      const at = buffer.indexOf(this.mark);
      if (at < 0) {
        const end = buffer.length - this.startAtEnd(buffer);
        put(buffer.subarray(0, end));
        this.rest = buffer.subarray(end);
        return pieces;
      }
      const after = at + this.mark.length;
      const text = buffer.toString("latin1", after, after + longest + 1);
      const [all = "", digits] = /^(\d+);/.exec(text) ?? [];
      if (digits === undefined && /^\d*$/.test(text) && text.length <= longest) {
        put(buffer.subarray(0, at));
        this.rest = buffer.subarray(at);
        return pieces;
      }
      put(buffer.subarray(0, digits === undefined ? after : at));
      if (digits !== undefined) pieces.push(Number(digits));
      buffer = buffer.subarray(after + all.length);
    }
  }

  /** What waited for a mark that never came. */
  end(): Buffer {
    return this.rest;
  }

  /** How many bytes at the end may begin a mark. */
  private startAtEnd(buffer: Buffer): number {
    for (let length = Math.min(this.mark.length - 1, buffer.length); length > 0; length--) {
      if (buffer.subarray(buffer.length - length).equals(this.mark.subarray(0, length))) return length;
    }
    return 0;
  }
}
