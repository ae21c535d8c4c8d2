import { addTo } from "../../../common/lists";
import { isAbsent, isRecord } from "../../../common/values";
import { isMade, keyOf } from "../../read/aws/side";
import type { Side, Unknowns } from "../../read/aws/side";
import { givesNeither, isGroup, isPrefixList, isVpc, prefixListEntryType } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { rangePeer, valuesOf } from "./values";
import type { Peer } from "../peers";

/** The prefix lists that values of a side name. */
export interface PrefixLists {
  /** The ranges of a list that the preview has; otherwise the list by its id, and those of its entries that it has. */
  peersOf(resource: Resource, property: string, value: unknown): Peer[];
  /** Whether unknown values may also name other lists; see {@link Side.mayNameOther}. */
  mayNameOther(resource: Resource, property: string, unknowns: Unknowns): boolean;
}

/** Those of a side, and before the update: its state then has all entries, also those that the update deletes. */
export function prefixListsOf(side: Side, earlier: Side): PrefixLists {
  const [standalone, were] = [standaloneEntries(side), standaloneEntries(earlier)];
  const entries = new Map(standalone);
  const whole = new Set<string>();
  for (const list of side.ofType(isPrefixList)) {
    const key = keyOf(list);
    const { inputs, outputs } = side.stateOf(list);
    const isNew = side.when === "new" && isMade(list);
    const others = new Set(were.get(key));
    const computed = isNew ? [] : valuesOf(outputs["entries"]).map(cidrOf);
    const own = isAbsent(inputs["entries"])
      ? computed.filter((cidr) => !others.has(cidr))
      : valuesOf(inputs["entries"]).map(cidrOf);
    const all = [...own, ...(standalone.get(key) ?? [])];
    entries.set(key, all);
    if (isNew || all.length + others.size > 0 || Array.isArray(outputs["entries"])) whole.add(key);
  }
  return {
    mayNameOther: (resource, property, unknowns) =>
      side.mayNameOther(resource, property, unknowns, {
        is: isPrefixList,
        isNoSource: (type) => givesNeither(type) || isGroup(type) || isVpc(type),
      }),
    peersOf(resource, property, value) {
      const [list, ...others] = side.find(resource, property, value, isPrefixList);
      if (!list || others.length > 0) return [{ kind: "unknown" }];
      const ranges = (entries.get(list.key) ?? [])
        .map(rangePeer)
        .map((peer) => (peer.kind === "cidr" ? { ...peer, list: list.key } : peer));
      // Others may also have entries of a list that isn't declared here.
      return whole.has(list.key) ? ranges : [{ kind: "prefixList", id: list.key }, ...ranges];
    },
  };
}

const cidrOf = (entry: unknown): unknown => (isRecord(entry) ? entry["cidr"] : entry);

/** Ranges of the entries that are resources of their own, by the key of their list. */
function standaloneEntries(side: Side): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const entry of side.ofType((type) => type === prefixListEntryType)) {
    const { inputs } = side.stateOf(entry);
    const [list] = side.find(entry, "prefixListId", inputs["prefixListId"], isPrefixList);
    if (list) addTo(found, list.key, inputs["cidr"]);
  }
  return found;
}
