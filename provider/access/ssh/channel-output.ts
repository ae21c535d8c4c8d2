import type { Writable } from "node:stream";

import type { ServerChannel } from "ssh2";

import type { Outputs } from "./program";

/** What the library knows of a channel, beside its types. */
interface Waiting {
  /** Bytes that the client has room for. */
  outgoing: { window: number };
  /** Has the next message about room call `_chunkcb`. */
  _waitWindow: boolean;
  _chunkcb: () => void;
}

/**
 * The outputs of a program as those of a channel, which wait for the client's room and end with `closed`.
 *
 * The library itself never waits: it loses and repeats bytes if both outputs do.
 */
export function outputsOf(channel: ServerChannel, closed: AbortSignal): Outputs {
  const library = channel as unknown as Waiting;
  let goOn: () => void = () => undefined;
  closed.addEventListener("abort", () => goOn(), { once: true });
  const room = () =>
    new Promise<void>((resolve) => {
      goOn = resolve;
      library._chunkcb = resolve;
      library._waitWindow = true;
    });
  const send = async (to: Writable, bytes: Buffer) => {
    for (let rest = bytes; rest.length > 0 && to.writable && !closed.aborted;) {
      const { window } = library.outgoing;
      if (window > 0) to.write(rest.subarray(0, window));
      else await room();
      rest = rest.subarray(window);
    }
  };
  let last = Promise.resolve();
  const inTurn = (to: Writable) => (bytes: Buffer) => (last = last.then(() => send(to, bytes)));
  return { out: inTurn(channel), err: inTurn(channel.stderr) };
}
