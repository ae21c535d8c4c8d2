import type { ListenOptions, Server } from "node:net";

/** Starts to listen. Answers why it can't; undefined if it does. */
export const listenFailure = (
  server: Server,
  place: ListenOptions,
): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(place, () => {
      server.off("error", resolve);
      resolve(undefined);
    });
  });
