/** What a URN is made of: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export interface Urn {
  stack: string;
  project: string;
  /** Types of the parents and its own, with "$" between them. */
  types: string;
  /** Logical name. */
  name: string;
}

/** The parts of a URN; those that a text lacks are empty. */
export function parseUrn(urn: string): Urn {
  const [stack, afterStack] = partAt(urn, urn.startsWith(prefix) ? prefix.length : 0);
  const [project, afterProject] = partAt(urn, afterStack);
  const [types, start] = partAt(urn, afterProject);
  return { stack, project, types, name: urn.slice(start) };
}

const prefix = "urn:pulumi:";

/** The part of a URN that begins here, and where the next one does. */
function partAt(urn: string, start: number): [part: string, next: number] {
  const end = urn.indexOf("::", start);
  return end === -1 ? [urn.slice(start), urn.length] : [urn.slice(start, end), end + 2];
}

/** Whether the engine named a provider, after its version: the default one of a package. */
export const isDefaultProvider = (name: string): boolean => /^default(_\d|$)/.test(name);

export const formatUrn = ({ stack, project, types, name }: Urn): string =>
  `${prefix}${stack}::${project}::${types}::${name}`;
