import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/**
 * Milliseconds without data after which a connection ends whose client has ended its half.
 *
 * A node can't pass that on: it ends the whole connection a second later. A client that waits for its answer gets it, so
 * only one that has had an answer is taken to be gone.
 */
const silences = { answered: 1_000, unanswered: 30_000 };

/**
 * Connects a client to what `connect` opens, until both ends are done. Answers the error that ended it, if one did.
 *
 * Each side waits for a slow other one. A failure resets the client, as a machine does that refuses a connection.
 */
export async function bridge(
  socket: Socket,
  connect: () => Promise<Duplex>,
  silence = silences,
): Promise<Error | undefined> {
  // The end of the socket is what counts, not why.
  socket.on("error", () => undefined);
  let stream: Duplex;
  try {
    stream = await connect();
  } catch (error) {
    reset(socket);
    return error as Error;
  }
  return new Promise((resolve) => {
    let isAnswered = false;
    let quiet: NodeJS.Timeout | undefined;
    let failure: Error | undefined;
    socket.on("data", () => (isAnswered = false));
    stream.on("data", () => {
      // What arrives at once is written at once.
      if (socket.writableCorked === 0) {
        socket.cork();
        setImmediate(() => socket.uncork());
      }
      isAnswered = true;
      quiet?.refresh();
    });
    socket.once("end", () => {
      if (stream.destroyed) return;
      const limit = isAnswered ? silence.answered : silence.unanswered;
      // A client that reads slowly is there.
      quiet = setTimeout(() => (socket.writableLength > 0 ? quiet?.refresh() : stream.destroy()), limit);
    });
    stream.once("error", (error: Error) => (failure = error));
    stream.once("end", () => {
      // What the client still sends goes nowhere.
      socket.unpipe(stream);
      socket.resume();
      stream.end();
      // A client that never ends its half would keep the connection. One that reads slowly is there.
      socket.on("timeout", () =>
        socket.writableLength > 0 ? socket.setTimeout(silence.unanswered) : socket.destroy(),
      );
      socket.setTimeout(silence.unanswered);
    });
    stream.once("close", () => {
      clearTimeout(quiet);
      const isCut = failure ?? (!stream.readableEnded && !isAnswered);
      if (isCut) reset(socket);
      else if (!stream.readableEnded) socket.destroy();
      resolve(failure);
    });
    socket.once("close", () => stream.destroy());
    if (socket.destroyed) stream.destroy();
    socket.pipe(stream, { end: false });
    stream.pipe(socket);
  });
}

/** Ends a connection as a machine does that is off or refuses it. */
export function reset(socket: Socket): void {
  if (!socket.destroyed) socket.resetAndDestroy();
}
