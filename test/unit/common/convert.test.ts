import { converted, inTypes } from "../../../provider/common/convert";
import { unknownValue } from "../../../provider/common/values";

test.each<[value: unknown, type: string, result: unknown]>([
  ["true", "boolean", true],
  ["false", "boolean", false],
  ["yes", "boolean", "yes"],
  ["True", "boolean", "True"],
  [1, "boolean", 1],
  ["80", "number", 80],
  ["-1", "number", -1],
  ["eight", "number", "eight"],
  ["8.5", "number", "8.5"],
  ["", "number", ""],
  [" 8", "number", " 8"],
  [true, "number", true],
  [6, "string", "6"],
  [-1, "string", "-1"],
  [0.5, "string", "0.5"],
  [true, "string", "true"],
  [NaN, "string", NaN],
  [null, "string", null],
  [undefined, "boolean", undefined],
  [["80"], "number", ["80"]],
  ["80", "any", "80"],
  [unknownValue, "number", unknownValue],
  [unknownValue, "boolean", unknownValue],
])("%p as %s is %p", (value, type, result) => {
  expect(converted(value, type)).toEqual(result);
});

test("arguments are converted at any depth, by their names, and tags are strings whatever they are called", () => {
  const types = { enabled: "boolean", size: "number", tags: "texts", name: "optional", raw: "any" } as const;
  const promise = Promise.resolve(1);
  const bytes = Buffer.from("x");
  class Resource {
    readonly size = "8";
  }
  const resource = new Resource();
  expect(
    inTypes(
      {
        enabled: "true",
        blocks: [{ size: "8", tags: { size: 8, enabled: true, constructor: 1 }, id: 5 }, null, unknownValue],
        name: "",
        raw: { size: "8" },
        constructor: 5,
        tags: unknownValue,
        size: promise,
        bytes,
        resource,
      },
      types,
    ),
  ).toEqual({
    enabled: true,
    blocks: [
      { size: 8, tags: { size: "8", enabled: "true", constructor: "1" }, id: "5" },
      null,
      unknownValue,
    ],
    name: undefined,
    raw: { size: "8" },
    constructor: "5",
    tags: unknownValue,
    size: promise,
    bytes,
    resource,
  });
});
