/** A part of a text that can be left out piece by piece. */
export interface Section {
  /** What its pieces are, after a number: `rules`. */
  pieces: string;
  items: string[];
  render: (items: string[]) => string;
}

/**
 * The sections in their order, cut until they fit: in the order of `cutFirst`, from the end of each. What was left out
 * is told at the end, by `tell`.
 */
export function fit(
  sections: Section[],
  cutFirst: Section[],
  limit: number,
  tell: (left: string) => string,
): string {
  const kept = new Map(sections.map((section) => [section, section.items]));
  const compose = (): string => {
    const left = sections.flatMap((section) => {
      const missing = section.items.length - (kept.get(section) ?? []).length;
      return missing > 0 ? [`${missing} of ${section.items.length} ${section.pieces}`] : [];
    });
    const texts = sections.map((section) => {
      const items = kept.get(section) ?? [];
      return items.length > 0 ? section.render(items) : "";
    });
    return [...texts, left.length > 0 ? tell(left.join(", ")) : ""].filter(Boolean).join("\n\n");
  };
  for (const section of cutFirst) {
    for (;;) {
      const text = compose();
      if (text.length <= limit) return text;
      const items = kept.get(section) ?? [];
      if (items.length === 0) break;
      kept.set(section, items.slice(0, Math.floor(items.length / 2)));
    }
  }
  return compose();
}
