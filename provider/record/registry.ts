/** A resource that the provider process has checked in this run. */
export interface KnownRecord {
  /** As in @pulumi/aws: `ec2:Vpc`. */
  kind: string;
  id: string;
  /** Its arguments and its computed outputs. Values that a preview doesn't know are the SDK's unknown value. */
  values: Readonly<Record<string, unknown>>;
  /** The program declares another resource for it, or another program does. */
  isLookup?: boolean;
}

/** By URN: a preview and its update check a resource twice, and a replacement has another id. */
const known = new Map<string, KnownRecord>();

/** Remembers what this run makes of a resource, for the checks of those that depend on it. */
export const remember = (urn: string, record: KnownRecord): void => void known.set(urn, record);

/** The resource with this id, if the program declares it; the engine checks it before its dependents. */
export function recordById(id: string): KnownRecord | undefined {
  const records = [...known.values()].filter((record) => record.id === id);
  // The resource itself knows more than a look-up of it.
  return records.find(({ isLookup }) => !isLookup) ?? records[0];
}

/** All resources of these kinds that were checked so far. */
export const recordsOf = (...kinds: readonly string[]): KnownRecord[] =>
  [...known.values()].filter(({ kind }) => kinds.includes(kind));

/** Forgets what an earlier check of the resource made, which nothing should be compared with. */
export const forget = (urn: string): void => void known.delete(urn);
