import { setMaxListeners } from "node:events";
import type { Http2Server, Http2Session } from "node:http2";
import { Socket } from "node:net";

const ending = new AbortController();
const over = new AbortController();
setMaxListeners(0, ending.signal, over.signal);

/** Aborted once the run must end: the user canceled it, or the engine is gone. */
export const runEnds: AbortSignal = ending.signal;

/** Aborted shortly after, once cleanup has had its grace period. Keep it short: the user is waiting. */
export const runIsOver: AbortSignal = over.signal;
const cleanupMilliseconds = 3_000;
runEnds.addEventListener("abort", () => setTimeout(() => over.abort(), cleanupMilliseconds).unref());

const operations = new Set<Promise<unknown>>();

const gone = new AbortController();

/** Aborted if the engine ends without ending this process: it was killed, and saves no more. */
export const engineIsGone: AbortSignal = gone.signal;

/** What is left to do when the engine ends this process. */
const lastTasks = new Set<() => Promise<unknown>>();
const parentMilliseconds = 1_000;

let followed = false;

/**
 * Follows the run of the engine that started this process.
 *
 * The SDK's server acknowledges Cancel without telling the provider, and keeps serving if the engine is gone. The first
 * shows in its HTTP/2 streams. The second shows in its input, a pipe that ends with the engine. A closed connection alone
 * shows nothing: an engine closes one that is idle for 30 minutes, and opens another for its next call.
 */
export function followRun(): void {
  if (followed) return;
  followed = true;
  const sessions = new Set<Http2Session>();
  const parent = process.ppid;
  let hasEngine = true;
  const look = () => {
    hasEngine &&= process.ppid === parent;
    if (!hasEngine && sessions.size === 0) void endWithoutEngine();
  };
  activeServer()?.on("stream", ({ session }, headers) => {
    if (headers[":path"]?.endsWith("/Cancel")) ending.abort();
    if (!session || sessions.has(session)) return;
    sessions.add(session);
    session.once("close", () => {
      sessions.delete(session);
      look();
    });
  });
  followInput(() => {
    hasEngine = false;
    look();
  });
  setInterval(look, parentMilliseconds).unref();
  // Without an engine, no one reads what this process prints. The SDK prints each such error, and so meets the next, for ever.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  // Windows has no SIGINT for a process group: an engine sends Ctrl-Break there.
  for (const signal of ["SIGINT", "SIGBREAK"] as const) {
    process.once(signal, () => void finish().finally(() => process.exit()));
  }
}

/** Calls back at the end of this process's input, if that is a pipe: a file or a terminal says nothing of the engine. */
function followInput(ended: () => void): void {
  const { stdin } = process;
  if (stdin instanceof Socket && !stdin.isTTY) stdin.once("end", ended).once("error", ended).resume().unref();
}

/** Keeps this process until the operation is done. */
export function keepUntilDone<T>(operation: Promise<T>): Promise<T> {
  operations.add(operation);
  return operation.finally(() => operations.delete(operation));
}

/** How many operations this process is about. */
export const operationsInProgress = (): number => operations.size;

/** Runs a task when the engine ends this process. */
export function beforeEnd(task: () => Promise<unknown>): void {
  lastTasks.add(task);
}

/** Runs a task beside the operations, whose failure fails nothing. The process waits for it when the engine ends it. */
export function besideRun(task: () => Promise<unknown>): void {
  const done = task().catch(() => undefined);
  beforeEnd(() => done);
}

const finish = (): Promise<unknown> => Promise.all([...lastTasks].map((task) => task()));

/** Without an engine, no result is saved: the operations end, and remove what they began. */
async function endWithoutEngine(): Promise<void> {
  gone.abort();
  ending.abort();
  await Promise.allSettled(operations);
  process.exit(1);
}

/** The HTTP/2 server of this process. Node has no public list of servers, and the SDK doesn't export its own. */
const activeServer = (): Http2Server | undefined =>
  (process as unknown as { _getActiveHandles(): object[] })
    ._getActiveHandles()
    .find((handle): handle is Http2Server => handle.constructor.name === "Http2Server");
