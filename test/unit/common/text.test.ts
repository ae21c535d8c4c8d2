import { execFileSync } from "node:child_process";

import fc from "fast-check";

import { age, aligned, quote, show, suggestion, withoutValues } from "../../../provider/common/text";

test("a real sh reads each quoted word back as the string that it was", () => {
  // Neither a command line nor a shell variable can hold the character NUL.
  const word = fc.string({ unit: "binary", maxLength: 50 }).filter((text) => !text.includes("\0"));
  const special = fc.string({
    unit: fc.constantFrom("'", '"', "\\", "$", "`", "\n", " ", "!", "*", "~", "#", "a"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(word, special), { minLength: 1, maxLength: 30 }), (words) => {
      const command = `printf '%s\\0' ${words.map(quote).join(" ")}`;
      const read = execFileSync("sh", ["-c", command], { encoding: "utf8" });
      expect(read.split("\0").slice(0, -1)).toEqual(words);
    }),
    { numRuns: 30 },
  );
});

test("every column of a table starts at one place, and no line ends with a space", () => {
  const cell = fc.stringMatching(/^\w{1,12}$/);
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
    );
  fc.assert(
    fc.property(table, (rows) => {
      const lines = aligned(rows).split("\n");
      expect(lines.map((line) => line.split(/ {3,}/))).toEqual(rows);
      expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
      const starts = rows.map((row, index) => {
        let from = 0;
        return row.map((text) => {
          const at = lines[index]!.indexOf(text, from);
          from = at + text.length;
          return at;
        });
      });
      for (const start of starts) expect(start).toEqual(starts[0]);
    }),
  );
});

test("a table as it is printed", () => {
  expect(
    aligned([
      ["NAME", "STATE"],
      ["web-server", "running"],
      ["db", ""],
    ]),
  ).toBe("NAME         STATE\nweb-server   running\ndb");
  expect(aligned([])).toBe("");
});

test.each([
  [0, "0s"],
  [1.9, "1s"],
  [119, "119s"],
  [120, "2m"],
  [7199, "119m"],
  [7200, "2h"],
  [172_799, "47h"],
  [172_800, "2d"],
  [31_536_000, "365d"],
])("an age of %s seconds is %s", (seconds, expected) => {
  expect(age(seconds)).toBe(expected);
});

test.each<[unknown, string]>([
  ["a", '"a"'],
  ['say "hi"', '"say \\"hi\\""'],
  [5, "5"],
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [null, "null"],
  [undefined, "undefined"],
  [["a", 1], '["a",1]'],
  [{ a: true }, '{"a":true}'],
])("%p is shown as %s", (value, expected) => {
  expect(show(value)).toBe(expected);
});

const names = ["instanceType", "vpcSecurityGroupIds", "tags", "timeouts"];

test.each([
  ["instance_type", "instanceType"],
  ["INSTANCETYPE", "instanceType"],
  ["vpcSecurityGroupId", "vpcSecurityGroupIds"],
  ["tag", "tags"],
  ["timeout", "timeouts"],
  ["tx", undefined],
  ["keyName", undefined],
  ["", undefined],
])("%j suggests %j", (wanted, expected) => {
  expect(suggestion(wanted, names)).toBe(expected);
});

test("a name in another case and with underscores is always recognized", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), (name, seed) => {
      const typed = [...name]
        .map((letter, index) => ((seed >> index) & 1 ? `_${letter.toUpperCase()}` : letter))
        .join("");
      expect(suggestion(typed, names)).toBe(name);
    }),
  );
  expect(suggestion("tags", [])).toBeUndefined();
});

test("values are taken out of a text, whichever is a part of another, but none that is a part of most words", () => {
  expect(withoutValues("login hunter2-hunter2, hunter2, a", ["hunter2", "hunter2-hunter2", "a", ""])).toBe(
    "login [secret], [secret], a",
  );
});
