/** Adds an item to the list of its key. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The items by their keys, in their order. An item is in the list of each of its keys once. */
export function groupedBy<K, T>(items: Iterable<T>, keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const lists = new Map<K, T[]>();
  for (const item of items) {
    const keys = keysOf(item);
    for (const key of keys.length > 1 ? new Set(keys) : keys) addTo(lists, key, item);
  }
  return lists;
}
