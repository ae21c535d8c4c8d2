import fc from "fast-check";

import { lineDiff } from "../../../../provider/preview-report/read/line-diff";

const lines = (...texts: string[]) => texts.join("\n");

test.each([
  ["a line that changes", lines("a", "b", "c"), lines("a", "x", "c"), [" a", "-b", "+x", " c"]],
  ["a line that is new", lines("a", "c"), lines("a", "b", "c"), [" a", "+b", " c"]],
  ["a line that is gone", lines("a", "b"), lines("a"), [" a", "-b"]],
  ["a line that moves", lines("a", "b", "c"), lines("b", "c", "a"), ["-a", " b", " c", "+a"]],
  ["all lines", "a", "b", ["-a", "+b"]],
  [
    "unchanged lines between two changes",
    lines("a", "1", "2", "3", "4", "5", "6", "7", "8", "b"),
    lines("x", "1", "2", "3", "4", "5", "6", "7", "8", "y"),
    ["-a", "+x", " 1", " 2", " 3", "@@", " 6", " 7", " 8", "-b", "+y"],
  ],
  [
    "unchanged lines around a change",
    lines("0", "1", "2", "3", "4", "a", "5", "6", "7", "8", "9"),
    lines("0", "1", "2", "3", "4", "b", "5", "6", "7", "8", "9"),
    ["@@", " 2", " 3", " 4", "-a", "+b", " 5", " 6", " 7", "@@"],
  ],
])("%s", (_, from, to, diff) => {
  expect(lineDiff(from, to)).toEqual(diff);
});

test("a diff has all lines of both sides in their order, but for the unchanged ones that it folds", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 }).map((all) => all.join("\n"));
  fc.assert(
    fc.property(text, text, (from, to) => {
      const diff = lineDiff(from, to);
      const side = (mark: string) =>
        diff.filter((line) => line[0] === " " || line[0] === mark).map((line) => line.slice(1));
      fc.pre(!diff.includes("@@"));
      expect([side("-"), side("+")]).toEqual([from.split("\n"), to.split("\n")]);
    }),
  );
});

test("very many lines are all removed and added, instead of compared", () => {
  const many = (name: string) => Array.from({ length: 3000 }, (_, index) => `${name}${index}`).join("\n");
  const diff = lineDiff(many("a"), many("b"));
  expect(diff).toHaveLength(6000);
  expect([diff[0], diff[3000]]).toEqual(["-a0", "+b0"]);
});
