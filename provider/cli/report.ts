import { aligned } from "../common/text";

/** One thing that was looked at, and what came of it. */
export interface Check {
  name: string;
  /** A "fault" keeps instances or groups from being made; a "warning" takes something from them. */
  state: "ok" | "warning" | "fault";
  value: string;
  /** An imperative with the exact setting or command. */
  fix?: string;
}

/** The checks for people: each fix is below its value. */
export const table = (checks: Check[]): string =>
  aligned([
    ["STATE", "CHECK", "VALUE"],
    ...checks.flatMap(({ state, name, value, fix }) => [
      [state, name, value],
      ...(fix === undefined ? [] : [["", "", `Fix: ${fix}.`]]),
    ]),
  ]);

/** The checks for machines. */
export const json = (checks: Check[]): string => JSON.stringify({ checks }, undefined, 2);

export const exitCode = (checks: Check[]): number => (checks.some(({ state }) => state === "fault") ? 1 : 0);
