import fc from "fast-check";

import { Marks } from "../../../../provider/access/ssh/marks";
import type { Piece } from "../../../../provider/access/ssh/marks";

const mark = "aabaac";

/** What comes out of a stream that arrives in these chunks, with adjacent data in one piece. */
function read(chunks: readonly Buffer[]): Piece[] {
  const marks = new Marks(mark);
  const pieces = [...chunks.flatMap((chunk) => marks.push(chunk)), marks.end()];
  return pieces.reduce<Piece[]>((merged, piece) => {
    const last = merged.at(-1);
    if (typeof piece === "number") return [...merged, piece];
    if (piece.length === 0) return merged;
    return typeof last === "object"
      ? [...merged.slice(0, -1), Buffer.concat([last, piece])]
      : [...merged, piece];
  }, []);
}

test("finds numbers and leaves all else, however the stream is cut", () => {
  // Texts of the mark's own letters make all its beginnings.
  const data = fc
    .string({ unit: fc.constantFrom("a", "b", "c", "1", ";") })
    .filter((text) => !text.includes(mark));
  const number = fc.nat({ max: 4_294_967_295 });
  fc.assert(
    fc.property(fc.array(fc.tuple(data, number)), data, fc.array(fc.nat(8)), (parts, tail, sizes) => {
      const glued = parts.map(([text, value]) => text + mark + value + ";").join("") + tail;
      fc.pre(glued.split(mark).length === parts.length + 1);
      const chunks: Buffer[] = [];
      let rest = Buffer.from(glued);
      for (const size of sizes) {
        chunks.push(rest.subarray(0, size));
        rest = rest.subarray(size);
      }
      const expected = parts.flatMap(([text, value]): Piece[] => [
        ...(text ? [Buffer.from(text)] : []),
        value,
      ]);
      expect(read([...chunks, rest])).toEqual([...expected, ...(tail ? [Buffer.from(tail)] : [])]);
    }),
  );
});

test("a mark without a number is data", () => {
  expect(read([Buffer.from(`${mark}x${mark}12345678901;`)])).toEqual([
    Buffer.from(`${mark}x${mark}12345678901;`),
  ]);
  expect(read([Buffer.from(`x${mark}12`)])).toEqual([Buffer.from(`x${mark}12`)]);
});

test("only what may begin a mark waits", () => {
  const marks = new Marks(mark);
  expect(marks.push(Buffer.from("prompt$ "))).toEqual([Buffer.from("prompt$ ")]);
  expect(marks.push(Buffer.from("xaab"))).toEqual([Buffer.from("x")]);
  expect(marks.push(Buffer.from("y"))).toEqual([Buffer.from("aaby")]);
});
