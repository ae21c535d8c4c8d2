import type { Values } from "../record/kind";
import { serviceName } from "./names";

/** Ids of the parts that are in the engine's state: whoever runs it may replace and update them. */
const ids = new Set<string>();
/** Namespaces and names of what belongs to them. */
const places = new Set<string>();

interface Place {
  namespace: string;
  name: string;
}

const addressOf = ({ namespace, name }: Place): string => `${namespace}/${name}`;

/** Notes what a check is told of the engine's state. */
export function track(olds: Values, news: Values): void {
  const { recordId, namespace, __urn: urn } = olds;
  if (typeof recordId !== "string") return;
  ids.add(recordId);
  // Nothing has been made by a new name yet.
  if (typeof namespace === "string" && typeof urn === "string" && urn === news["__urn"]) {
    places.add(addressOf({ namespace, name: serviceName(urn) }));
  }
}

export const isTracked = (id: string): boolean => ids.has(id);

/** Whether the state has a part whose objects have this name, also one that is being replaced. */
export const isTrackedPlace = (place: Place): boolean => places.has(addressOf(place));
