import type { State, Step } from "./preview";

/** What becomes of one resource, by all the steps that the engine has for it. */
export type Operation = "create" | "update" | "replace" | "delete" | "import" | "same";

/** One resource before and after. */
export interface Resource {
  urn: string;
  type: string;
  name: string;
  operation: Operation;
  old?: State;
  new?: State;
  changed: string[];
  forcing: string[];
}

const replacing = ["replace", "create-replacement", "delete-replaced", "import-replacement"];
const operations: Readonly<Record<string, Operation>> = {
  create: "create",
  delete: "delete",
  update: "update",
  import: "import",
  ...Object.fromEntries(replacing.map((op) => [op, "replace" as const])),
};

/** The resources of a preview; what is only read is none. */
export function resourcesOf(steps: Step[]): Resource[] {
  const byUrn = new Map<string, Step[]>();
  for (const step of steps) byUrn.set(step.urn, [...(byUrn.get(step.urn) ?? []), step]);
  // In an order of their own: the engine's is another each time.
  const sorted = [...byUrn].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([, own]) => {
    const [first] = own;
    if (!first || own.every(({ op }) => op.startsWith("read") || op.startsWith("discard"))) return [];
    const [old, after] = [own.find((step) => step.old)?.old, own.filter((step) => step.new).at(-1)?.new];
    const operation = operationOf(own.map(({ op }) => op));
    return [
      {
        urn: first.urn,
        type: first.type,
        name: first.name,
        operation,
        ...(old ? { old } : {}),
        ...(after && operation !== "delete" ? { new: after } : {}),
        changed: [...new Set(own.flatMap(({ changed }) => changed))],
        forcing: [...new Set(own.flatMap(({ forcing }) => forcing))],
      },
    ];
  });
}

function operationOf(ops: string[]): Operation {
  const own = ops.map((op) => operations[op]);
  if (own.includes("replace") || (own.includes("create") && own.includes("delete"))) return "replace";
  return own.find((operation) => operation !== undefined) ?? "same";
}
