import { wrap, wrapLastColumn } from "../../../provider/cli/layout";

test("text wraps between words, and a longer word gets a line of its own", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("a https://example.com b", 10)).toEqual(["a", "https://example.com", "b"]);
  expect(wrap("", 10)).toEqual([""]);
});

test("the last column continues in further rows, unless it has too little room", () => {
  const text = "twenty-five characters and then ten";
  const rows = [
    ["A", "B"],
    ["key", text],
  ];
  expect(wrapLastColumn(rows, 34)).toEqual([
    ["A", "B"],
    ["key", "twenty-five characters and"],
    ["", "then ten"],
  ]);
  expect(wrapLastColumn(rows, 29)).toEqual(rows);
  expect(wrapLastColumn(rows, Infinity)).toEqual(rows);
});
