import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import MarkdownIt from "markdown-it";

import { root } from "../../tools/stack";

/** The parts of a page that tests need. */
interface Page {
  /** The targets of its links, as written. */
  links: string[];
  /** The ids that GitHub derives from its headings, and those of its own anchors. */
  anchors: string[];
  /** The column headers of its tables. */
  headers: string[][];
  /** The code inside its sentences and table cells. */
  inlineCode: string[];
  /** Its code blocks in this language. */
  code(language: string): string[];
}

const parser = new MarkdownIt();

const read = new Map<string, Page>();

/** The parts of a page. Each is parsed once, because many pages link to it. */
export function readPage(file: string): Page {
  const page = read.get(file) ?? parsePage(file);
  read.set(file, page);
  return page;
}

function parsePage(file: string): Page {
  const text = readFileSync(join(root, file), "utf8");
  const tokens = parser.parse(text, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const attributes = inline.map((token) => token.attrGet("href") ?? token.attrGet("src"));
  const titles = tokens.flatMap(({ type }, index) => {
    const title = tokens[index + 1]?.children?.map(({ content }) => content).join("") ?? "";
    return type === "heading_open" ? [title] : [];
  });
  const slugs = titles.map(slug);
  return {
    links: attributes.filter((link) => link !== null),
    anchors: [
      ...slugs.map((id, index) => {
        const before = slugs.slice(0, index).filter((other) => other === id).length;
        return before > 0 ? `${id}-${before}` : id;
      }),
      ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id),
    ],
    headers: tokens.flatMap(({ type }, index) => {
      if (type !== "thead_open") return [];
      const end = tokens.findIndex((token, after) => after > index && token.type === "thead_close");
      return [tokens.slice(index, end).flatMap((token) => (token.type === "inline" ? token.content : []))];
    }),
    inlineCode: inline.flatMap(({ type, content }) => (type === "code_inline" ? content : [])),
    code: (language) =>
      tokens.filter(({ type, info }) => type === "fence" && info === language).map(({ content }) => content),
  };
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

/** All pages of this repository. */
export const pages: string[] = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...["bench", "docs", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => join(folder, file)),
  ),
];
