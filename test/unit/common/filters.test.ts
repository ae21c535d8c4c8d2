import { passesFilters } from "../../../provider/common/filters";

const attributes = { state: "available", "zone-name": "us-east-1a" };

test("a resource passes if each filter has a value that matches", () => {
  expect(passesFilters(undefined, attributes)).toBe(true);
  expect(passesFilters([{ name: "zone-name", values: ["x", "us-east-1?"] }], attributes)).toBe(true);
  expect(passesFilters([{ name: "zone-name", values: [] }], attributes)).toBe(false);
});

test.each<[unknown, string]>([
  [{ name: "state", values: ["available"] }, "filters isn't a list"],
  ["state", "filters isn't a list"],
  [[{ name: "state" }], "filters[0] isn't a filter"],
  [[{ name: "state", values: ["available"] }, null], "filters[1] isn't a filter"],
  [[{ name: "stat", values: ["available"] }], 'the filter "stat" isn\'t valid here'],
])("another form is refused in words: %j", (filters, message) => {
  expect(() => passesFilters(filters as never, attributes)).toThrow(message);
});
