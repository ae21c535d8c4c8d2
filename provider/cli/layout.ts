/** The text in lines of at most `width` characters. A longer word gets a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** Too little room to read a wrapped column in. */
const narrowest = 24;
const gap = 3;

/** The rows with their last cells continued in further rows, so that a table fits in a terminal. */
export function wrapLastColumn(rows: string[][], width: number): string[][] {
  const others = rows.map((row) => row.slice(0, -1));
  const used = (others[0] ?? []).map(
    (_, column) => Math.max(...others.map((row) => row[column]?.length ?? 0)) + gap,
  );
  const room = width - used.reduce((sum, each) => sum + each, 0);
  if (room < narrowest) return rows;
  return rows.flatMap((row) =>
    wrap(row.at(-1) ?? "", room).map((line, index) => [
      ...row.slice(0, -1).map((cell) => (index === 0 ? cell : "")),
      line,
    ]),
  );
}
