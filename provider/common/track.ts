/** Keeps work, which never fails, in a set until it is done. */
export function track(all: Set<Promise<unknown>>, work: Promise<unknown>): void {
  all.add(work);
  void work.finally(() => all.delete(work));
}
