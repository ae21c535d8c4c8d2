import { setTimeout as pause } from "node:timers/promises";

import { objectPath } from "./api";
import type { Api, ObjectKind, WatchEvent } from "./api";
import { ClusterError } from "./cluster-error";
import { LabelledObjects } from "./labelled-objects";
import type { Named } from "./labelled-objects";
import type { List } from "./objects";
import { repeated } from "./repeat";

/** Called when the watched objects change. */
export interface ObjectListener {
  /** The object of this name has changed; without a name, each may have. */
  changed(name?: string): void;
  /** The watch can't go on; no more calls follow. */
  failed(error: ClusterError): void;
}

/** Which objects to watch. */
export interface Watched {
  kind: ObjectKind;
  /** Absent for all namespaces. */
  namespace?: string | undefined;
  labelSelector: string;
}

/** Milliseconds before a watch that broke, or that lived no longer than this, is opened again. */
const restartMilliseconds = 1000;
/** The API server sends a bookmark about once a minute. */
const silenceMilliseconds = 150_000;

/** Objects of one kind, kept current by a watch. A broken watch is opened again if somebody listens, else forgotten. */
export class ObjectWatch<T extends Named> {
  private readonly listeners = new Set<ObjectListener>();
  private readonly path: string;
  private readonly labelSelector: string;
  private readonly stopped = new AbortController();
  private objects = new LabelledObjects<T>();
  private version = "";
  private started: Promise<void> | undefined;

  constructor(
    private readonly api: Api,
    { kind, namespace, labelSelector }: Watched,
    private readonly forget: () => void = () => undefined,
  ) {
    this.path = objectPath(kind, namespace);
    this.labelSelector = labelSelector;
  }

  /** The objects that have these labels. */
  async list(selector?: Readonly<Record<string, string>>): Promise<T[]> {
    return (await this.current()).matching(selector);
  }

  /** The objects of these names in a namespace. */
  async named(namespace: string, names: readonly string[]): Promise<T[]> {
    return (await this.current()).named(namespace, names);
  }

  /** The objects as they are known, before the first list too. */
  get known(): T[] {
    return this.objects.matching();
  }

  listen(listener: ObjectListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Ends the watch; nobody hears of it. */
  stop(): void {
    this.listeners.clear();
    this.stopped.abort();
  }

  private async current(): Promise<LabelledObjects<T>> {
    this.started ??= this.start();
    await this.started;
    return this.objects;
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
    const { items, metadata } = await this.api.get<List<T>>(this.path, { labelSelector });
    items.forEach(trim);
    this.objects = new LabelledObjects(items);
    this.version = metadata?.resourceVersion ?? "";
  }

  /** Follows the objects until an error that is final, or that happens without listeners. */
  private async followUntilOver(): Promise<void> {
    while (!this.stopped.signal.aborted) {
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
      await pause(restartMilliseconds, undefined, { signal: this.stopped.signal }).catch(() => undefined);
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
    const options = { silence: silenceMilliseconds, signal: this.stopped.signal };
    for await (const event of this.api.watch<T>(this.path, query, options)) this.apply(event);
  }

  private apply({ type, object }: WatchEvent<T>): void {
    this.version = object.metadata?.resourceVersion ?? "";
    if (type === "BOOKMARK") return;
    if (type === "DELETED") this.objects.delete(object);
    else this.objects.set(trim(object));
    this.changed(object.metadata?.name);
  }

  private changed(name?: string): void {
    this.listeners.forEach((listener) => listener.changed(name));
  }

  private end(error: ClusterError): void {
    this.forget();
    this.listeners.forEach((listener) => listener.failed(error));
  }
}

/** Leaves out the longest parts of many objects, which nothing here reads: who wrote which field, and what Pods run. */
function trim<T extends Named>(object: T): T {
  if (object.metadata) object.metadata.managedFields = undefined;
  const { spec } = object as {
    spec?: Partial<Record<"containers" | "initContainers", { command?: unknown }[]>>;
  };
  for (const container of [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]) {
    // An object that loses a key gets slower and larger.
    if (container.command) container.command = undefined;
  }
  return object;
}
