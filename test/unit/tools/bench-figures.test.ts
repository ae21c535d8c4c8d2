import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type AuditEvent, count, eventsSince, mark } from "../../../bench/audit";
import { slope, spread } from "../../../bench/statistics";

test("the median of an odd number of values is the middle one, that of an even number the mean of the middle two", () => {
  expect(spread([9, 1, 10])).toEqual({ median: 9, min: 1, max: 10 });
  expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(spread([])).toBeUndefined();
});

test("a slope separates the cost of each further resource from the shared cost", () => {
  expect(slope({ count: 20, value: 65 }, { count: 100, value: 305 })).toEqual({ each: 3, shared: 5 });
});

const event = (username: string, verb: string, stage: string, more: object = {}) => ({
  ...{ verb, stage, user: { username }, objectRef: { resource: "pods" } },
  ...more,
});

test("only the requests of one account after a mark count, each once", () => {
  const folder = mkdtempSync(join(tmpdir(), "ec2-pods-audit-"));
  const log = join(folder, "audit.log");
  const write = (...events: object[]) =>
    writeFileSync(log, events.map((line) => `${JSON.stringify(line)}\n`).join(""), { flag: "a" });
  write(event("us", "create", "ResponseComplete"), event("us", "watch", "ResponseStarted"));
  const from = mark(log);
  write(
    event("us", "create", "ResponseComplete"),
    event("us", "watch", "ResponseComplete"),
    event("us", "watch", "ResponseStarted"),
    event("us", "get", "ResponseStarted", { objectRef: { resource: "pods", subresource: "log" } }),
    event("us", "get", "ResponseComplete", { objectRef: { resource: "pods", subresource: "log" } }),
    event("us", "get", "ResponseComplete", { objectRef: undefined }),
    event("them", "create", "ResponseComplete", { note: "us" }),
  );
  writeFileSync(log, '{"half": "a li', { flag: "a" });
  const events: AuditEvent[] = eventsSince(log, from, "us");
  rmSync(folder, { recursive: true });
  expect(count(events)).toEqual({ "create pods": 1, "watch pods": 1, "get pods/log": 1, "get discovery": 1 });
});
