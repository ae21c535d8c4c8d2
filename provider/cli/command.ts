/** One option of a command. Its value may be absent if it has no default. */
export interface Option {
  type: "boolean" | "string";
  /** Its one-letter form. */
  short?: string;
  default?: boolean | string;
  /** Placeholder of its value in the help. */
  value?: string;
  text: string;
  /** The fix for an invalid value; undefined for a valid one. */
  check?: (value: string) => string | undefined;
}

export type Options = Readonly<Record<string, Option>>;

/** The arguments of a command that are not options. */
export interface Operands {
  /** As the help shows them. */
  usage: string;
  least: number;
  most: number;
  /** All words after "--" are operands, even those that look like options. */
  dashDash?: boolean;
  /** What is wrong with an operand, and the fix; undefined if all are valid. */
  check?: (operands: string[]) => { operand: string; cause: string; fix: string } | undefined;
}

/** What the command line says to a command. */
export interface Input {
  options: Record<string, boolean | string | undefined>;
  operands: string[];
}

/** Everything about a command; the help is made from it. */
export interface Command {
  name: string;
  summary: string;
  operands?: Operands | undefined;
  options: Options;
  /** Paragraphs; one that starts with "- " is an item of a list. */
  notes?: readonly string[];
  /** A sentence and the command line that does it. */
  examples: readonly (readonly [text: string, line: string])[];
  /** Meanings that differ from those of every command, by exit code. */
  exitCodes?: Readonly<Record<string, string>>;
  /** Runs the command until it ends; returns its exit code. */
  run(input: Input): Promise<number>;
}

/** The values of options: always there if they have a default. */
export type Values<O extends Options> = {
  [K in keyof O as O[K] extends { default: unknown } ? K : never]: O[K] extends { type: "boolean" }
    ? boolean
    : string;
} & { [K in keyof O as O[K] extends { default: unknown } ? never : K]?: string };

type OperandsOf<P> = P extends { least: 0 } ? string[] : P extends Operands ? [string, ...string[]] : [];

interface Definition<O extends Options, P extends Operands | undefined> extends Omit<Command, "run"> {
  operands?: P;
  options: O;
  run(input: { options: Values<O>; operands: OperandsOf<P> }): Promise<number>;
}

/** Defines a command. The types of what `run` receives follow from its options and operands. */
export const defineCommand = <const O extends Options, const P extends Operands | undefined = undefined>(
  definition: Definition<O, P>,
): Command => definition as Command;

/** An invalid command line. */
export class UsageError extends Error {}

/** A signal ended the command, which has cleaned up and said so. */
export class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super("interrupted");
  }
}
