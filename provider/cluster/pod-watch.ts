import type { ListWatch, V1Pod } from "@kubernetes/client-node";

import type { ClusterError } from "./cluster-error";

/** Told of changes of the Pods of this package in one namespace. */
export interface PodListener {
  changed(): void;
  /** The watch can't go on. */
  failed(error: ClusterError): void;
}

const restartMilliseconds = 1000;

/** One namespace's watch; restarted when it breaks while someone waits, else forgotten. */
export class PodWatch {
  private readonly listeners = new Set<PodListener>();
  private started: Promise<void> | undefined;
  private broken: ClusterError | undefined;

  constructor(
    private readonly watch: ListWatch<V1Pod>,
    private readonly translate: (error: unknown) => ClusterError,
    private readonly forget: () => void,
  ) {
    watch.on("change", () => this.listeners.forEach((listener) => listener.changed()));
    watch.on("error", (error: unknown) => this.lost(this.translate(error)));
  }

  async list(): Promise<readonly V1Pod[]> {
    this.started ??= this.start();
    await this.started;
    return this.watch.list();
  }

  listen(listener: PodListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async start(): Promise<void> {
    // Resolves once the Pods are listed and the watch is open, and after "error" where one of both failed.
    await this.watch.start();
    if (this.broken) throw this.broken;
  }

  private lost(error: ClusterError): void {
    if (error.passing && this.listeners.size > 0) {
      // A server that restarts is worth waiting for; the waits have their own time limits.
      setTimeout(() => void this.watch.start(), restartMilliseconds);
      return;
    }
    // Its list grows old: who comes next begins with a new one.
    this.broken = error;
    this.forget();
    this.listeners.forEach((listener) => listener.failed(error));
  }
}
