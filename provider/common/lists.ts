/** Adds an item to the list of its key. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The items by their keys, in their order. An item is in the list of each of its keys once. */
export function groupedBy<K, T>(items: Iterable<T>, keysOf: (item: T) => Iterable<K>): Map<K, T[]> {
  const lists = new Map<K, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) addTo(lists, key, item);
  }
  return lists;
}
