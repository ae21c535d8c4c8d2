import { labels } from "../../../../provider/preview-report/print/labels";
import type { Report } from "../../../../provider/preview-report/print/report";
import { nothing } from "../../../support/report";

const replaces: Report = { ...nothing, conditions: ["replace", "open-to-world"] };

test("are the conditions of all stacks, those that apply and those that don't", () => {
  expect(labels("dev", [nothing, replaces, { ...nothing, conditions: ["delete"] }])).toBe(
    [
      "+ dev/delete",
      "+ dev/replace",
      "- dev/recreate",
      "+ dev/open-to-world",
      "- dev/any-open",
      "- dev/unreachable",
    ].join("\n"),
  );
});

test.each(["failed", "incomplete", "missing"] as const)(
  "of a preview that is %s are only those that apply",
  (outcome) => {
    expect(labels("dev", [nothing, { ...replaces, outcome }])).toBe("+ dev/replace\n+ dev/open-to-world");
  },
);

test("of a preview of changes alone are only those that apply, because it doesn't say who reached whom before", () => {
  expect(labels("dev", [{ ...nothing, conditions: ["replace"], changesAlone: true }])).toBe("+ dev/replace");
});

test.each([
  ["shop/dev", "shop-dev"],
  ["../a, b%2f\n\u202e", "-a-b-2f-"],
  ["caf\u00e9 \u5e97_1", "caf\u00e9-\u5e97_1"],
  ["\ud83d\ude00\ud83d", "-"],
  ["\ud835\udc00".repeat(36), "\ud835\udc00".repeat(36)],
  ["\ud835\udc00".repeat(60), `${"\ud835\udc00".repeat(29)}-e17ab2`],
])("of the report %j begin with %j, and have at most 50 characters", (name, start) => {
  const all = labels(name, [nothing])
    .split("\n")
    .map((line) => line.slice(2));
  expect(all).toContain(`${start}/open-to-world`);
  for (const each of all) expect([...each].length).toBeLessThanOrEqual(50);
});

test("differ for names that differ only behind what a label has room for", () => {
  const stack = (region: string) => `company-platform-network-production-${region}`;
  const [one, other] = ["eu-central-1", "eu-central-2"].map((region) =>
    labels(stack(region), [nothing]).split("\n"),
  );
  expect(one!.filter((line) => other!.includes(line))).toEqual([]);
  for (const line of [...one!, ...other!]) expect(line.length).toBeLessThanOrEqual("- ".length + 50);
});
