/** The function with its results by the JSON of its argument. */
export function memoized<T, R>(get: (value: T) => R): (value: T) => R {
  const known = new Map<string, R>();
  return (value) => {
    const key = JSON.stringify(value);
    const result = known.get(key) ?? get(value);
    known.set(key, result);
    return result;
  };
}
