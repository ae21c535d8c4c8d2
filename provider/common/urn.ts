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
  const start = urn.startsWith(prefix) ? prefix.length : 0;
  const stackEnd = endOfPart(urn, start);
  const projectEnd = endOfPart(urn, stackEnd + 2);
  const typesEnd = endOfPart(urn, projectEnd + 2);
  return {
    stack: urn.slice(start, stackEnd),
    project: urn.slice(stackEnd + 2, projectEnd),
    types: urn.slice(projectEnd + 2, typesEnd),
    name: urn.slice(typesEnd + 2),
  };
}

const prefix = "urn:pulumi:";

/** Where the part of a URN ends that starts here. */
function endOfPart(urn: string, start: number): number {
  const end = urn.indexOf("::", start);
  return end === -1 ? urn.length : end;
}

/** Whether the engine named a provider, after its version: the default one of a package. */
export const isDefaultProvider = (name: string): boolean => /^default(_\d|$)/.test(name);

export const formatUrn = ({ stack, project, types, name }: Urn): string =>
  `${prefix}${stack}::${project}::${types}::${name}`;
