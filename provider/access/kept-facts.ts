import type { StackFacts } from "./machine";

/**
 * Milliseconds between two readings: of one that a change of the Pods asks for, and of any. A change is in the state a moment
 * after it is in the cluster.
 */
const usualPauses = { moment: 1_000, least: 3_000, most: 60_000 };
/** Milliseconds after which a reading is given up: a backend may never answer. */
const readMilliseconds = 60_000;

/** How to read what the state of a stack says. */
export interface FactsSource {
  /** What was read before. */
  known: StackFacts;
  read(signal: AbortSignal): Promise<StackFacts>;
}

/** What the state of a stack says, read again when that may have changed, one reading at a time. */
export class KeptFacts {
  value: StackFacts;
  private readonly read: FactsSource["read"];
  private readAt = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private isReading = false;
  private isStale = false;
  private isStopped = false;

  constructor(
    { known, read }: FactsSource,
    private readonly events: { changed(): void; failed(error: Error): void },
    private readonly pauses = usualPauses,
  ) {
    this.value = known;
    this.read = read;
    this.wait();
  }

  /** The value may be out of date. A reading that goes on may have begun before. */
  expire(): void {
    if (this.isStale) return;
    this.isStale = true;
    this.wait();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private wait(): void {
    if (this.isReading || this.isStopped) return;
    clearTimeout(this.timer);
    const { moment, least, most } = this.pauses;
    const since = performance.now() - this.readAt;
    const pause = this.isStale ? Math.max(moment, least - since) : most - since;
    this.timer = setTimeout(() => void this.renew(), pause).unref();
  }

  /** A state that can't be read now, for example in an update, stays as it was. */
  private async renew(): Promise<void> {
    this.isReading = true;
    this.isStale = false;
    try {
      const value = await this.read(AbortSignal.timeout(readMilliseconds));
      if (this.isStopped) return;
      this.value = value;
      this.events.changed();
    } catch (error) {
      if (!this.isStopped) this.events.failed(error as Error);
    } finally {
      this.isReading = false;
      this.readAt = performance.now();
      this.wait();
    }
  }
}
