import type { Api } from "./api";
import type { ClusterError } from "./cluster-error";
import { ObjectWatch } from "./object-watch";
import type { Named, Watched } from "./object-watch";

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

/** Objects of one kind in all namespaces, or in those that the user may read. What can't be read is tried again. */
export class ObjectWatches<T extends Named> {
  /** By namespace; "" stands for all of them. */
  private readonly areas = new Map<string, Area<T>>();
  private isStopped = false;

  constructor(
    private readonly api: Api,
    private readonly watched: Omit<Watched, "namespace">,
    private readonly scope: WatchScope,
    private readonly changed: () => void,
  ) {}

  /** Reads everything for the first time. What can't be read is no failure. */
  start = (): Promise<void> => this.open(this.scope.namespace ?? "");

  /** All objects that can be read. */
  get all(): T[] {
    return [...this.areas.values()].flatMap(({ watch, error }) => (watch && !error ? watch.known : []));
  }

  /** The objects of a namespace; undefined if they can't be read. */
  in(namespace: string): T[] | undefined {
    const area = this.areas.get("") ?? this.areas.get(namespace);
    if (!area?.watch || area.error) return undefined;
    return area.watch.known.filter(({ metadata }) => metadata?.namespace === namespace);
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

  private async open(namespace: string): Promise<void> {
    if (this.isStopped) return;
    const watch = new ObjectWatch<T>(this.api, { ...this.watched, ...(namespace && { namespace }) });
    try {
      await watch.list();
    } catch (error) {
      return this.fail(namespace, error as ClusterError);
    }
    if (this.isStopped) return watch.stop();
    watch.listen({ changed: this.changed, failed: (error) => void this.fail(namespace, error) });
    this.areas.set(namespace, { watch });
    this.changed();
  }

  private async fail(namespace: string, error: ClusterError): Promise<void> {
    if (this.isStopped) return;
    if (namespace === "" && error.status === 403) {
      this.areas.delete("");
      await Promise.all([...new Set(this.scope.likely)].map((each) => this.open(each)));
      return;
    }
    const timer = setTimeout(() => void this.open(namespace), retryMilliseconds).unref();
    this.areas.set(namespace, { error, timer });
    this.changed();
  }
}
