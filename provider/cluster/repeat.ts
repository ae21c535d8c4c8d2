import { ClusterError } from "./cluster-error";
import { runEnds } from "./run";

/** Milliseconds between one try and the next; an API server that restarts is back within them. */
const pauses = [100, 250, 500, 1000, 2000, 4000];
const longestPause = 10_000;

/**
 * Repeats a call until it succeeds or fails for good.
 *
 * The call has to be one that may be made twice, as the API server may have carried out what it didn't answer.
 */
export async function repeated<T>(request: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ClusterError && error.passing) || runEnds.aborted) throw error;
      // Many instances are refused at once, and shouldn't all come back at once.
      const spread = pause * (0.5 + Math.random());
      await pauseOf(Math.min(longestPause, Math.max(spread, error.retryAfter ?? 0)));
    }
  }
  return request();
}

/** Ends early where the run does: then there is one more try. */
const pauseOf = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      runEnds.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    runEnds.addEventListener("abort", end);
  });
