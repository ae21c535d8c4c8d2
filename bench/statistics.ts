/** The median of some numbers, with the lowest and the highest. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export function spread(values: number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? NaN;
  const half = (sorted.length - 1) / 2;
  if (sorted.length === 0) return undefined;
  return {
    median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

export interface Point {
  count: number;
  value: number;
}

/** The cost of each further resource between two counts, and the cost that all resources share. */
export function slope(few: Point, many: Point): { each: number; shared: number } {
  const each = (many.value - few.value) / (many.count - few.count);
  return { each, shared: few.value - few.count * each };
}
