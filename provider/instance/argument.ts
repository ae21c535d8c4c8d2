import type { Check } from "../common/checks";

/** How a change of a property reaches the instance. */
export type Effect = "live" | "restart" | "recreate" | "replace";

/** Everything there is to say about one argument of an instance. */
export interface Argument {
  /** `accepted`: no effect. `warned`: no effect, with a warning. `rejected`: an error of `check`. */
  support: "works" | "accepted" | "warned" | "rejected";
  /** What it does; if it has no effect, why; if rejected, why, and the fix as an imperative. */
  note: string;
  /** What a change does; absent for rejected arguments and for fields, which share that of their block. */
  effect?: Effect;
  /** Checks a value that is present and known. */
  check?: Check;
  /** Values that ask for nothing. They and their parts are accepted silently, as are absent and empty values. */
  harmless?: readonly unknown[];
  /** The fields of a block, which are judged in its place. */
  fields?: Readonly<Record<string, Argument>>;
}

type Details = Pick<Argument, "check" | "fields">;

/** An argument that has an effect. */
export const works = <D extends Details>(effect: Effect, note: string, details?: D) => ({
  support: "works" as const,
  effect,
  note,
  ...(details as D),
});
/** An argument that the cluster has nothing for, and that the instance runs as well without. */
export const accepted = <D extends Details>(effect: Effect, note: string, details?: D) => ({
  support: "accepted" as const,
  effect,
  note,
  ...(details as D),
});
/** An argument without an effect that some programs rely on. */
export const warned = <H extends unknown[]>(effect: Effect, note: string, ...harmless: H) => ({
  support: "warned" as const,
  effect,
  note,
  harmless,
});
/** An argument without which the program would do something else. */
export const rejected = <H extends unknown[]>(note: string, ...harmless: H) => ({
  support: "rejected" as const,
  note,
  harmless,
});
