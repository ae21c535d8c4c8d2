import { groupedBy } from "../../common/lists";
import { instanceToken } from "../../common/names";
import { completed } from "../../instance/short-form";
import type { State, Step } from "./preview";

/** What the update does with a resource, over all its steps. */
export type Operation = "create" | "update" | "replace" | "delete" | "import" | "same";

/** A resource before and after the update. */
export interface Resource {
  urn: string;
  type: string;
  /** Logical name. */
  name: string;
  operation: Operation;
  /** Absent if the update creates the resource. */
  old?: State | undefined;
  /** Absent if the update deletes the resource. */
  new?: State | undefined;
  /** Properties that change, by the provider or the engine. */
  changed: string[];
  /** Properties that force a replacement. */
  forcing: string[];
  /** The program only reads it. */
  isRead?: true;
}

const replacing = ["replace", "create-replacement", "import-replacement"];
const deletesReplaced = "delete-replaced";
const operations = ["create", "delete", "update", "import"] as const;

/** The resources of a preview. Of those that it only reads, just those of AWS count, which may be groups. */
export function resourcesOf(steps: Step[]): Resource[] {
  const byUrn = groupedBy(steps, ({ urn }) => [urn]);
  // The engine's order differs from run to run.
  const sorted = [...byUrn].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([, steps]) => {
    const all = planned(steps);
    const [first] = all;
    if (!first) return [];
    const isRead = all.every(({ op }) => op.startsWith("read") || op.startsWith("discard"));
    if (isRead) return first.type.startsWith("aws:") ? asRead(first, all) : [];
    const operation = operationOf(all.map(({ op }) => op));
    return [
      {
        urn: first.urn,
        type: first.type,
        name: first.name,
        operation,
        old: inFull(first.type, all.find((step) => step.old)?.old ?? importedIn(all)),
        new:
          operation === "delete" ? undefined : inFull(first.type, all.filter((step) => step.new).at(-1)?.new),
        changed: [...new Set(all.flatMap(({ changed }) => changed))],
        forcing: [...new Set(all.flatMap(({ forcing }) => forcing))],
      },
    ];
  });
}

/** The state with what an instance leaves out of its stored form, so that a change of it shows. */
const inFull = (type: string, state: State | undefined): State | undefined =>
  state && type === instanceToken
    ? { ...state, inputs: completed(state.inputs), outputs: completed(state.outputs) }
    : state;

/**
 * The steps of what the update does with a resource.
 *
 * Those of a refresh come before, of which documents call some updates and deletions. What an earlier update replaced and
 * failed to delete has the same URN as what it made instead.
 */
function planned(steps: Step[]): Step[] {
  if (steps.length === 1) return steps;
  const replacement = steps.filter(({ op }) => [...replacing, deletesReplaced].includes(op));
  if (replacement.some(({ op }) => replacing.includes(op))) return replacement;
  const others = steps.filter(({ op }) => op !== deletesReplaced);
  const [last] = others.slice(-1);
  if (!last || last.op.startsWith("read") || last.op.startsWith("discard")) return steps;
  // An import is followed by what changes of what it finds.
  const imported = others.find(({ op }) => op === "import");
  return imported && imported !== last ? [imported, last] : [last];
}

function operationOf(ops: string[]): Operation {
  if (ops.some((op) => replacing.includes(op))) return "replace";
  if (ops.every((op) => op === deletesReplaced)) return "delete";
  return operations.find((operation) => ops.includes(operation)) ?? "same";
}

/** What a program imports exists already, as the program declares it. Older engines don't plan more than that. */
function importedIn(steps: Step[]): State | undefined {
  const found = steps.find(({ op }) => op === "import")?.new;
  return found && { ...found, id: found.importId };
}

/** A resource that a program reads stays as it is. Only the state of an earlier read says what that is. */
function asRead({ urn, type, name }: Step, all: Step[]): Resource[] {
  const states = all.flatMap((step) => [step.new ?? [], step.old ?? []].flat());
  const state = states.find(({ outputs }) => Object.keys(outputs).length > 0);
  if (!state) return [];
  const unchanged = { old: state, new: state, changed: [], forcing: [] };
  return [{ urn, type, name, operation: "same", isRead: true, ...unchanged }];
}
