import { total } from "./audit";
import type { Phase, Results } from "./results";
import { spread } from "./statistics";
import {
  clientSeconds,
  groups,
  memoryOf,
  processorOf,
  requestSlope,
  secondsOf,
  startAdded,
  stateBytesEach,
} from "./summary";

/** A limit that the package promises, and the measured value. */
export interface Bar {
  title: string;
  bar: string;
  measured: string;
  /** Undefined if this run didn't measure it. */
  met?: boolean;
}

const atMost = (title: string, value: number | undefined, limit: number, digits: number, unit = ""): Bar => ({
  title,
  bar: `≤ ${limit}${unit}`,
  measured: value === undefined ? "not measured" : `${value.toFixed(digits)}${unit}`,
  met: value === undefined ? undefined : value <= limit,
});

export function bars(results: Results): Bar[] {
  const all = groups(results);
  const find = (contender: string, count: number) =>
    all.find((group) => group.cluster === "kwok" && group.contender === contender && group.count === count);
  const seconds = (contender: string, count: number, phase: Phase) =>
    secondsOf(find(contender, count), phase)?.median;
  const ratio = (other: string, count = 100, phase: Phase = "up") => {
    const [ours, theirs] = [seconds("instances", count, phase), seconds(other, count, phase)];
    return ours !== undefined && theirs !== undefined ? ours / theirs : undefined;
  };
  const program = (contender: string) => {
    const group = find(contender, 1000);
    return group && processorOf(group, "up").program;
  };
  const [ours, alone] = [program("instances, one save"), program("engine alone, one save")];
  const answers = spread(results.creates.map(({ readyToAnswer }) => readyToAnswer));
  const waits = spread(results.waits.map(({ requests }) => total(requests)));
  const kilobytes = stateBytesEach(all, "instances");
  return [
    atMost("API requests per created instance", requestSlope(all, "instances", "created")?.each, 2, 2),
    atMost(
      "API requests per created instance, including its Secret",
      requestSlope(all, "instances with user data", "created")?.each,
      3,
      2,
    ),
    atMost("API requests per deleted instance", requestSlope(all, "instances", "deleted")?.each, 1.1, 2),
    atMost("API requests while an instance waits", waits?.max, 0, 0),
    atMost(
      "`up` of 100 on kwok, compared with dynamic resources that do nothing",
      ratio("dynamic resources"),
      1.3,
      2,
      " x",
    ),
    atMost("`up` of 100 on kwok, compared with the engine alone", ratio("engine alone"), 1.3, 2, " x"),
    ...(["up", "destroy"] as const).map((phase) =>
      atMost(
        `\`${phase}\` of 1000 on kwok, compared with the engine alone`,
        ratio("engine alone", 1000, phase),
        1.5,
        2,
        " x",
      ),
    ),
    ...(["up", "destroy"] as const).map((phase) =>
      atMost(
        `\`${phase}\` of 1000 on kwok, without checkpoints`,
        seconds("instances, one save", 1000, phase),
        phase === "up" ? 35 : 25,
        2,
        " s",
      ),
    ),
    atMost(
      "`up` of 100 on kwok, compared with plain Pods, which the plugin slows down",
      ratio("plain Pods"),
      0.7,
      2,
      " x",
    ),
    atMost("from the Pod's ready event to the provider's answer, slowest", answers?.max, 150, 0, " ms"),
    atMost("added to the SDK's start, median", startAdded(results)?.median, 500, 0, " ms"),
    atMost("state per instance", kilobytes && kilobytes / 1000, 2, 2, " KB"),
    atMost(
      "processor seconds of the program in `up` of 1000, compared with the engine alone",
      ours !== undefined && alone ? ours / alone : undefined,
      1.2,
      2,
      " x",
    ),
    atMost(
      "peak memory of the provider process, at 1000 instances",
      memoryOf(find("instances", 1000))?.median,
      150,
      0,
      " MiB",
    ),
  ];
}

/** Number of resources of the measurements that {@link gates} compares. */
export const gateCount = 40;

/** Limits that hold on any machine, because nothing in them is a time: a change beyond one costs every user. */
export function gates(results: Results): Bar[] {
  const all = groups(results);
  const find = (contender: string) =>
    all.find((group) => group.contender === contender && group.count === gateCount);
  const [instances, alone] = [find("instances"), find("engine alone")];
  const kilobytes = stateBytesEach(all, "instances");
  const ratio = instances && alone && clientSeconds(instances, "up") / clientSeconds(alone, "up");
  const waits = spread(results.waits.map(({ requests }) => total(requests)));
  return [
    atMost("API requests per created instance", requestSlope(all, "instances", "created")?.each, 2.1, 2),
    atMost("API requests per deleted instance", requestSlope(all, "instances", "deleted")?.each, 1.1, 2),
    atMost("API requests while an instance waits", waits?.max, 0, 0),
    atMost("state per instance", kilobytes && kilobytes / 1000, 2, 2, " KB"),
    atMost(`processor seconds of \`up\` of ${gateCount}, compared with the engine alone`, ratio, 2, 2, " x"),
  ];
}
