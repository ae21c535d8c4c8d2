/** One resource as the engine has it before or after an update. */
export interface State {
  parent?: string;
  inputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are secrets. */
  secretOutputs: string[];
}

/** What the engine intends with one resource. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  /** Logical name. */
  name: string;
  old?: State;
  new?: State;
  /** Properties that the provider or the engine says are changed, and those of them that force a replacement. */
  changed: string[];
  forcing: string[];
}

export interface Diagnostic {
  severity: "info" | "warning" | "error";
  message: string;
  /** Logical name of the resource that it is about. */
  resource?: string;
}

/** A preview, whichever way the CLI printed it. */
export interface Preview {
  /** Absent where it ended before any resource was known. */
  project?: string;
  stack?: string;
  steps: Step[];
  diagnostics: Diagnostic[];
  /** `incomplete`: what was read ends before the preview does. */
  outcome: "succeeded" | "failed" | "incomplete";
  /** Resources without a change, and how many of them are among the steps. */
  unchanged: { all: number; shown: number };
}

/** Logical name and type in a URN: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export function partsOf(urn: string): { stack?: string; project?: string; type: string; name: string } {
  const [head = "", project, types = "", ...name] = urn.split("::");
  const stack = head.split(":")[2];
  return {
    ...(stack && project ? { stack, project } : {}),
    type: types.split("$").at(-1) ?? "",
    name: name.join("::"),
  };
}

export const rootType = "pulumi:pulumi:Stack";
