import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { bars } from "../../../bench/bars";
import { plot } from "../../../bench/plot";
import { report } from "../../../bench/report";
import type { Cell, Results } from "../../../bench/results";

const cell = (contender: string, count: number, up: number, more: Partial<Cell> = {}): Cell => ({
  cluster: "kwok",
  contender,
  count,
  seconds: { up },
  created: {},
  deleted: {},
  ...more,
});
const instances = (count: number, up: number): Cell =>
  cell("instances", count, up, {
    seconds: { up, "no-op up": 2, preview: 2.5, "one-change up": 3, destroy: 4 },
    created: { "create pods": count, "patch pods": count, "watch pods": 1 },
    deleted: { "delete pods": count, "list pods": 1 },
    processor: { up: { engine: up / 2, program: 1.25, provider: 0.75, etcd: 0.5 } },
    providerMiB: 80 + count / 10,
    stateBytes: 1000 + 4000 * count,
  });
const withUserData = (count: number): Cell =>
  cell("instances with user data", count, 8, {
    created: { "create pods": count, "create secrets": count, "patch pods": count, "watch pods": 1 },
    deleted: { "delete pods": count, "list pods": 1 },
  });

const results: Results = {
  date: "2030-01-31",
  machine: { machine: "2 cores of a test", Kubernetes: "v1.34.4" },
  cells: [
    ...[1, 100].map((count) => instances(count, count === 1 ? 2 : 6)),
    instances(100, 8),
    instances(100, 7),
    ...[20, 100].map(withUserData),
    cell("plain Pods", 1, 3),
    cell("plain Pods", 100, 14, { failure: "no-op up: it began\n  error: it broke\n  the end" }),
    cell("dynamic resources", 100, 10),
    cell("engine alone", 100, 5),
    cell("Kubernetes alone", 100, 1.2),
    cell("instances, one save", 1000, 20, { seconds: { up: 20, destroy: 30 } }),
    { ...instances(20, 30), cluster: "node" },
  ],
  starts: [{ port: 400, nothingCheck: 20, check: 320, firstRequest: 60 }],
  creates: [
    { cluster: "kwok", cold: true, acknowledgedToReady: 70, readyToAnswer: 40 },
    { cluster: "kwok", cold: false, acknowledgedToReady: 60, readyToAnswer: 5 },
    { cluster: "kwok", cold: false, acknowledgedToReady: 50, readyToAnswer: 8 },
  ],
  waits: [{ seconds: 20, requests: {} }],
  failures: ["node: it has no root"],
};

const golden = (file: string) => readFileSync(join(__dirname, "golden", "bench", file), "utf8");

test("the report shows medians, requests of each further instance, and failures", () => {
  expect(report(results)).toBe(golden("report.md"));
});

test("the plot shows the time of up by number of resources", () => {
  expect(plot(results)).toBe(golden("plot.svg"));
});

test("each stored report and plot is what the benchmark generates from the stored results", () => {
  const folder = join(__dirname, "../../../bench/results");
  const read = (date: string, extension: string) =>
    readFileSync(join(folder, `${date}.${extension}`), "utf8");
  const dates = readdirSync(folder).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
  expect(dates).not.toEqual([]);
  for (const date of dates) {
    const stored = JSON.parse(read(date, "json")) as Results;
    expect([read(date, "md"), read(date, "svg")]).toEqual([report(stored), plot(stored)]);
  }
});

test("a bar is met up to its limit, and not measured if its figures are missing", () => {
  const verdicts = (some: Results) => bars(some).map(({ measured, met }) => [measured, met]);
  expect(verdicts(results)).toEqual([
    ["2.00", true],
    ["3.00", true],
    ["1.00", true],
    ["0", true],
    ["0.70 x", true],
    ["1.40 x", false],
    ["not measured", undefined],
    ["not measured", undefined],
    ["20.00 s", true],
    ["30.00 s", false],
    ["0.50 x", true],
    ["40 ms", true],
    ["360 ms", true],
    ["4.00 KB", false],
    ["not measured", undefined],
    ["not measured", undefined],
  ]);
  const nothing = { ...results, cells: [], starts: [], creates: [], waits: [] };
  expect(verdicts(nothing)).toEqual(bars(results).map(() => ["not measured", undefined]));
});

test("one request while an instance waits fails its bar", () => {
  const waits = [{ seconds: 20, requests: { "watch pods": 1 } }];
  expect(bars({ ...results, waits })[3]).toMatchObject({ measured: "1", met: false });
});
