/** Control characters, those that turn the direction of writing and those without a shape make strings look alike. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A string from outside in one line, with all its characters visible. */
export const visible = (text: string): string =>
  // Nearly all names are such.
  /^[ -~]*$/.test(text)
    ? text
    : text
        .replace(/\r?\n/g, "↵")
        .replaceAll("\t", "  ")
        .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);

/** A string from outside in plain text, in quotes. */
export const quoted = (text: string): string => `"${visible(text)}"`;

/** At most this many characters. An ellipsis marks the cut. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${[...text].slice(0, length - 1).join("")}…`;

/** A string from outside as Markdown code, which forms no link, mention or tag. */
export function code(text: string, length = 160): string {
  const content = cut(visible(text), length);
  const runs = content.match(/`+/g)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const pad = /^[` ]|[` ]$/.test(content) || content === "" ? " " : "";
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** A string from outside as HTML code, for where Markdown isn't read. */
export function htmlCode(text: string, length = 160): string {
  const content = cut(visible(text), length);
  return `<code>${content.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** Lines from outside as a block of Markdown code. */
export function block(text: string, language = "text"): string {
  // GitLab runs a line that starts with a slash as a command, in code as well if its fence has four backticks.
  const lines = text.split("\n").map((line) => visible(line).replace(/^\//, " /"));
  const content = lines.join("\n");
  const runs = content.match(/`{3,}/g)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}${language}\n${content}\n${fence}`;
}

/** One line of a Markdown table, in whose cells no character ends a column. */
export const row = (cells: string[]): string => `| ${cells.map(withoutBorders).join(" | ")} |`;

/** Renderers disagree on a backslash before an escaped border, so it becomes a number. */
const withoutBorders = (cell: string): string =>
  cell.includes("|") ? cell.replace(/(\\+)\|/g, "$1\\u{7c}").replaceAll("|", "\\|") : cell;

export const table = (head: string[], rows: string[]): string =>
  [row(head), row(head.map(() => "---")), ...rows].join("\n");
