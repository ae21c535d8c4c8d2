import { ExplainedError } from "../../common/errors";
import { table } from "../layout";

/** The result of one check. */
export interface Check {
  name: string;
  /** An "error" prevents instances or groups; a "warning" limits them. */
  state: "ok" | "warning" | "error";
  value: string;
  /** An imperative with the exact setting or command. */
  fix?: string | undefined;
}

export type Result = Omit<Check, "name">;

/** The result of a check that an explained error ended. */
export function errorResult(error: unknown): Result {
  if (!(error instanceof ExplainedError)) throw error;
  return { state: "error", value: error.reason, fix: error.fix };
}

/** The checks as a table, each fix below its value. */
export function checksTable(checks: Check[], width: number): string {
  const rows = checks.flatMap(({ state, name, value, fix }) => [
    [state, name, value],
    ...(fix === undefined ? [] : [["", "", `Fix: ${fix}.`]]),
  ]);
  return table([["STATE", "CHECK", "VALUE"], ...rows], width);
}

export const exitCode = (checks: Check[]): number => (checks.some(({ state }) => state === "error") ? 1 : 0);
