import { isMapping, kind } from "./forms";
import type { Mapping, Note } from "./forms";

/** How the values of two parts with the same key become one: the words of cloud-init by the kind of the older value. */
type Mergers = Partial<Record<"dict" | "list" | "str", string[]>>;

/** What cloud-init does if nothing is said: the later of two parts wins. */
const later: Mergers = { dict: ["replace"], list: [], str: [] };

/** The part without its merge type, and the merge type that it or its header has. */
export function takeMergers(part: Mapping, header: string, note: Note): { part: Mapping; mergers: Mergers } {
  const { merge_how: how, merge_type: type, ...rest } = part;
  const own = how ?? type;
  const read = [
    ...readMergers(own, how === undefined ? "merge_type" : "merge_how", note),
    ...readMergers(header === "" ? undefined : header, "X-Merge-Type", note),
  ];
  // As in cloud-init, the first one that handles a kind wins, and a kind that none handles keeps the older value.
  const mergers = Object.fromEntries(read.reverse());
  return { part: rest, mergers: read.length > 0 ? mergers : later };
}

function readMergers(value: unknown, path: string, note: Note): [string, string[]][] {
  if (value === undefined || value === null) return [];
  const words = typeof value === "string" ? value.split("+").filter((word) => word.trim() !== "") : value;
  const example = 'Use a string like "list(append)+dict(no_replace,recurse_list)+str()"';
  if (!Array.isArray(words)) {
    note(`whose ${path} is ${kind(value)}. ${example}`);
    return [];
  }
  return words.flatMap((word: unknown): [string, string[]][] => {
    const { name, settings } = readMerger(word);
    if (["dict", "list", "str"].includes(name)) return [[name, settings]];
    note(`whose ${path} isn't a merge type. ${example}`);
    return [];
  });
}

function readMerger(word: unknown): { name: string; settings: string[] } {
  const strings = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);
  if (Array.isArray(word)) return { name: String(word[0]), settings: strings(word.slice(1)) };
  if (isMapping(word)) return { name: String(word["name"]), settings: strings(word["settings"]) };
  const [, name = "", settings = ""] = /^\s*(\w+)\s*\(([^)]*)\)\s*$/.exec(String(word).toLowerCase()) ?? [];
  return { name, settings: settings.split(",").map((setting) => setting.trim()) };
}

/** The older value with the newer one merged into it, as cloud-init does it. */
export function merge(older: unknown, newer: unknown, mergers: Mergers): unknown {
  if (isMapping(older)) return mergers.dict ? mergeMappings(older, newer, mergers) : older;
  if (Array.isArray(older)) return mergers.list ? mergeLists(older, newer, mergers) : older;
  if (typeof older !== "string" || !mergers.str) return older;
  return mergers.str.includes("append") && typeof newer === "string" ? older + newer : newer;
}

function mergeMappings(older: Mapping, newer: unknown, mergers: Mergers): unknown {
  if (!isMapping(newer)) return older;
  const settings = mergers.dict ?? [];
  const merged = new Map(Object.entries(older));
  for (const [key, value] of Object.entries(newer)) {
    if (!merged.has(key)) merged.set(key, value);
    else if (value === null && settings.includes("allow_delete")) merged.delete(key);
    else if (settings.includes("replace")) merged.set(key, value);
    else if (isMapping(value) || recurses(value, settings)) {
      merged.set(key, merge(merged.get(key), value, mergers));
    }
  }
  return Object.fromEntries(merged);
}

function mergeLists(older: unknown[], newer: unknown, mergers: Mergers): unknown {
  const settings = mergers.list ?? [];
  if (!Array.isArray(newer)) return newer;
  if (settings.includes("append")) return [...older, ...(newer as unknown[])];
  if (settings.includes("prepend")) return [...(newer as unknown[]), ...older];
  if (settings.includes("no_replace")) return older;
  return older.map((value, index) => {
    if (index >= newer.length) return value;
    const other: unknown = newer[index];
    return recurses(other, settings) ? merge(value, other, mergers) : other;
  });
}

function recurses(value: unknown, settings: string[]): boolean {
  const has = (...names: string[]) => names.some((name) => settings.includes(name));
  if (Array.isArray(value)) return has("recurse_array", "recurse_list");
  return typeof value === "string" ? has("recurse_str") : isMapping(value) && has("recurse_dict");
}
