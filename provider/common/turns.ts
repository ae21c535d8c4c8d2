/** Runs what has the same key one after another; a failure doesn't keep the next one from its turn. */
export function oneAfterAnother(): <T>(key: string, run: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, Promise<unknown>>();
  return (key, run) => {
    const turn = (turns.get(key) ?? Promise.resolve()).then(run);
    const nothing = () => undefined;
    // A result would be kept as long as the process runs.
    turns.set(key, turn.then(nothing, nothing));
    return turn;
  };
}

/** The promise of a key, which is made only once. */
export function once<T>(promises: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const promise = promises.get(key) ?? make();
  promises.set(key, promise);
  return promise;
}
