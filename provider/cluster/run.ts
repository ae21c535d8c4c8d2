import { setMaxListeners } from "node:events";
import type { Http2Server, Http2Session } from "node:http2";

const run = new AbortController();
const over = new AbortController();
setMaxListeners(0, run.signal, over.signal);

/** Aborted once the run has to end: the user cancelled it, or its engine is gone. */
export const runEnds: AbortSignal = run.signal;

/** Aborted a moment later, for what cleans up then; who presses Ctrl-C waits for it. */
export const runIsOver: AbortSignal = over.signal;
const cleanupMilliseconds = 3_000;
runEnds.addEventListener("abort", () => setTimeout(() => over.abort(), cleanupMilliseconds).unref());

const underway = new Set<Promise<unknown>>();

/** What waits for the engine to have saved an instance. */
const unsaved = new Set<() => Promise<unknown>>();
const savedMilliseconds = 30_000;
/** An engine that ends in order closes its connection first, and interrupts this process then. */
const interruptMilliseconds = 3_000;

let followed = false;

/**
 * Follows the engine that runs this process.
 *
 * The SDK's server acknowledges Cancel and tells nobody, and goes on without an engine: both show in its HTTP/2 streams.
 */
export function followEngine(): void {
  if (followed) return;
  followed = true;
  const sessions = new WeakSet<Http2Session>();
  activeServer()?.on("stream", ({ session }, headers) => {
    if (headers[":path"]?.endsWith("/Cancel")) run.abort();
    if (!session || sessions.has(session)) return;
    sessions.add(session);
    session.once("close", () => setTimeout(() => void endAlone(), interruptMilliseconds));
  });
  process.once("SIGINT", () => {
    void allSaved().finally(() => process.exit());
  });
}

/** Keeps the process until this operation has ended. */
export function operation<T>(promise: Promise<T>): Promise<T> {
  underway.add(promise);
  return promise.finally(() => underway.delete(promise));
}

/** Runs a task once the engine has surely saved what it is answered now; never where it is gone before. */
export function onceSaved(task: () => Promise<unknown>): void {
  unsaved.add(task);
  setTimeout(() => void perform(task), savedMilliseconds).unref();
}

/** Runs at once what waits for the engine to have saved; what a process without one begins ends with it. */
export const allSaved = (): Promise<unknown> => Promise.all([...unsaved].map(perform));

async function perform(task: () => Promise<unknown>): Promise<void> {
  // What isn't done now is done by the next update of the instance.
  if (unsaved.delete(task)) await task().catch(() => undefined);
}

/** Without an engine nobody saves what comes of the operations, so they end and remove what they began. */
async function endAlone(): Promise<void> {
  unsaved.clear();
  run.abort();
  await Promise.allSettled(underway);
  process.exit(1);
}

/** The server of this process; Node has no public list of them, and the SDK keeps its own to itself. */
const activeServer = (): Http2Server | undefined =>
  (process as unknown as { _getActiveHandles(): object[] })
    ._getActiveHandles()
    .find((handle): handle is Http2Server => handle.constructor.name === "Http2Server");
