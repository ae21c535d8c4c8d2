import { recordById } from "../record/registry";

/** Namespaces of the instances that this run has looked up, by id. */
const namespaces = new Map<string, string>();

/** Remembers where an instance is that the program only looks up: the engine reads it before it checks what uses it. */
export const noteLookUp = (id: string, namespace: string): void => void namespaces.set(id, namespace);

/** Where an instance is that the program declares or looks up; undefined if this run has done neither. */
export const namespaceOfInstance = (id: string): unknown =>
  recordById(id)?.values["namespace"] ?? namespaces.get(id);
