import type { Names } from "./fields";
import { isWorld, keyOf, type Peer } from "./peers";
import { describe, intersect } from "./ports";
import { type Bundle, isBundle, type Reach } from "./reachability";

/** Who reaches whom, before and after; the same kinds of traffic as in the rules. */
export interface ReachChange {
  from: string;
  to: string;
  opens: string[];
  closes: string[];
  /** What is reached before as after. */
  stays: string[];
  /** The source is everybody, or half of everybody. */
  fromWorld: boolean;
}

export const reachChanges = (reach: Reach[], names: Names): ReachChange[] =>
  reach
    .map(({ from, to, before, after, opens, closes }) => ({
      from: endName(from, names),
      to: endName(to, names),
      opens: describe(opens),
      closes: describe(closes),
      stays: describe(intersect(before, after)),
      fromWorld: !isBundle(from) && isWorld(from),
    }))
    // What a range stays open for by a larger one that now has it, too, is told of that alone.
    .filter(({ opens, closes, stays }) => opens.length + closes.length + stays.length > 0);

/** Whether anything is reached now that was not, or no longer. */
export const isChange = ({ opens, closes }: ReachChange): boolean => opens.length + closes.length > 0;

/** Few enough instances to read; a group that nobody is in, by its name. */
function endName(end: Bundle | Peer, names: Names): string {
  if (!isBundle(end)) return keyOf(end);
  const { instances } = end;
  if (instances.length === 0) {
    const [id = ""] = end.after ?? [];
    return `${names.get(id) ?? id} (no instance)`;
  }
  return instances.length <= 4
    ? instances.join(", ")
    : `${instances.slice(0, 3).join(", ")} and ${instances.length - 3} more`;
}
