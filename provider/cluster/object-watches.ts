import type { Api } from "./api";
import type { ClusterError } from "./cluster-error";
import type { Named } from "./labelled-objects";
import { ObjectWatch } from "./object-watch";
import type { Watched } from "./object-watch";

/** Milliseconds until what couldn't be read is tried again. */
const retryMilliseconds = 10_000;

/** Where to watch. */
export interface WatchScope {
  /** The only namespace; absent for all of them. */
  namespace?: string | undefined;
  /** The namespaces that matter if the user may not list all. */
  likely: readonly string[];
}

interface Area<T extends Named> {
  watch?: ObjectWatch<T>;
  error?: ClusterError | undefined;
  timer?: NodeJS.Timeout;
}

/**
 * Objects of one kind in all namespaces, or in those that the user may read. What can't be read is tried again.
 *
 * What is known stays until a second try fails: an API server that starts denies access for a moment.
 */
export class ObjectWatches<T extends Named> {
  /** By namespace; "" stands for all of them. */
  private readonly areas = new Map<string, Area<T>>();
  /** Why only the likely namespaces are watched, if that is so. */
  narrowed: ClusterError | undefined;
  private isStopped = false;

  constructor(
    private readonly api: Api,
    private readonly watched: Omit<Watched, "namespace">,
    private readonly scope: WatchScope,
    private readonly changed: () => void,
  ) {}

  /** Reads everything for the first time. What can't be read is no failure. */
  async start(): Promise<void> {
    const { namespace = "" } = this.scope;
    try {
      await this.watch(namespace);
    } catch (error) {
      if (namespace !== "" || (error as ClusterError).status !== 403) {
        return this.fail(namespace, error as ClusterError);
      }
      this.narrowed = error as ClusterError;
      await Promise.all(this.likely.map((each) => this.retry(each)));
    }
  }

  /** The namespaces that matter, each once. */
  get likely(): string[] {
    return [...new Set(this.scope.likely)];
  }

  /** All objects that can be read. */
  get all(): T[] {
    return [...this.areas.values()].flatMap(({ watch }) => watch?.known ?? []);
  }

  /** The objects of a namespace; undefined if they can't be read. */
  in(namespace: string): T[] | undefined {
    const { watch } = this.areas.get("") ?? this.areas.get(namespace) ?? {};
    return watch?.known.filter(({ metadata }) => metadata?.namespace === namespace);
  }

  /** What can't be read, by namespace. */
  get errors(): [namespace: string, error: ClusterError][] {
    return [...this.areas].flatMap(([namespace, { error }]): [string, ClusterError][] =>
      error ? [[namespace, error]] : [],
    );
  }

  stop(): void {
    this.isStopped = true;
    for (const { watch, timer } of this.areas.values()) {
      watch?.stop();
      clearTimeout(timer);
    }
  }

  private retry = (namespace: string): Promise<void> =>
    this.watch(namespace).catch((error: ClusterError) => this.fail(namespace, error));

  private async watch(namespace: string): Promise<void> {
    if (this.isStopped) return;
    const watch = new ObjectWatch<T>(this.api, { ...this.watched, ...(namespace && { namespace }) });
    await watch.list();
    if (this.isStopped) return watch.stop();
    const failed = () => this.areas.set(namespace, { watch, timer: this.retryLater(namespace) });
    watch.listen({ changed: this.changed, failed });
    this.areas.set(namespace, { watch });
    this.changed();
  }

  private fail(namespace: string, error: ClusterError): void {
    if (this.isStopped) return;
    this.areas.set(namespace, { error, timer: this.retryLater(namespace) });
    this.changed();
  }

  private retryLater = (namespace: string): NodeJS.Timeout =>
    setTimeout(() => void this.retry(namespace), retryMilliseconds).unref();
}
