import { isMade, keyOf, sideOf } from "../../read/aws/side";
import type { Side } from "../../read/aws/side";
import { isPrefixList, prefixListEntryType } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import type { Grant } from "../grants";
import { allTraffic } from "../ports";
import { prefixListsOf } from "./prefix-lists";

/**
 * What prefix lists allow in a preview that lists only what changes: unchanged rules may name them, on any port. Lists
 * that a rule of the preview names aren't among them.
 */
export function grantsOfLists(
  resources: Resource[],
  named: ReadonlySet<string>,
): Record<"before" | "after", Grant[]> {
  const [old, now] = [sideOf(resources, "old"), sideOf(resources, "new")];
  const lists = new Map([...partsIn(old), ...partsIn(now)].filter(([key]) => !named.has(key)));
  const grantsAt = (side: Side) => {
    const { peersOf } = prefixListsOf(side, old);
    return [...lists].flatMap(([key, resource]) =>
      peersOf(resource, "id", key)
        .filter(({ kind }) => kind !== "prefixList")
        .map((peer): Grant => ({ group: resource.urn, direction: "ingress", peer, ports: allTraffic })),
    );
  };
  return { before: grantsAt(old), after: grantsAt(now) };
}

/** The lists of a side that exist already, by key; for one that the preview doesn't have, an entry of it. */
function partsIn(side: Side): (readonly [string, Resource])[] {
  const lists = side.ofType(isPrefixList).filter((list) => !isMade(list));
  const entries = side.ofType((type) => type === prefixListEntryType);
  return [
    ...lists.map((list) => [keyOf(list), list] as const),
    ...entries.flatMap((entry) => {
      const { inputs } = side.stateOf(entry);
      const [list] = side.find(entry, "prefixListId", inputs["prefixListId"], isPrefixList);
      return list && !list.resource ? [[list.key, entry] as const] : [];
    }),
  ];
}
