import { status } from "./file-script";
import type { Answer, InstanceFiles } from "./instance-files";

/** Bytes of one request to the script. Each takes some milliseconds, whatever its size. */
const blockBytes = 1_048_576;

interface Block {
  offset: number;
  answer: Promise<Answer>;
}

interface Write {
  offset: number;
  data: Buffer;
  done(answer: Answer): void;
}

/** A file that a client has opened. Clients read and write it in small pieces, many at once; the script in large ones. */
export class OpenFile {
  private block: Block | undefined;
  private ahead: Block | undefined;
  private readonly writes: Write[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly files: InstanceFiles,
    readonly path: string,
  ) {}

  /** At most these bytes of the file; status `endOfFile` if there are none. */
  async read(offset: number, length: number): Promise<Answer> {
    await this.written();
    const wanted = Math.min(length, blockBytes);
    const block = this.blockAt(offset);
    const { status: code, data } = await block.answer;
    if (code !== status.ok) return { status: code, data };
    // Who reads on gets the next block sooner.
    if (this.block === block && data.length === blockBytes) {
      this.ahead ??= this.fetch(block.offset + blockBytes);
    }
    const found = data.subarray(offset - block.offset, offset - block.offset + wanted);
    // The file may have grown since.
    if (data.length < blockBytes && this.block === block) this.block = undefined;
    return found.length > 0 ? { status: code, data: found } : { status: status.endOfFile, data: found };
  }

  private blockAt(offset: number): Block {
    const has = (block: Block | undefined) =>
      block !== undefined && offset >= block.offset && offset < block.offset + blockBytes;
    if (this.block && has(this.block)) return this.block;
    const block = this.ahead && has(this.ahead) ? this.ahead : this.fetch(offset);
    this.block = block;
    this.ahead = undefined;
    return block;
  }

  private fetch(offset: number): Block {
    return { offset, answer: this.files.ask("read", this.path, offset, blockBytes) };
  }

  write(offset: number, data: Buffer): Promise<Answer> {
    this.block = this.ahead = undefined;
    const answer = new Promise<Answer>((done) => this.writes.push({ offset, data, done }));
    this.writing ??= this.writeAll();
    return answer;
  }

  /** Resolves once all that was written before is in the file. */
  written(): Promise<void> {
    return this.writing ?? Promise.resolve();
  }

  private async writeAll(): Promise<void> {
    while (this.writes.length > 0) {
      const batch = adjoining(this.writes);
      this.writes.splice(0, batch.length);
      const data = Buffer.concat(batch.map((write) => write.data));
      const answer = await this.files.write(this.path, batch[0]?.offset ?? 0, data);
      for (const { done } of batch) done(answer);
    }
    this.writing = undefined;
  }
}

/** The first writes that continue each other, as one block. */
function adjoining(writes: readonly Write[]): Write[] {
  let end = writes[0]?.offset ?? 0;
  let size = 0;
  const count = writes.findIndex(({ offset, data }) => {
    if (offset !== end || (size > 0 && size + data.length > blockBytes)) return true;
    end += data.length;
    size += data.length;
    return false;
  });
  return writes.slice(0, count < 0 ? writes.length : count);
}
