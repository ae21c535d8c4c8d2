import * as pulumi from "@pulumi/pulumi";

import { show } from "../common/text";
import { perProgram } from "../record/program";
import { rejectInputs } from "./inputs";

/** Resources of a kind that this program has declared, by their ids. */
const declared = perProgram(() => new Map<string, pulumi.Resource>());

/** Remembers a resource, so that `get` finds it. */
export const rememberDeclared = (id: string, resource: pulumi.Resource): void => {
  declared().set(id, resource);
};

/** A resource that `get` looks up. */
interface Wanted {
  kind: string;
  name: string;
  id: pulumi.Input<string>;
  /** The form of its ids. */
  pattern: RegExp;
  /** What the program says of it. */
  state: Readonly<Record<string, unknown>>;
}

/**
 * Outputs of a resource that exists: as this program declares it, else as the state of `get` says.
 *
 * Nothing is asked for the resource: a rule or group of another stack is what its id says, and that is all that
 * rules and instances need.
 */
export function existingOutputs(
  { kind, name, id, pattern, state }: Wanted,
  defaults: Readonly<Record<string, (id: string) => unknown>>,
): Record<string, pulumi.Output<unknown>> {
  const resources = declared();
  const checked = pulumi.output(id).apply((text) => {
    const reason = `is ${show(text)}, which isn't the id of a ${kind}. Pass the output id of one`;
    rejectInputs(kind, name, pattern.test(text) ? [] : [{ property: "id", reason }], "get");
    return text;
  });
  const outputs = Object.entries(defaults).map(([key, fallback]) => [
    key,
    pulumi.all([checked, state[key] as pulumi.Input<unknown>]).apply(([text, given]) => {
      const resource = resources.get(text) as unknown as Record<string, pulumi.Output<unknown>> | undefined;
      return given ?? resource?.[key] ?? fallback(text);
    }),
  ]);
  return { id: checked, ...(Object.fromEntries(outputs) as Record<string, pulumi.Output<unknown>>) };
}
