/** A part of a comment that can lose items from its end. */
export interface Section {
  /** Plural noun for the items: `rules`. */
  noun: string;
  /** The text of each, which is made only if a comment has room for it. */
  items: readonly (() => string)[];
  render: (items: string[]) => string;
  /** How readily the section is cut, relative to its length; 0 keeps it whole. */
  readiness: number;
}

export const paragraphs = (items: string[]): string => items.join("\n\n");

/** What a comment leaves out, and how to get it; undefined if it has everything. */
export const leftOut = (parts: string[]): string | undefined =>
  parts.length === 0
    ? undefined
    : `**Left out to fit in a comment:** ${parts.join(", ")}. Run \`ec2-pods preview-report --format text\` for the whole report.`;

/** Cuts the sections until they fit, and says at the end what is left out. Sections that stay whole may be longer. */
export function fit(sections: Section[], length: number): string {
  const kept = sections.map((section) => ({
    section,
    items: textsWithin(section.items, section.readiness === 0 ? Infinity : length),
  }));
  for (;;) {
    const texts = kept.map(({ section, items }) => (items.length > 0 ? section.render(items) : ""));
    const left = kept
      .filter(({ section, items }) => items.length < section.items.length)
      .map(
        ({ section: { items: all, noun }, items }) => `${all.length - items.length} of ${all.length} ${noun}`,
      );
    const text = paragraphs([...texts, leftOut(left) ?? ""].filter(Boolean));
    const costs = kept.map(({ section }, index) => (texts[index] ?? "").length * section.readiness);
    const largest = kept[costs.indexOf(Math.max(...costs))];
    if (text.length <= length || !largest || Math.max(...costs) === 0) return text;
    largest.items = largest.items.slice(0, Math.floor(largest.items.length * 0.8));
  }
}

/** The first texts that fit into a length, without those that don't. After many that don't, none is tried. */
function textsWithin(items: Section["items"], length: number): string[] {
  const texts: string[] = [];
  let rest = length;
  let missed = 0;
  for (const item of items) {
    if (rest <= 0 || missed > mostMissed) break;
    const text = item();
    if (text.length > rest) {
      missed += 1;
      continue;
    }
    rest -= text.length;
    texts.push(text);
  }
  return texts;
}

/** Each text takes its time, and of thousands only hundreds fit. */
const mostMissed = 100;

/** The longest start of a list whose items fit, each with the line ends after it. */
export function startWithin(items: string[], length: number): string[] {
  let rest = length;
  const end = items.findIndex((item) => (rest -= item.length + lineEnds) < 0);
  return end === -1 ? items : items.slice(0, end);
}

/** Between two paragraphs. */
const lineEnds = 2;

/** Shares a length among texts: the shortest ones are whole, and the others get equal parts. */
export function shares(lengths: number[], length: number): number[] {
  const result = lengths.map(() => 0);
  let free = length;
  const sorted = [...lengths.entries()].sort(([, a], [, b]) => a - b);
  for (const [position, [index, need]] of sorted.entries()) {
    const share = Math.min(need + lineEnds, Math.floor(free / (sorted.length - position)));
    result[index] = share - lineEnds;
    free -= share;
  }
  return result;
}
