import fc from "fast-check";
import MarkdownIt from "markdown-it";

import { shares } from "../../../../provider/preview-report/print/fit";
import { severalOf } from "../../../../provider/preview-report/print/report";
import type { Report, StackReport } from "../../../../provider/preview-report/print/report";
import { severalMarkdown } from "../../../../provider/preview-report/print/several-markdown";
import { everywhere, hostile, nothing, reach, resource, rule } from "../../../support/report";

const limit = 65_536;
const html = (text: string) => new MarkdownIt({ html: true, linkify: true }).render(text);
const stack = (name: string, report: Partial<Report> = {}): StackReport => ({
  ...nothing,
  ...report,
  ...{ name, file: `${name}.json` },
});

/** Without links, which take most of the time. */
const plain = new MarkdownIt({ html: true });

/** The depth of <details> after each tag; never below zero, and zero at the end, if they are balanced. */
function depths(text: string): number[] {
  let depth = 0;
  return [...plain.render(text).matchAll(/<(\/?)details\b/g)].map(([, end]) => (depth += end ? -1 : 1));
}

const name = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom("`".repeat(500), "|".repeat(500), "💥".repeat(500)),
);
const size = fc.oneof({ weight: 4, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.nat(300) });
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const stacks = fc
  .record({ name, rules: size, reach: size, resources: size, errors: size, names: size })
  .map((each) =>
    stack(each.name, {
      outcome: each.errors > 0 ? "failed" : "succeeded",
      errors: times(each.errors, each.name),
      failing: [{ condition: "any-open", names: times(each.names, each.name) }],
      rules: times(each.rules, rule(each.name, each.name)),
      openToWorld: each.rules > 0,
      reach: times(each.reach, reach(each.name, "web")),
      resources: times(each.resources, resource(each.name)),
      counts: { update: each.resources },
    }),
  );
const many = fc.oneof(
  { weight: 3, arbitrary: fc.array(stacks, { maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(stacks, fc.integer({ min: 20, max: 400 })).map(([each, count]) => times(count, each)),
  },
);

test("whatever the stacks are, the report is one comment with its marker first and its details closed", () => {
  fc.assert(
    fc.property(name, many, (title, reports) => {
      const text = severalMarkdown(severalOf(title, reports));
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text).toMatch(/^<!-- ec2-pods preview-report [^>]*? -->\n### Previews of `/);
      const all = depths(text);
      expect([Math.min(0, ...all), all.at(-1) ?? 0]).toEqual([0, 0]);
    }),
    { numRuns: 40 },
  );
});

test.each(hostile)("a stack named like %j is only text", (text) => {
  const tags = (title: string) => {
    const report = severalMarkdown(severalOf(title, [stack(title, everywhere(title))]));
    return [...new Set([...html(report).matchAll(/<([a-z]\w*)[\s>/]/gi)].map(([, tag]) => tag))].sort();
  };
  expect(tags(text)).toEqual(tags("web"));
});

const long = (count: number) => ({
  counts: { update: count },
  resources: Array.from({ length: count }, (_, index) => resource(`web-${index}`)),
});

test("a large stack doesn't push out the small ones, which are whole", () => {
  const small = ["a", "b", "c"].map((each) => stack(each, long(5)));
  const text = severalMarkdown(severalOf("all", [stack("large", long(5000)), ...small]));
  expect(text.length).toBeGreaterThan(50_000);
  expect(text).toMatch(/\*\*Left out to fit in a comment:\*\* \d+ of 5000 resources\./);
  for (const each of small)
    expect(text).toContain(`<summary><code>${each.name}</code>: 5 to update</summary>`);
  expect(text.match(/Left out/g)).toHaveLength(1);
});

test("large stacks get equal parts, and a report on very many names what it leaves out", () => {
  const of = (count: number) =>
    severalMarkdown(
      severalOf(
        "all",
        Array.from({ length: count }, (_, index) => stack(`s-${index}`, long(300))),
      ),
    );
  const parts = of(4)
    .split("<details><summary><code>")
    .slice(1)
    .map(({ length }) => length);
  expect(Math.max(...parts) - Math.min(...parts)).toBeLessThan(4000);
  const text = of(1000);
  expect(text.length).toBeGreaterThan(50_000);
  expect(text).toMatch(
    /\n\*\*Left out to fit in a comment:\*\* \d+ of 1000 rows, \d+ of 1000 stacks' details\. Run .ec2-pods preview-report --format text. for the whole report\.\n$/,
  );
  // The gravest are the first, in the table and below it.
  expect(text).toContain("| `s-0` |");
  expect(text).toContain("<code>s-0</code>");
});

test("stacks of any size fill the comment to its end, and none is longer than its share", () => {
  for (let size = 0; size < 40; size++) {
    const small = Array.from({ length: 400 }, (_, index) => stack(`${"s".repeat(size)}-${index}`, long(1)));
    expect(severalMarkdown(severalOf("all", small)).length).toBeLessThanOrEqual(limit);
    const large = ["a", "b", "c"].map((each) => stack(each, long(300 + 10 * size)));
    expect(severalMarkdown(severalOf("all", large)).match(/^<details><summary><code>/gm)).toHaveLength(3);
  }
});

test("what fails or opens to the world is open and first", () => {
  const text = severalMarkdown(
    severalOf("all", [
      stack("fine", long(1)),
      stack("open", { openToWorld: true, rules: [rule("web", "0.0.0.0/0")] }),
      stack("broken", { outcome: "failed" }),
    ]),
  );
  expect(text.match(/^<details.*<summary><code>\w+/gm)).toEqual([
    "<details open><summary><code>broken",
    "<details open><summary><code>open",
    "<details><summary><code>fine",
  ]);
});

test("a group that may open to the world because a source is unknown is marked as such in the summary", () => {
  const rules = [rule("web", "0.0.0.0/0"), { ...rule("db", "unknown"), peerKind: "unknown" as const }];
  expect(severalMarkdown(severalOf("all", [stack("shop", { openToWorld: true, rules })]))).toContain(
    "| `shop` |  | `web` and maybe `db` |  |  |",
  );
});

test("shares are within the length, whole for the shortest texts and equal for the others", () => {
  expect(shares([100, 5000, 4000], 7000)).toEqual([100, 3447, 3447]);
  expect(shares([100, 200], 7000)).toEqual([100, 200]);
  fc.assert(
    fc.property(fc.array(fc.nat(5000)), fc.integer({ min: 1000, max: 60_000 }), (lengths, length) => {
      const parts = shares(lengths, length);
      expect(parts.reduce((sum, part) => sum + part + 2, 0)).toBeLessThanOrEqual(length);
      parts.forEach((part, index) => expect(part).toBeLessThanOrEqual(lengths[index]!));
    }),
  );
});
