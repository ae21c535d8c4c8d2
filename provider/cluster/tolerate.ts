import { ClusterError } from "./cluster-error";

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof ClusterError && error.status === status;

/** The answer of a call; undefined if the API server answers with this status, or with one of these. */
export const unlessStatus = <T>(status: number | number[], promise: Promise<T>): Promise<T | undefined> =>
  promise.catch((error: unknown) => {
    if ([status].flat().some((each) => hasStatus(error, each))) return undefined;
    throw error;
  });

/** The answer of calls that only add to what a run says; undefined if the API server refuses one or doesn't answer. */
export const unlessFailed = <T>(promise: Promise<T>): Promise<T | undefined> =>
  promise.catch((error: unknown) => {
    if (error instanceof ClusterError) return undefined;
    throw error;
  });

/** Takes a mark off, which may fail: a user who may only read can refresh as well. */
export async function unlessRefused(unmark: () => Promise<unknown>): Promise<void> {
  await unlessFailed(unmark());
}

/** One list of all namespaces; if the user isn't allowed to make it, one list of each of `fallbackNamespaces`. */
export const everywhereOr = <T>(
  list: (namespace?: string) => Promise<T>,
  fallbackNamespaces: string[],
): Promise<T[]> =>
  list().then(
    (all) => [all],
    (error: unknown) => {
      if (!hasStatus(error, 403)) throw error;
      return Promise.all([...new Set(fallbackNamespaces)].map((namespace) => list(namespace)));
    },
  );
