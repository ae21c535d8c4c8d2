import { aligned } from "../common/text";

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

/** Columns of text below which a column is hard to read. */
const narrowest = 24;
const gap = 3;
const indent = 4;

/**
 * Rows as a table that fits in a terminal, if its other columns do.
 *
 * A long text in the last column continues in that column. Without room for it, it is below its row.
 */
export function table(rows: string[][], width: number): string {
  const starts = aligned(rows.map((row) => row.slice(0, -1))).split("\n");
  const texts = rows.map((row) => row.at(-1) ?? "");
  const column = Math.max(...starts.map((start) => start.length)) + gap;
  const isBeside = width - column >= narrowest;
  const margin = isBeside ? column : indent;
  const lines = starts.flatMap((start, index) => {
    const [first = "", ...rest] = wrap(texts[index] ?? "", width - margin).map(
      (line) => " ".repeat(margin) + line,
    );
    return isBeside ? [start + first.slice(start.length), ...rest] : [start, first, ...rest];
  });
  return lines
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .join("\n");
}
