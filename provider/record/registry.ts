/** A resource that the provider process has checked in this run. */
export interface KnownRecord {
  /** As in @pulumi/aws: `ec2:Vpc`. */
  kind: string;
  id: string;
  /** Its arguments and its computed outputs. Values that a preview doesn't know are the SDK's unknown value. */
  values: Readonly<Record<string, unknown>>;
  /** The program declares another resource for it, or another program does. */
  isLookup?: boolean;
  /** The state had it before this run. */
  isSaved?: boolean;
  /** The engine drops it from the state without a deletion. */
  isRetained?: boolean;
}

/** By URN: a preview and its update check a resource twice, and a replacement has another id. */
const known = new Map<string, KnownRecord>();

/** The same by kind and by id. Each check of an instance asks, so that looking through all would grow with their square. */
const byKind = new Map<string, Map<string, KnownRecord>>();
const byId = new Map<string, Map<string, KnownRecord>>();

const listeners: (() => void)[] = [];

/** Calls this whenever a resource becomes known. */
export function whenRemembered(listener: () => void): void {
  listeners.push(listener);
}

/** Remembers what this run makes of a resource, for the checks of those that depend on it. */
export function remember(urn: string, record: KnownRecord): void {
  const before = known.get(urn);
  if (before && before.kind !== record.kind) byKind.get(before.kind)?.delete(urn);
  if (before && before.id !== record.id) byId.get(before.id)?.delete(urn);
  known.set(urn, record);
  put(byKind, record.kind, urn, record);
  put(byId, record.id, urn, record);
  listeners.forEach((listener) => listener());
}

function put(index: typeof byId, key: string, urn: string, record: KnownRecord): void {
  const records = index.get(key);
  if (records) records.set(urn, record);
  else index.set(key, new Map([[urn, record]]));
}

/** The resource with this id, if the program declares it; the engine checks it before its dependents. */
export function recordById(id: string): KnownRecord | undefined {
  const records = [...(byId.get(id)?.values() ?? [])];
  // The resource itself knows more than a look-up of it.
  return records.find(({ isLookup }) => !isLookup) ?? records[0];
}

/** All resources of these kinds that were checked so far. */
export const recordsOf = (...kinds: readonly string[]): KnownRecord[] =>
  kinds.flatMap((kind) => [...(byKind.get(kind)?.values() ?? [])]);

/** Forgets what an earlier check of the resource made, which nothing should be compared with. */
export function forget(urn: string): void {
  const record = known.get(urn);
  if (!record) return;
  known.delete(urn);
  byKind.get(record.kind)?.delete(urn);
  byId.get(record.id)?.delete(urn);
}
