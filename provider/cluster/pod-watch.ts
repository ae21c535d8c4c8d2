import { objectPath } from "./api";
import type { Api, WatchEvent } from "./api";
import { ClusterError } from "./cluster-error";
import type { List, Pod } from "./objects";
import { repeated } from "./repeat";

/** Called when the Pods of this package in one namespace change. */
export interface PodListener {
  changed(): void;
  /** The watch can't go on; no more calls follow. */
  failed(error: ClusterError): void;
}

/** Milliseconds before a watch that broke, or that lived no longer than this, is opened again. */
const restartMilliseconds = 1000;
/** The API server sends a bookmark about once a minute. */
const silenceMilliseconds = 150_000;

/** The Pods of one namespace, kept current by a watch. A broken watch is opened again if somebody listens, else forgotten. */
export class PodWatch {
  private readonly listeners = new Set<PodListener>();
  private readonly path: string;
  private pods = new Map<string, Pod>();
  private version = "";
  private started: Promise<void> | undefined;

  constructor(
    private readonly api: Api,
    namespace: string,
    private readonly labelSelector: string,
    private readonly forget: () => void,
  ) {
    this.path = objectPath("pods", namespace);
  }

  async list(): Promise<Pod[]> {
    this.started ??= this.start();
    await this.started;
    return [...this.pods.values()];
  }

  listen(listener: PodListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async start(): Promise<void> {
    try {
      await repeated(() => this.load());
    } catch (error) {
      this.end(error as ClusterError);
      throw error;
    }
    void this.followUntilOver();
  }

  private async load(): Promise<void> {
    const { labelSelector } = this;
    const { items, metadata } = await this.api.get<List<Pod>>(this.path, { labelSelector });
    this.pods = new Map(items.map((pod) => [pod.metadata?.name ?? "", pod]));
    this.version = metadata?.resourceVersion ?? "";
  }

  /** Follows the Pods until an error that is final, or that happens without listeners. */
  private async followUntilOver(): Promise<void> {
    for (;;) {
      const opened = Date.now();
      try {
        await this.follow();
        if (Date.now() - opened > restartMilliseconds) continue;
      } catch (error) {
        if (!(error instanceof ClusterError && error.transient)) return this.end(error as ClusterError);
        if (error.status === 410) this.version = "";
        // Its list gets stale; the next caller starts with a new watch.
        if (this.listeners.size === 0) return this.end(error);
      }
      await new Promise((resolve) => setTimeout(resolve, restartMilliseconds));
    }
  }

  private async follow(): Promise<void> {
    if (!this.version) {
      await this.load();
      this.changed();
    }
    const query = {
      allowWatchBookmarks: "true",
      labelSelector: this.labelSelector,
      resourceVersion: this.version,
    };
    const events = this.api.watch<Pod>(this.path, query, { silence: silenceMilliseconds });
    for await (const event of events) this.apply(event);
  }

  private apply({ type, object }: WatchEvent<Pod>): void {
    const { name = "", resourceVersion = "" } = object.metadata ?? {};
    this.version = resourceVersion;
    if (type === "BOOKMARK") return;
    if (type === "DELETED") this.pods.delete(name);
    else this.pods.set(name, object);
    this.changed();
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener.changed());
  }

  private end(error: ClusterError): void {
    this.forget();
    this.listeners.forEach((listener) => listener.failed(error));
  }
}
