import { ConsoleLines } from "../../../../provider/cli/instances/console-lines";

const line = (fraction: string, text: string) => `2026-01-01T00:00:00${fraction}Z ${text}\n`;

test("each line is taken once, even if a new connection sends those of the last second again", () => {
  const lines = new ConsoleLines();
  expect(lines.since).toBeUndefined();
  const log = [line(".1", "one"), line(".12", "two"), line(".9", "three, with  spaces"), line(".95", "")];
  const text = log.join("");
  expect(lines.take(text.slice(0, 40)) + lines.take(text.slice(40, -50))).toBe("one\ntwo\n");
  expect(lines.since).toBe("2026-01-01T00:00:00Z");
  lines.reopen();
  expect(lines.take(text)).toBe("three, with  spaces\n\n");
  lines.reopen();
  expect(lines.take(text + "2026-01-01T00:00:01Z four\n")).toBe("four\n");
});
