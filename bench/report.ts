import { bars } from "./bars";
import { phases, type Requests, type Results } from "./results";
import { spread, type Spread } from "./statistics";
import {
  type Group,
  groups,
  memoryOf,
  processorOf,
  requestSlope,
  requestsOf,
  secondsOf,
  startAdded,
  stateBytesEach,
} from "./summary";

/** The results as a page of Markdown. */
export function report(results: Results): string {
  const all = groups(results);
  const failures = [
    ...results.failures,
    ...results.cells.flatMap(({ cluster, contender, count, failure }) =>
      failure ? [`${contender}, ${count} on ${cluster}: ${reasonOf(failure)}`] : [],
    ),
  ];
  return [
    `# Benchmarks of ${results.date}`,
    Object.entries(results.machine)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join("\n"),
    "The [README](../README.md) explains how this is measured and what limits it.",
    `![Time of up by number of instances](${results.date}.svg)`,
    "## Bars",
    table(
      ["claim", "bar", "measured", "result"],
      bars(results).map(({ title, bar, measured, met }) => [title, bar, measured, verdict(met)]),
    ),
    "## Time in seconds",
    "Median, with the lowest and the highest if it was measured more than once. Plain Pods take as long as the Kubernetes plugin above lets them: version 2.0.0 sends about five requests per second.",
    table(
      ["cluster", "contender", "N", ...phases],
      all.map((group) => [
        ...nameOf(group),
        ...phases.map((phase) => range(secondsOf(group, phase), seconds)),
      ]),
    ),
    ...processorTable(all),
    "## API requests",
    "First the requests of all instances divided by their number. Then those of each further instance, and those that all instances share.",
    table(
      ["cluster", "contender", "N", "created / N", "deleted / N"],
      all.flatMap((group) => {
        const per = (kind: "created" | "deleted") => {
          const requests = requestsOf(group, kind);
          return requests === undefined ? "" : (requests / group.count).toFixed(2);
        };
        return requestsOf(group, "created") ? [[...nameOf(group), per("created"), per("deleted")]] : [];
      }),
    ),
    table(
      [
        "contender on kwok",
        "each created",
        "shared by creations",
        "each deleted",
        "shared by deletions",
        "requests of 100 creations",
      ],
      contendersOf(all).flatMap((contender) => {
        const [created, deleted] = [
          requestSlope(all, contender, "created"),
          requestSlope(all, contender, "deleted"),
        ];
        if (!created?.each || !deleted) return [];
        const figures = [created.each, created.shared, deleted.each, deleted.shared];
        const hundred = all.find((group) => group.contender === contender && group.count === 100);
        return [[contender, ...figures.map((figure) => figure.toFixed(2)), list(hundred?.cells[0]?.created)]];
      }),
    ),
    ...results.waits.map(
      ({ seconds: waited, requests }) =>
        `Requests of an instance that waited ${waited} s for its Pod: ${list(requests) || "none"}.`,
    ),
    "## Memory and state",
    table(
      ["cluster", "contender", "N", "peak memory of the provider process"],
      all.flatMap((group) => {
        const memory = memoryOf(group);
        return memory ? [[...nameOf(group), range(memory, (value) => `${value.toFixed(0)} MiB`)]] : [];
      }),
    ),
    table(
      ["contender", "bytes of state per resource, at 100"],
      contendersOf(all).flatMap((contender) => {
        const bytes = stateBytesEach(all, contender);
        return bytes === undefined ? [] : [[contender, bytes.toFixed(0)]];
      }),
    ),
    "## Start and single creates",
    table(["milliseconds", "median", "lowest", "highest"], singles(results)),
    ...(failures.length > 0 ? ["## Failures", failures.map((line) => `- ${line}`).join("\n")] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

const processes = ["engine", "program", "provider", "plugin", "API server", "etcd"];

function processorTable(all: Group[]): string[] {
  const rows = (["up", "destroy"] as const).flatMap((phase) =>
    all.flatMap((group) => {
      const used = processorOf(group, phase);
      if (Object.keys(used).length === 0) return [];
      return [[...nameOf(group), phase, ...processes.map((name) => used[name]?.toFixed(1) ?? "")]];
    }),
  );
  if (rows.length === 0) return [];
  return ["## Processor seconds", table(["cluster", "contender", "N", "operation", ...processes], rows)];
}

function singles(results: Results): string[][] {
  const { starts, creates } = results;
  const row = (title: string, values: Spread | undefined): string[][] =>
    values ? [[title, ...[values.median, values.min, values.max].map((value) => value.toFixed(0))]] : [];
  const rowsOf = (cluster: string, cold: boolean) => {
    const some = creates.filter((create) => create.cluster === cluster && create.cold === cold);
    const title = `${cold ? "first create of a process" : "further creates"} on ${cluster}`;
    return [
      ...row(
        `${title}: API server's answer to ready Pod`,
        spread(some.map(({ acknowledgedToReady }) => acknowledgedToReady)),
      ),
      ...row(`${title}: ready Pod to answer`, spread(some.map(({ readyToAnswer }) => readyToAnswer))),
    ];
  };
  return [
    ...row("the SDK: process to port", spread(starts.map(({ port }) => port))),
    ...row(
      "the SDK: first Check, of a resource that does nothing",
      spread(starts.map((start) => start.nothingCheck)),
    ),
    ...row("first Check of an instance", spread(starts.map(({ check }) => check))),
    ...row("first Create until its first request", spread(starts.map(({ firstRequest }) => firstRequest))),
    ...row("added by this package", startAdded(results)),
    ...["kwok", "node"].flatMap((cluster) => [...rowsOf(cluster, true), ...rowsOf(cluster, false)]),
  ];
}

const nameOf = ({ cluster, contender, count }: Group): string[] => [cluster, contender, String(count)];
const contendersOf = (all: Group[]): string[] => [...new Set(all.map(({ contender }) => contender))];
const seconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** The failed phase, and the line with the reason. */
function reasonOf(failure: string): string {
  const lines = failure.split("\n").map((line) => line.trim());
  const phase = lines[0]?.split(":")[0] ?? "";
  return `${phase}: ${lines.find((line) => /^(error:|Cannot)/.test(line)) ?? lines.at(-1) ?? ""}`;
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return "";
  return met ? "met" : "**not met**";
}

function range(values: Spread | undefined, show: (value: number) => string): string {
  if (!values) return "";
  const { median, min, max } = values;
  return min === max ? show(median) : `${show(median)} (${show(min)}–${show(max)})`;
}

const list = (requests: Requests = {}): string =>
  Object.entries(requests)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return "Not measured.";
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
