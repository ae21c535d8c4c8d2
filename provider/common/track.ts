/** Keeps work in a set until it is done. Whoever waits for the set meets its failures, and nothing else does. */
export function track(all: Set<Promise<unknown>>, work: Promise<unknown>): void {
  all.add(work);
  const done = () => all.delete(work);
  work.then(done, done);
}
