/** How a text could show this one: as it is, in base64 at any place of a longer text, and in a URL. */
export function formsOf(needle: string): string[] {
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.from("x".repeat(before) + needle).toString("base64");
    // Its ends depend on what is around it.
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  return [...new Set([needle, encodeURIComponent(needle), ...encoded])];
}
