/** Control characters and those that turn the direction of writing, which make a text look like another. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text of someone else's with all its characters to be seen, in one line. */
export const visible = (text: string): string =>
  text
    .replace(/\r?\n/g, "↵")
    .replaceAll("\t", "  ")
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);

/** At most this many characters, the end marked as cut. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${[...text].slice(0, length - 1).join("")}…`;

/** A text of someone else's as code, in which nothing is a link, a mention or a tag. */
export function code(text: string, length = 160): string {
  const content = cut(visible(text), length);
  const runs = content.match(/`+/g)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const pad = /^[` ]|[` ]$/.test(content) || content === "" ? " " : "";
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Lines of someone else's as a block. */
export function block(text: string): string {
  const content = text.split("\n").map(visible).join("\n");
  const runs = content.match(/`{3,}/g)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}text\n${content}\n${fence}`;
}

/** A line of a table; what is a column's border in a cell is none, in code too. */
export const row = (cells: string[]): string => `| ${cells.map(withoutBorders).join(" | ")} |`;

/** Renderers don't agree on what a backslash before a border that is one already means. */
const withoutBorders = (cell: string): string => cell.replace(/(\\+)\|/g, "$1\\u{7c}").replaceAll("|", "\\|");

export const table = (head: string[], rows: string[]): string =>
  [row(head), row(head.map(() => "---")), ...rows].join("\n");
