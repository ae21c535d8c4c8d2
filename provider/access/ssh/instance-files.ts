import { randomBytes } from "node:crypto";

import type { Account } from "./account";
import { encoded, fileScript, status } from "./file-script";
import type { Host } from "./host";
import { Marks } from "./marks";
import { runProgram } from "./program";
import type { Program } from "./program";

/** An answer about a file. */
export interface Answer {
  status: number;
  /** The result, or why there is none. */
  data: Buffer;
}

/** The files of an instance, as one user sees them. Requests may overlap; their answers come in order. */
export class InstanceFiles {
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private sending = Promise.resolve();
  private isOver = false;

  private constructor(
    private readonly token: string,
    private readonly marks: Marks,
  ) {}

  private program!: Program;
  /** Where relative paths begin. */
  home = "/";

  static async open(host: Host, account: Account): Promise<InstanceFiles> {
    const token = randomBytes(20).toString("hex");
    const files = new InstanceFiles(token, new Marks(token));
    const home = files.next();
    files.program = await runProgram(
      host,
      { account, kind: "script", command: fileScript, arguments: [token] },
      { out: (bytes) => Promise.resolve(files.take(bytes)), err: () => Promise.resolve() },
    );
    void files.program.ended.catch(() => undefined).then(() => files.end());
    files.home = String((await home).data).trim() || "/";
    return files;
  }

  /** What lists of this script begin their entries with. */
  get separator(): string {
    return this.token;
  }

  /** Asks about a path. */
  ask(request: string, path: string, ...words: (string | number)[]): Promise<Answer> {
    return this.send([request, encoded(this.absolute(path)), ...words].join(" "));
  }

  /** Asks about two names. The second is as it is, because that of a link may be relative. */
  askBoth(request: string, path: string, other: string): Promise<Answer> {
    return this.ask(request, path, encoded(other));
  }

  write(path: string, offset: number, data: Buffer): Promise<Answer> {
    return this.send(`write ${encoded(this.absolute(path))} ${offset} ${data.length}`, data);
  }

  /** A path from the root, which can't be taken for an option. */
  absolute(path: string): string {
    return path.startsWith("/") ? path : `${this.home.replace(/\/$/, "")}/${path}`;
  }

  /** Ends the script once it has answered. */
  async close(): Promise<void> {
    await this.program.endInput();
    await this.program.ended;
  }

  hangUp(): Promise<void> {
    return this.program.hangUp();
  }

  private next(): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.isOver) resolve(lost);
      else this.waiting.push(resolve);
    });
  }

  private send(request: string, data?: Buffer): Promise<Answer> {
    const answer = this.next();
    // A large block goes in several parts, between which nothing else may come.
    this.sending = this.sending.then(async () => {
      await this.program.writeLine(request);
      if (data) await this.program.write(data);
    });
    return answer;
  }

  private parts: Buffer[] = [];

  private take(bytes: Buffer): void {
    for (const piece of this.marks.push(bytes)) {
      if (typeof piece !== "number") this.parts.push(piece);
      else {
        this.waiting.shift()?.({ status: piece, data: Buffer.concat(this.parts) });
        this.parts = [];
      }
    }
  }

  private end(): void {
    this.isOver = true;
    for (const answer of this.waiting.splice(0)) answer(lost);
  }
}

const lost: Answer = { status: status.failure, data: Buffer.from("the connection to the Pod ended") };
