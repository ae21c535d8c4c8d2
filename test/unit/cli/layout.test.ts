import { table, wrap } from "../../../provider/cli/layout";

test("text wraps between words, and a longer word gets a line of its own", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("a https://example.com b", 10)).toEqual(["a", "https://example.com", "b"]);
  expect(wrap("", 10)).toEqual([""]);
});

const rows = [
  ["KEY", "WHY"],
  ["a", "twenty-four columns are enough for this"],
  ["key", ""],
  ["", "more"],
];

test("a long text in the last column continues in that column", () => {
  expect(table(rows, 30).split("\n")).toEqual([
    "KEY   WHY",
    "a     twenty-four columns are",
    "      enough for this",
    "key",
    "      more",
  ]);
  expect(table(rows, Infinity).split("\n")).toEqual([
    "KEY   WHY",
    "a     twenty-four columns are enough for this",
    "key",
    "      more",
  ]);
});

test("without room for it, the last column is below its row", () => {
  expect(table(rows, 29).split("\n")).toEqual([
    "KEY",
    "    WHY",
    "a",
    "    twenty-four columns are",
    "    enough for this",
    "key",
    "    more",
  ]);
});
