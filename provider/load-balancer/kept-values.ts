import { sameValue } from "../common/values";
import type { Values } from "../record/kind";
import { emptyOf, shapeOf } from "../record/shape";
import { unkeptKeys } from "./objects";

/** Where a part is, which another name of the same cluster changes, and what only the cluster or the state has. */
const elsewhere = [...unkeptKeys, "namespace", "context", "ownTarget", "clusterId", "formerId"];

const isOwn = (key: string): boolean => key.startsWith("__") || elsewhere.includes(key);

/** Whether a state has a value only because an output is never absent. */
const isFilling = (token: string, key: string, value: unknown): boolean => {
  const empty = emptyOf(shapeOf(token).filled);
  return key in empty && sameValue(empty[key], value);
};

/** The inputs of a part as the cluster keeps it; undefined if the state has the same, as it mostly does. */
export function keptInputs(token: string, kept: Values, props: Values): Values | undefined {
  const isSame = (key: string): boolean =>
    sameValue(kept[key], props[key]) || (kept[key] === undefined && isFilling(token, key, props[key]));
  if (Object.keys({ ...kept, ...props }).every((key) => isOwn(key) || isSame(key))) return undefined;
  const entries = [
    ...Object.entries(kept).filter(([key]) => !isOwn(key)),
    ...Object.entries(props).filter(
      ([key, value]) => isOwn(key) && key !== "clusterId" && !isFilling(token, key, value),
    ),
  ];
  return Object.fromEntries(entries);
}

/**
 * The inputs that a state was made of. `others` are inputs of the same part, and tell what the state has only because an
 * output is never absent, and what is in place of an observed value that is empty.
 */
export function inputsBefore(
  token: string,
  olds: Values,
  others: Values,
  observed: readonly string[],
): Values {
  const entries = Object.entries(olds)
    .filter(([key, value]) => key in others || !isFilling(token, key, value))
    .filter(([key]) => key !== "clusterId")
    .map(([key, value]) => [key, observed.includes(key) && value === "" ? others[key] : value]);
  return Object.fromEntries(entries);
}
