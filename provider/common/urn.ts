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
  const [stack = "", project = "", types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, types, name: name.join("::") };
}

/** Whether the engine named a provider, after its version: the default one of a package. */
export const isDefaultProvider = (name: string): boolean => /^default(_\d|$)/.test(name);

export const formatUrn = ({ stack, project, types, name }: Urn): string =>
  `urn:pulumi:${stack}::${project}::${types}::${name}`;
