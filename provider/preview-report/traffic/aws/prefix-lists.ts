import { addTo } from "../../../common/lists";
import { isAbsent, isRecord } from "../../../common/values";
import { keyOf } from "../../read/aws/side";
import type { Side } from "../../read/aws/side";
import { isPrefixList, prefixListEntryType } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { rangePeer } from "./values";
import type { Peer } from "../peers";

/** The prefix lists that values of a side name. */
export interface PrefixLists {
  /** The ranges of a list that the preview has; otherwise the list by its id, and those of its entries that it has. */
  peersOf(resource: Resource, property: string, value: unknown): Peer[];
}

export function prefixListsOf(side: Side): PrefixLists {
  const entries = new Map<string, unknown[]>();
  for (const list of side.ofType(isPrefixList)) {
    const { inputs, outputs } = side.stateOf(list);
    const own = inputs["entries"] ?? (list.operation === "replace" ? undefined : outputs["entries"]);
    for (const entry of Array.isArray(own) ? (own as unknown[]) : isAbsent(own) ? [] : [own]) {
      addTo(entries, keyOf(list), isRecord(entry) ? entry["cidr"] : entry);
    }
  }
  for (const entry of side.ofType((type) => type === prefixListEntryType)) {
    const { inputs } = side.stateOf(entry);
    const [list] = side.find(entry, "prefixListId", inputs["prefixListId"], isPrefixList);
    if (list) addTo(entries, list.key, inputs["cidr"]);
  }
  return {
    peersOf(resource, property, value) {
      const [list, ...others] = side.find(resource, property, value, isPrefixList);
      if (!list || others.length > 0) return [{ kind: "unknown" }];
      const cidrs = entries.get(list.key);
      const ranges = (cidrs ?? [])
        .map(rangePeer)
        .map((peer) => (peer.kind === "cidr" ? { ...peer, list: list.key } : peer));
      // Others may also have entries of a list that isn't declared here.
      return list.resource && cidrs ? ranges : [{ kind: "prefixList", id: list.key }, ...ranges];
    },
  };
}
