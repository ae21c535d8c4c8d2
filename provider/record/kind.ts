import type { Check } from "../common/checks";
import type { Fail } from "../common/errors";
import { recordId } from "../common/names";
import { mayBeSecret } from "../common/text";
import { containsUnknown, unknownValue } from "../common/values";
import type { Shape } from "./shape";

/** Arguments and outputs by name. Those that a preview doesn't know are the SDK's unknown value. */
export type Values = Readonly<Record<string, unknown>>;

/** What a kind's functions get to know besides the arguments. */
export interface Facts {
  region: unknown;
  /** Logical name of the resource in the program. */
  name: string;
  /** Types of the components around it, as in its URN; empty for a top-level resource. */
  parents: string;
  /** The program only looks at the resource: what neither the id nor the program says isn't known. */
  isLookup: boolean;
  /** Tags that the program's provider or configuration gives the resource, below its own. */
  defaultTags?: unknown;
  /** Arguments and outputs of the resource as it is; empty for a new one. */
  olds: Values;
  /** Arguments that differ from those of the resource as it is; all of a new one. */
  changes: readonly string[];
  /** Id of the stack's security group with this logical name. */
  groupId: (name: string) => string;
}

/** Everything there is to say about one kind of record. Its types come from @pulumi/aws; see shapes.data.ts. */
export interface RecordKind {
  /** What it does here, as a sentence for the class. */
  note: string;
  /** The prefix of a new id, or the id itself if AWS makes it of the arguments. */
  id: string | ((values: Values, facts: Facts) => unknown);
  /** The argument that has a name by default: the logical name and seven random digits, as in @pulumi/aws. */
  name?: string;
  /** Arguments whose change replaces the resource; the region always does. */
  replaces: readonly string[];
  /** Values of arguments that are absent. */
  defaults?: (values: Values, facts: Facts) => Values;
  /** Arguments that AWS completes: blocks with the defaults of their fields. */
  complete?: (values: Values) => Values;
  /** Checks of arguments that are present and known. */
  checks?: Readonly<Record<string, Check>>;
  /** Checks what depends on other arguments and on other records; only called if each argument alone is right. */
  check?: (values: Values & { id: unknown }, fail: Fail, facts: Facts) => void;
  /** Type of the resource in EC2's ARNs, or the whole ARN. */
  arn?: string | ((values: Values & { id: unknown }) => unknown);
  /** The arguments and outputs that the id of an existing resource says, in the region of the look-up. */
  fromId?: (id: string, region: string) => Values;
  /** Outputs that are neither arguments nor common to all kinds. */
  outputs?: (values: Values & { id: unknown }, facts: Facts) => Values;
  /** Arguments and outputs that Pulumi stores encrypted; no message shows them. */
  secrets?: readonly string[];
  /** Other arguments that may hold a secret, if only by mistake; no message shows them. See also `mayBeSecret`. */
  concealed?: readonly string[];
}

export type RecordKinds = Readonly<Record<string, RecordKind>>;

/** Arguments that no message shows. */
export const concealed = ({ secrets = [], concealed: others = [] }: RecordKind, shape: Shape): string[] => [
  ...secrets,
  ...others,
  ...Object.keys(shape.arguments).filter(mayBeSecret),
];

/** The value made of these; unknown if one of them is. */
export const made = (make: (...parts: string[]) => unknown, ...parts: readonly unknown[]): unknown =>
  parts.some(containsUnknown) ? unknownValue : make(...parts.map(asText));

/** A value of a wrong type may have a toString that is no function. */
const asText = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** The text with these values; unknown if one of them is. */
export const text = (strings: TemplateStringsArray, ...parts: readonly unknown[]): unknown =>
  made((...known) => String.raw({ raw: strings }, ...known), ...parts);

/** The id of what belongs to another resource: the main route table of a VPC, the network interface of an instance. */
export const idOf = (prefix: string, owner: unknown, role = prefix): unknown =>
  made((id) => recordId(prefix, `${id}/${role}`), owner);
