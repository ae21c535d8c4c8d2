/** A part of a text that can be left out piece by piece, from its end. */
export interface Section {
  /** What its pieces are, after a number: `rules`. */
  pieces: string;
  items: string[];
  render: (items: string[]) => string;
  /** How readily it is cut, beside its length; 0 keeps it whole. */
  readiness: number;
}

/** The sections in their order, cut until they fit; what was left out is told at the end, by `tell`. */
export function fit(sections: Section[], limit: number, tell: (left: string) => string): string {
  const kept = sections.map((section) => ({ section, items: section.items }));
  for (;;) {
    const texts = kept.map(({ section, items }) => (items.length > 0 ? section.render(items) : ""));
    const left = kept
      .filter(({ section, items }) => items.length < section.items.length)
      .map(
        ({ section: { items: all, pieces }, items }) =>
          `${all.length - items.length} of ${all.length} ${pieces}`,
      );
    const text = [...texts, left.length > 0 ? tell(left.join(", ")) : ""].filter(Boolean).join("\n\n");
    const costs = kept.map(({ section }, index) => (texts[index] ?? "").length * section.readiness);
    const largest = kept[costs.indexOf(Math.max(...costs))];
    if (text.length <= limit || !largest || Math.max(...costs) === 0) return text;
    largest.items = largest.items.slice(0, Math.floor(largest.items.length * 0.8));
  }
}
