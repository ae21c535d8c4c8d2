import { total } from "./audit";
import type { Cell, ClusterName, Phase, Processor, Results } from "./results";
import { slope, spread, type Spread } from "./statistics";

/** All measurements of one contender with one number of resources. */
export interface Group {
  cluster: ClusterName;
  contender: string;
  count: number;
  cells: Cell[];
}

export function groups({ cells }: Pick<Results, "cells">): Group[] {
  const found = new Map<string, Group>();
  for (const cell of cells) {
    const { cluster, contender, count } = cell;
    const key = JSON.stringify([cluster, contender, count]);
    const group = found.get(key) ?? { cluster, contender, count, cells: [] };
    group.cells.push(cell);
    found.set(key, group);
  }
  return [...found.values()];
}

export const secondsOf = (group: Group | undefined, phase: Phase): Spread | undefined =>
  spread((group?.cells ?? []).flatMap(({ seconds }) => seconds[phase] ?? []));

/** Median number of requests, without failed measurements. */
export const requestsOf = (group: Group | undefined, kind: "created" | "deleted"): number | undefined =>
  spread((group?.cells ?? []).filter(({ failure }) => !failure).map((cell) => total(cell[kind])))?.median;

/** Requests of each further resource between the two greatest counts up to 100, and those that all resources share. */
export function requestSlope(
  all: Group[],
  contender: string,
  kind: "created" | "deleted",
): { each: number; shared: number } | undefined {
  const points = all
    .filter((group) => group.cluster === "kwok" && group.contender === contender && group.count <= 100)
    .sort((a, b) => a.count - b.count)
    .map((group) => ({ count: group.count, value: requestsOf(group, kind) ?? NaN }));
  const [few, many] = points.slice(-2);
  return few && many && slope(few, many);
}

/** Bytes of each further resource in the stack's file, between the least and the greatest count up to 100. */
export function stateBytesEach(all: Group[], contender: string): number | undefined {
  const points = all
    .filter((group) => group.cluster === "kwok" && group.contender === contender && group.count <= 100)
    .sort((a, b) => a.count - b.count)
    .flatMap(({ count, cells }) => {
      const value = cells.find(({ stateBytes }) => stateBytes)?.stateBytes;
      return value ? [{ count, value }] : [];
    });
  const [few, many] = [points[0], points.at(-1)];
  return few && many && few !== many ? slope(few, many).each : undefined;
}

/** Median seconds of processor time by process. */
export function processorOf(group: Group, phase: Phase): Processor {
  const measured = group.cells
    .map(({ processor }) => processor?.[phase])
    .filter((each) => each !== undefined);
  const names = [...new Set(measured.flatMap((each) => Object.keys(each)))];
  return Object.fromEntries(
    names.map((name) => [name, spread(measured.map((each) => each[name] ?? 0))?.median ?? 0]),
  );
}

/** Seconds of processor time of all that runs on the client's side. */
export function clientSeconds(group: Group, phase: Phase): number {
  const { engine = 0, program = 0, provider = 0 } = processorOf(group, phase);
  return engine + program + provider;
}

export const memoryOf = (group: Group | undefined): Spread | undefined =>
  spread((group?.cells ?? []).flatMap(({ providerMiB }) => providerMiB ?? []));

/** Milliseconds that this package adds to the SDK's start, until its first request reaches the API server. */
export const startAdded = ({ starts }: Pick<Results, "starts">): Spread | undefined =>
  spread(starts.map(({ check, nothingCheck, firstRequest }) => check - nothingCheck + firstRequest));
