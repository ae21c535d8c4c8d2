import { fit, paragraphs } from "../../../../provider/preview-report/print/fit";

test("an item that doesn't fit leaves room for those that do", () => {
  const items = ["a".repeat(500), "b", "c"].map((text) => () => text);
  const text = fit([{ noun: "rules", items, render: paragraphs, readiness: 1 }], 300);
  expect(text).toMatch(/^b\n\nc\n\n.*Left out to fit in a comment:\*\* 1 of 3 rules\./);
});
