import MarkdownIt from "markdown-it";

import { markdown, marker } from "../../../../provider/preview-report/print/markdown";
import { everywhere, hostile, nothing, reach, resource, rule } from "../../../support/report";

/** Renders like GitHub: HTML passes, and plain URLs become links. */
const rendered = (text: string) => new MarkdownIt({ html: true, linkify: true }).render(text);
const tagsOf = (html: string) =>
  [...new Set([...html.matchAll(/<([a-z]\w*)[\s/>]/gi)].map(([, tag]) => tag))].sort();

test.each(hostile)("a name like %j is only text", (text) => {
  const html = rendered(markdown(everywhere(text)));
  expect(tagsOf(html)).toEqual(tagsOf(rendered(markdown(everywhere("web")))));
  expect(html.match(/<h\d>/g)).toEqual(rendered(markdown(everywhere("web"))).match(/<h\d>/g));
  expect(html.match(/<li>/g)).toEqual(rendered(markdown(everywhere("web"))).match(/<li>/g));
  expect(html.match(/<td>/g)).toEqual(rendered(markdown(everywhere("web"))).match(/<td>/g));
  // The labels of the graph have no character that Mermaid interprets.
  const [, graph = ""] = /```mermaid\n([^]*?)\n```/.exec(markdown(everywhere(text))) ?? [];
  for (const line of graph.split("\n").slice(1)) {
    expect(line).toMatch(/^ {2}(n\d+\["[^"<>`[\]{}|\\]*"\]|n\d+ ==>\|"[^"<>`|]*"\| n\d+|linkStyle .*)$/);
  }
});

test("invisible and direction-changing characters appear as numbers", () => {
  const text = markdown({ ...nothing, resources: [resource("a\u202egnp.exe\u200b\u0007")] });
  expect(text).toContain("`a\\u{202e}gnp.exe\\u{200b}\\u{7}`");
  for (const code of [0x3164, 0x115f, 0xffa0, 0x34f, 0xfe0f, 0xe0100]) {
    const name = `web${String.fromCodePoint(code)}`;
    expect(markdown({ ...nothing, resources: [resource(name)] })).toContain(
      `\`web\\u{${code.toString(16)}}\``,
    );
  }
});

test("no line starts as a command of GitLab", () => {
  const text = markdown({ ...nothing, errors: ["````\n/close\n````", "/merge"] });
  expect(text).toContain("\n /close\n");
  expect(text).not.toMatch(/^\//m);
});

test("a comment starts with a marker that no name can end", () => {
  expect(markdown(nothing)).toMatch(/^<!-- ec2-pods preview-report shop%2Ftest -->\n### /);
  for (const name of hostile) expect(marker(name).slice(4, -3)).not.toMatch(/--|>/);
});

test.each([
  [30, 30, 0],
  [31, 20, 11],
])("of %i resources, %i are read at once", (count, shown, folded) => {
  const resources = Array.from({ length: count }, (_, index) => resource(`web-${index}`));
  const [head = "", rest = ""] = markdown({ ...nothing, resources }).split(
    `\n\n<details><summary>${folded} more</summary>\n\n`,
  );
  expect([head, rest].map((part) => part.match(/^- /gm)?.length ?? 0)).toEqual([shown, folded]);
});

test("the largest report fits in a comment and names what it leaves out", () => {
  const many = <T>(make: (name: string) => T) =>
    Array.from({ length: 3000 }, (_, index) => make(`web-${index}`));
  const text = markdown({
    ...nothing,
    openToWorld: true,
    rules: many((name) => rule(name, "0.0.0.0/0")),
    reach: many((name) => reach(name, "web")),
    resources: many(resource),
    warnings: many((name) => name.repeat(20)),
    errors: many((name) => name),
  });
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(text.length).toBeGreaterThan(30_000);
  const cut = ["errors", "rules", "reachability changes", "resources", "warnings"];
  const left = cut.map((pieces) => String.raw`\d+ of 3000 ${pieces}`).join(", ");
  expect(text).toMatch(
    new RegExp(
      String.raw`\n\*\*Left out to fit in a comment:\*\* ${left}\. Run .ec2-pods preview-report --format text. for the whole report\.\n$`,
    ),
  );
  // Something of each section is left; most of the gravest.
  const lines = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  expect(text).toContain("Opens to the world: `web-0`");
  expect(lines(/^web-\d+$/gm)).toBeGreaterThan(100);
  expect(lines(/^- \*\*opens to the world/gm)).toBeGreaterThan(100);
  expect(lines(/^- \*\*updates\*\*/gm)).toBeGreaterThan(50);
  expect(lines(/^\| `web-\d+` \| `web` \|/gm)).toBeGreaterThan(50);
});

test("one long name doesn't push out the rest", () => {
  const text = markdown(everywhere("x".repeat(100_000)));
  expect(text.length).toBeLessThan(10_000);
  expect(text).toContain("#### Resources");
});

test("a report that fits leaves nothing out, and a graph too large to read becomes a table", () => {
  const some = Array.from({ length: 30 }, (_, index) => reach(`web-${index}`, "db"));
  const text = markdown({ ...nothing, reach: some });
  expect(text).not.toContain("mermaid");
  expect(text).not.toContain("Left out");
  expect(text.match(/^\| `web-\d+` \| `db` \| tcp\/80 \|/gm)).toHaveLength(30);
  expect(markdown({ ...nothing, reach: some.slice(0, 3) })).toContain("```mermaid\nflowchart LR\n");
});

test("what fails the report is on top, as code, and not more than ten names", () => {
  const names = Array.from({ length: 12 }, (_, index) => `web-${index}<!--`);
  const text = markdown({ ...nothing, failing: [{ condition: "replace", names }] });
  expect(text.split("\n").slice(1, 6)).toEqual([
    "### Preview of `shop/test`: no changes",
    "",
    "> [!CAUTION]",
    expect.stringMatching(/^> Fails because of --fail-on replace: `web-0<!--`, .*, `web-9<!--`, and 2 more$/),
    "",
  ]);
});
