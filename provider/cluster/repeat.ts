import { ClusterError } from "./cluster-error";
import { runEnds } from "./run";

/** Milliseconds between two tries. An API server that restarts is back within their sum. */
const pauses = [100, 250, 500, 1000, 2000, 4000];
const longestPause = 10_000;

/**
 * Repeats a call until it succeeds or fails for good.
 *
 * The call must be safe to repeat: the API server may have carried out a try whose answer was lost.
 */
export async function repeated<T>(request: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ClusterError && error.transient) || runEnds.aborted) throw error;
      await pauseFor(Math.min(longestPause, Math.max(spread(pause), error.retryAfter ?? 0)));
    }
  }
  return request();
}

/** Repeats a call while it fails with what passes by itself, for this many milliseconds at most. */
export async function repeatedWhile<T>(
  passes: (error: unknown) => boolean,
  limit: number,
  request: () => Promise<T>,
): Promise<T> {
  const end = Date.now() + limit;
  const next = pauses.values();
  for (;;) {
    try {
      return await request();
    } catch (error) {
      const left = end - Date.now();
      if (!passes(error) || left <= 0 || runEnds.aborted) throw error;
      await pauseFor(Math.min(left, spread(next.next().value ?? longestPause)));
    }
  }
}

/** Many instances fail at once, and must not retry all at once. */
const spread = (pause: number): number => pause * (0.5 + Math.random());

/** Cut short if the run ends: one more try follows then. */
const pauseFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      runEnds.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    runEnds.addEventListener("abort", end);
  });
