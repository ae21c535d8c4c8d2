import { groupedBy } from "../../common/lists";
import type { Bundle } from "./bundles";
import type { Grant } from "./grants";
import { everywhere } from "./peers";
import type { Ports } from "./ports";

/** What all groups of a side allow in one direction. */
export interface Rules {
  grants: readonly Grant[];
  /** Ports by the key of a peer. */
  ports: ReadonlyMap<string, Ports>;
  /** Ports of peers or groups that only the update will know. They may be any, so nothing is sure to close. */
  hidden: Ports;
}

export type Both<T> = Record<"before" | "after", T>;

/** A bundle with what its groups allow. */
export interface End {
  index: number;
  bundle: Bundle;
  into: Both<Rules>;
  out: Both<Rules>;
}

/**
 * Finds what may reach a target; what is together reaches it alike.
 *
 * The target lets in most sources by {@link everywhere} alone, or not at all. Only what is named by the target, or names
 * it where it lets in everything, must be looked at by itself.
 */
export function sourceFinder(ends: readonly End[]): (to: End) => (readonly End[])[] {
  const keysOf = ({ before, after }: Both<Rules>) => [...before.ports.keys(), ...after.ports.keys()];
  const namesOf = ({ before, after }: Bundle) =>
    [...(before?.peers ?? []), ...(after?.peers ?? [])].filter((key) => key !== everywhere);
  const letIn = new Set(ends.flatMap(({ into }) => keysOf(into)));
  const sources = [...groupedBy(ends, (end) => [sourceKey(end, letIn)]).values()];
  const firstOf = ([first]: readonly End[]) => (first ? [first] : []);
  const named = groupedBy(sources, (all) => firstOf(all).flatMap(({ bundle }) => namesOf(bundle)));
  const naming = groupedBy(sources, (all) => firstOf(all).flatMap(({ out }) => keysOf(out)));
  const kinds = [...groupedBy(sources, (all) => firstOf(all).map(kindKey)).values()];
  return (to) => {
    const keys = keysOf(to.into);
    const isOpen = keys.includes(everywhere);
    const special = new Set([
      ...keys.flatMap((key) => named.get(key) ?? []),
      ...(isOpen ? namesOf(to.bundle).flatMap((key) => naming.get(key) ?? []) : []),
    ]);
    const others = isOpen ? kinds : [];
    const found = [...special, ...others.map((kind) => kind.filter((source) => !special.has(source)).flat())];
    return to.bundle.isMany ? found : found.map((all) => all.filter((end) => end !== to));
  };
}

/** The same for ends that reach each target alike, if these are the peers by which any target lets in. */
const sourceKey = ({ bundle, out }: End, letIn: ReadonlySet<string>): string =>
  keyOfSides((when) => [
    bundle[when] && [bundle[when].realm, [...bundle[when].peers].filter((key) => letIn.has(key))],
    [...out[when].ports],
    out[when].hidden,
  ]);

/** The same for ends that reach alike each target that doesn't name them, and that they don't name. */
const kindKey = ({ bundle, out }: End): string =>
  keyOfSides((when) => [
    bundle[when] && [bundle[when].realm],
    out[when].ports.get(everywhere),
    out[when].hidden,
  ]);

const keyOfSides = (parts: (when: "before" | "after") => unknown): string =>
  JSON.stringify([parts("before"), parts("after")]);
