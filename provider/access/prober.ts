import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

import { execute } from "../cluster/streams";
import type { PodReference } from "../cluster/streams";
import { listeningCommand, listeningPorts } from "./listening";
import type { ListeningPort } from "./listening";

/** Milliseconds between two looks: short after a change, then longer. */
const intervals = [1_000, 2_000, 4_000, 8_000, 16_000];
const longest = 30_000;
/** Milliseconds after which a look that has no answer is given up. */
const lookMilliseconds = 10_000;
/** Bytes that no machine's tables have; something else writes them. */
const mostBytes = 4 << 20;
/** Milliseconds in which a connection waits for an instance that has just started to listen. */
const bootMilliseconds = 5_000;
const bootPause = 250;
/** Milliseconds for which an instance counts as just started. */
const youngMilliseconds = 60_000;

/** Looks which ports one machine listens on, again and again. An image without `cat` never says. */
export class Prober {
  /** Undefined while nothing is known. */
  ports: ListeningPort[] | undefined;
  /** Resolves after the first look. */
  readonly looked: Promise<void>;
  private readonly ended = new AbortController();
  private readonly startedAt = Date.now();
  private current: Promise<void> | undefined;
  private turn = 0;

  constructor(
    private readonly pod: PodReference,
    private readonly container: string,
    private readonly changed: () => void,
    private readonly run = readTables,
  ) {
    this.looked = this.look();
    void this.follow();
  }

  /** Looks more often for a while, because something has changed. */
  hurry(): void {
    this.turn = 0;
  }

  stop(): void {
    this.ended.abort();
  }

  /** Whether the machine listens on a port for others; true if it can't be known. One that has just started is waited for. */
  async listensOn(port: number): Promise<boolean> {
    const patience = Date.now() - this.startedAt < youngMilliseconds ? bootMilliseconds : 0;
    const end = Date.now() + patience;
    await this.looked;
    if (this.ports === undefined) return true;
    for (;;) {
      if (this.isOpen(port)) return true;
      // One that is under way may have begun before the machine listened.
      await this.current;
      if (this.isOpen(port)) return true;
      await this.look();
      if (this.isOpen(port)) return true;
      if (Date.now() >= end || this.ended.signal.aborted) return false;
      await this.pause(bootPause);
    }
  }

  private isOpen = (port: number): boolean =>
    this.ports?.some((each) => each.port === port && !each.isLocal) ?? false;

  private async follow(): Promise<void> {
    while (!this.ended.signal.aborted) {
      await this.look();
      await this.pause(intervals[this.turn++] ?? longest);
    }
  }

  private pause = async (milliseconds: number): Promise<void> => {
    await pause(milliseconds, undefined, { signal: this.ended.signal, ref: false }).catch(() => undefined);
  };

  /** One look at a time answers all that ask for one. */
  private look(): Promise<void> {
    this.current ??= this.lookOnce().finally(() => (this.current = undefined));
    return this.current;
  }

  private async lookOnce(): Promise<void> {
    const signal = AbortSignal.any([this.ended.signal, AbortSignal.timeout(lookMilliseconds)]);
    const text = await this.run(this.pod, this.container, signal).catch(() => undefined);
    if (this.ended.signal.aborted) return;
    const before = JSON.stringify(this.ports);
    // A look that fails says nothing of the machine: what was known stays.
    if (text !== undefined) this.ports = text.includes(":") ? listeningPorts(text) : undefined;
    if (JSON.stringify(this.ports) !== before) this.changed();
  }
}

/** What the machine prints of its tables; ends the command if that is too much. */
export async function readTables(
  pod: PodReference,
  container: string,
  signal: AbortSignal,
  run = execute,
): Promise<string> {
  let text = "";
  const tooMuch = new AbortController();
  const stdout = new PassThrough().on("data", (chunk: Buffer) => {
    if (text.length > mostBytes) return tooMuch.abort();
    text += chunk.toString("latin1");
  });
  const streams = {
    stdin: null,
    stdout,
    stderr: new PassThrough().resume(),
    tty: false,
    signal: AbortSignal.any([signal, tooMuch.signal]),
  };
  await run(pod, container, listeningCommand, streams);
  return text;
}
