import { Duplex } from "node:stream";
import type { Readable } from "node:stream";

import type { Program } from "./program";

/** Resolves once the client is gone. */
export const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });

/** Passes input on as the program's connection takes it. */
export async function feed(input: Readable, program: Pick<Program, "write" | "endInput">): Promise<void> {
  // The end of its input must not end the channel, which still has the output.
  const chunks = input.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of chunks) await program.write(chunk);
  await program.endInput();
}

/**
 * The channel as a socket for a second connection of the SSH library in this process.
 *
 * The library shares memory between its connections, which must not run inside of each other: they get copies, each later.
 */
export function apart(channel: Duplex): Duplex {
  const socket = new Duplex({
    read: () => void channel.resume(),
    write(bytes: Buffer, _encoding, done) {
      const copy = Buffer.from(bytes);
      setImmediate(() => channel.write(copy, done));
    },
    final(done) {
      channel.end();
      done();
    },
    destroy(error, done) {
      channel.end();
      done(error);
    },
  });
  channel.on("data", (bytes: Buffer) => {
    const copy = Buffer.from(bytes);
    setImmediate(() => socket.push(copy) || channel.pause());
  });
  channel.on("end", () => setImmediate(() => socket.push(null)));
  channel.on("close", () => setImmediate(() => socket.destroy()));
  return socket;
}
