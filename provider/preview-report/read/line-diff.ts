/** Unchanged lines around a change. */
const context = 3;

/** Larger tables cost too much time, and a diff of that many lines has no reader. */
const mostCells = 4_000_000;

/** What differs between two texts, line by line, as `diff -u` marks it. Unchanged lines elsewhere are one `@@`. */
export function lineDiff(from: string, to: string): string[] {
  const lines = marked(from.split("\n"), to.split("\n"));
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => !line.startsWith(" ")),
  );
  return lines.flatMap((line, index) => (isNear[index] ? [line] : isNear[index - 1] === false ? [] : ["@@"]));
}

/** All lines of both texts in order, each with its mark. */
function marked(before: string[], after: string[]): string[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (lines: string[]) => lines.map((line) => ` ${line}`);
  return [
    ...same(before.slice(0, start)),
    ...changed(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

/** The differing middle of two texts, by the longest common part. */
function changed(before: string[], after: string[]): string[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > mostCells) {
    return [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
  }
  // How many lines the rests of both texts have in common.
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: string[] = [];
  for (let row = 0, column = 0; row < before.length || column < after.length;) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      lines.push(` ${before[row]}`);
      row += 1;
      column += 1;
    } else if (
      column >= after.length ||
      (row < before.length && at(row + 1, column) >= at(row, column + 1))
    ) {
      lines.push(`-${before[row++]}`);
    } else {
      lines.push(`+${after[column++]}`);
    }
  }
  return lines;
}
